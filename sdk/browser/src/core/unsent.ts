/**
 * Uploads that could not be delivered, kept in IndexedDB so that they survive a reload. All tabs share
 * them: one is claimed for a while by whoever sends it, in one transaction, so no two tabs send it, and one
 * whose tab was killed is free again later. Where IndexedDB is denied, memory has to do.
 */
import { openInMemory, type Unsent, type Upload } from './send.js'
import { attempt } from './values.js'

interface Kept extends Upload {
  at: number
  claimedUntil: number
}

/** What is kept at most, of all tabs together, and for how long. An upload has 44 KiB at most, most often a tenth of it. */
const COUNT_MAX = 64
const AGE_MAX = 24 * 3600_000
const CLAIM = 60_000

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = reject
  })

/** Opens nothing until it is used, and looks only where something was once kept. `name` tells applications on one origin apart. */
export function openUnsent(name: string): Unsent {
  const database = `solera-${name}`
  const memory = openInMemory()
  let opened: Promise<IDBDatabase> | undefined
  let denied = false

  /** Does it in one transaction, or in memory from the first time that fails. */
  const or = async <T>(inStore: (store: IDBObjectStore) => Promise<T>, instead: () => Promise<T>): Promise<T> => {
    try {
      if (denied) return instead()
      if (!opened) {
        const request = indexedDB.open(database, 1)
        request.onupgradeneeded = () => request.result.createObjectStore('unsent', { keyPath: 'key', autoIncrement: true })
        opened = done(request)
      }
      return await inStore((await opened).transaction('unsent', 'readwrite').objectStore('unsent'))
    } catch {
      denied = true
      return instead()
    }
  }

  return {
    put: (upload) => {
      attempt(() => localStorage.setItem(database, '1'))
      return or(
        async (store) => {
          await done(store.add({ ...upload, at: Date.now(), claimedUntil: 0 }))
          const keys = await done(store.getAllKeys())
          keys.slice(0, -COUNT_MAX).forEach((key) => store.delete(key))
        },
        () => memory.put(upload),
      )
    },
    claim: async () => {
      // Nobody's first page pays for a database that it has no use for.
      if (!opened && !denied && !attempt(() => localStorage.getItem(database))) return undefined
      return or<Upload | undefined>(
        async (store) => {
          const now = Date.now()
          for (const kept of (await done(store.getAll())) as Kept[]) {
            const { key, at, claimedUntil } = kept
            if (Math.abs(now - at) > AGE_MAX) store.delete(key!)
            else if (Math.abs(now - claimedUntil) > CLAIM || claimedUntil < now) {
              store.put({ ...kept, claimedUntil: now + CLAIM })
              return kept
            }
          }
        },
        memory.claim,
      )
    },
    remove: ({ key }) => or(async (store) => void (await done(store.delete(key!))), async () => {}),
    free: (kept) =>
      or(
        async (store) => void (await done(store.put({ ...kept, claimedUntil: 0 }))),
        () => memory.free(kept),
      ),
  }
}

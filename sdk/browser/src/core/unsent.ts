/**
 * Uploads that could not be delivered, kept in IndexedDB so that they survive a reload, or in memory where
 * that is denied. All tabs share them: one is claimed for a while by whoever sends it, in one transaction,
 * so no two tabs send it, and one whose tab was killed is free again later. Does not send.
 */

export interface Upload {
  body: string | Blob
  bytes: number
  /** Parameters beyond the usual, such as the encoding. */
  more: string
  key?: IDBValidKey
}

interface Kept extends Upload {
  at: number
  claimedUntil: number
}

export interface Unsent {
  put(upload: Upload): Promise<void>
  /** The oldest that nobody is sending; given to the caller for a minute. */
  claim(): Promise<Upload | undefined>
  remove(upload: Upload): Promise<void>
  /** Gives a claimed one back. */
  free(upload: Upload): Promise<void>
}

/** Bounds of what is kept, of all tabs together. */
const COUNT_MAX = 100
const BYTES_MAX = 1024 * 1024
const AGE_MAX = 24 * 3600_000
const CLAIM = 60_000

/** In memory, for this page alone. */
function inMemory(): Unsent {
  let kept: Upload[] = []
  return {
    async put(upload) {
      kept.push(upload)
      while (kept.length > COUNT_MAX || kept.reduce((sum, { bytes }) => sum + bytes, 0) > BYTES_MAX) kept.shift()
    },
    claim: async () => kept.shift(),
    remove: async () => {},
    free: async (upload) => void kept.unshift(upload),
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** Goes through all records in one transaction; what `visit` gives back is the claimed one. */
async function walk(store: IDBObjectStore, visit: (kept: Kept, cursor: IDBCursorWithValue) => boolean): Promise<Kept | undefined> {
  const request = store.openCursor()
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const cursor = request.result
      if (!cursor) return resolve(undefined)
      const kept = cursor.value as Kept
      if (visit(kept, cursor)) return resolve({ ...kept, key: cursor.primaryKey })
      cursor.continue()
    }
  })
}

/** Opens nothing until it is used. `name` tells applications on one origin apart. */
export function openUnsent(name: string): Unsent {
  let opened: Promise<IDBDatabase> | undefined
  const memory = inMemory()
  let denied = false

  const records = async (): Promise<IDBObjectStore> => {
    opened ||= (async () => {
      const request = indexedDB.open(`solera-${name}`, 1)
      request.onupgradeneeded = () => request.result.createObjectStore('unsent', { autoIncrement: true })
      return done(request)
    })()
    return (await opened).transaction('unsent', 'readwrite').objectStore('unsent')
  }
  /** Does it in IndexedDB, or in memory from the first time that fails. */
  const or = async <T>(inStore: (store: IDBObjectStore) => Promise<T>, instead: () => Promise<T>): Promise<T> => {
    if (!denied) {
      try {
        return await inStore(await records())
      } catch {
        denied = true
      }
    }
    return instead()
  }

  return {
    put: (upload) =>
      or(
        async (store) => {
          let count = 0
          let bytes = 0
          await done(store.add({ ...upload, at: Date.now(), claimedUntil: 0 }))
          const all = (await done(store.getAllKeys())).reverse()
          const values = (await done(store.getAll())) as Kept[]
          values.reverse().forEach((kept, at) => {
            if (++count > COUNT_MAX || (bytes += kept.bytes) > BYTES_MAX) store.delete(all[at]!)
          })
        },
        () => memory.put(upload),
      ),
    claim: () =>
      or<Upload | undefined>(
        (store) =>
          walk(store, (kept, cursor) => {
            const now = Date.now()
            if (Math.abs(now - kept.at) > AGE_MAX) cursor.delete()
            else if (kept.claimedUntil < now || kept.claimedUntil > now + CLAIM) {
              cursor.update({ ...kept, claimedUntil: now + CLAIM })
              return true
            }
            return false
          }),
        () => memory.claim(),
      ),
    remove: (upload) => or(async (store) => void (await done(store.delete(upload.key!))), () => memory.remove(upload)),
    free: (upload) =>
      or(
        async (store) => void (await done(store.put({ ...upload, key: undefined, claimedUntil: 0 }, upload.key))),
        () => memory.free(upload),
      ),
  }
}

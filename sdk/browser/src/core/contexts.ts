/**
 * What the application says of its visitor, the account, and everything: answered before `init` as well
 * as after. Keeps them across pages if asked to. Does not know how they get on events.
 */
import type { Answers, Fields } from '../hub.js'
import { attempt, copy, isObject } from './values.js'

export type ContextName = 'user' | 'account' | 'global'

export interface Contexts {
  of(which: ContextName): Fields
  /** Reads what earlier pages kept, under what this page has set already, and keeps it from now on. */
  persist(applicationId: string): void
}

/** API name and those fields that are texts, whatever the application gives. */
const KINDS: [ContextName, string, string[]][] = [
  ['user', 'User', ['id', 'name', 'email']],
  ['account', 'Account', ['id', 'name']],
  ['global', 'GlobalContext', []],
]

/** Adds the contexts' calls to `answers`. */
export function makeContexts(answers: Answers): Contexts {
  const values = { user: {}, account: {}, global: {} } as Record<ContextName, Fields>
  let keep: (which: ContextName) => void = () => {}

  for (const [which, name, texts] of KINDS) {
    const set = (value: Fields): void => {
      for (const text of texts) if (value[text] != null) value[text] = String(value[text])
      values[which] = value
      keep(which)
    }
    const property = which === 'global' ? 'GlobalContextProperty' : `${name}Property`
    answers[`set${name}`] = (_, given) => isObject(given) && set(copy(given) as Fields)
    answers[`get${name}`] = () => copy(values[which])
    answers[`clear${name}`] = () => set({})
    answers[`set${property}`] = (_, key, value) => set({ ...values[which], [String(key)]: copy(value) })
    answers[`remove${property}`] = (_, key) => {
      const { [String(key)]: _gone, ...rest } = values[which]
      set(rest)
    }
  }

  return {
    of: (which) => values[which],
    persist(applicationId) {
      const keyOf = (which: ContextName): string => `_solera_c_${applicationId}_${which}`
      for (const [which] of KINDS) {
        // Storage denied, or not ours: the contexts of this page still hold.
        attempt(() => (values[which] = { ...(JSON.parse(localStorage.getItem(keyOf(which)) || '{}') as Fields), ...values[which] }))
      }
      keep = (which) => attempt(() => localStorage.setItem(keyOf(which), JSON.stringify(values[which])))
      KINDS.forEach(([which]) => keep(which))
    },
  }
}

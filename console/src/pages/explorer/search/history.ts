/** The searches that were made in this browser, the latest first. */
const KEPT_AS = 'solera-searches'
const KEPT_MAX = 30

export function readHistory(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]')
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string') : []
  } catch {
    return [] // storage is denied, or holds something else
  }
}

export function keepSearch(text: string) {
  if (text.trim() === '') return
  const all = [text.trim(), ...readHistory().filter((kept) => kept !== text.trim())].slice(0, KEPT_MAX)
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(all))
  } catch {
    // then it is not remembered
  }
}

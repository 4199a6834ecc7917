/** What an application may be, as the API names it. Pure. */
export const TYPES = [
  'browser',
  'ios',
  'android',
  'react-native',
  'flutter',
  'electron',
  'miniprogram',
  'harmony',
  'kotlin-multiplatform',
  'unity',
  'roku',
] as const
export type TypeName = (typeof TYPES)[number]

/** One that has a name on screen; a newer server may know others. */
export function typeName(type: string): TypeName | undefined {
  return TYPES.find((known) => known === type)
}

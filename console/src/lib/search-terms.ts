/**
 * Rewrites a search text by what was clicked: values of a field asked for or left out, a range,
 * a whole term. The rest of the text stays as it was typed. Pure.
 */
import { and, literal } from './search-text'
import { split } from './search-parts'
import { readTerm, type Bounds, type Term, type Value } from './search-term'

/** What a text says of one field at its outside. */
export type Choice = {
  /** Values asked for; none: all. */
  only: Value[]
  /** Values left out. */
  not: Value[]
  bounds?: Bounds
}

export function choiceOf(text: string, field: string): Choice {
  const choice: Choice = { only: [], not: [] }
  for (const { term } of about(text, field)) {
    if ('values' in term) choice[side(term)].push(...term.values)
    else if ('bounds' in term && !term.not) choice.bounds = { ...choice.bounds, ...given(term.bounds) }
  }
  return choice
}

/** Asks for these values of a field, and leaves those out, whatever the text said of its values. */
export function choose(text: string, field: string, { only, not }: Pick<Choice, 'only' | 'not'>): string {
  const said = and(include(field, only), leaveOut(field, not))
  return replace(text, field, (term) => 'values' in term, said)
}

/** In or out of the values asked for. */
export function toggle(text: string, field: string, value: Value): string {
  const { only, not } = choiceOf(text, field)
  const rest = not.filter((one) => one !== value)
  if (rest.length < not.length) return choose(text, field, { only, not: rest })
  const others = only.filter((one) => one !== value)
  return choose(text, field, { only: others.length < only.length ? others : [...only, value], not })
}

/** That value and no other. */
export function onlyThis(text: string, field: string, value: Value): string {
  return choose(text, field, { only: [value], not: [] })
}

/** Without that value. */
export function without(text: string, field: string, value: Value): string {
  const { only, not } = choiceOf(text, field)
  const others = only.filter((one) => one !== value)
  if (not.includes(value)) return text
  return choose(text, field, { only: others, not: [...not, value] })
}

/** From `min` up to `max`, each with its unit; without either, no range. */
export function between(text: string, field: string, { min, max }: Bounds): string {
  const said =
    min !== undefined && max !== undefined
      ? `${field}:[${min} TO ${max}]`
      : min !== undefined
        ? `${field}:>=${min}`
        : max !== undefined
          ? `${field}:<=${max}`
          : ''
  return replace(text, field, (term) => 'bounds' in term, said)
}

/** Says nothing of the field any more. */
export function withoutField(text: string, field: string): string {
  return replace(text, field, () => true, '')
}

/** With one more term; not twice. */
export function withTerm(text: string, term: string): string {
  const found = split(text)
  if (found && !found.or && found.parts.some((part) => part.text === term)) return text
  return append(text, term)
}

/** Every field that the text names at its outside. */
export function fieldsOf(text: string): string[] {
  const found = split(text)
  const terms = found?.parts.map((part) => readTerm(part.text)) ?? []
  return [...new Set(terms.flatMap((term) => (term ? [term.field] : [])))]
}

function side(term: Term): 'only' | 'not' {
  return term.not ? 'not' : 'only'
}

function given(bounds: Bounds): Bounds {
  return Object.fromEntries(Object.entries(bounds).filter(([, end]) => end !== undefined))
}

function about(text: string, field: string) {
  const found = split(text)
  if (!found || found.or) return []
  return found.parts.flatMap((part) => {
    const term = readTerm(part.text)
    return term?.field === field ? [{ part, term }] : []
  })
}

function include(field: string, values: Value[]): string {
  const named = values.filter((value) => value !== null)
  const list = valueList(field, named)
  if (named.length === values.length) return list
  return named.length === 0 ? `-${field}:*` : `(${list} OR -${field}:*)`
}

function leaveOut(field: string, values: Value[]): string {
  const named = values.filter((value) => value !== null)
  const list = named.length === 0 ? '' : `-${valueList(field, named)}`
  return named.length === values.length ? list : and(list, `${field}:*`)
}

function valueList(field: string, values: string[]): string {
  if (values.length === 0) return ''
  if (values.length === 1) return `${field}:${literal(values[0]!)}`
  return `${field}:(${values.map(literal).join(' OR ')})`
}

/** Puts `said` where the field's terms of that sort stood, or at the end. */
function replace(text: string, field: string, sort: (term: Term) => boolean, said: string): string {
  const gone = about(text, field).filter(({ term }) => sort(term))
  if (gone.length === 0) return append(text, said)
  let result = ''
  let at = 0
  gone.forEach(({ part }, index) => {
    result += text.slice(at, part.from) + (index === 0 ? said : '')
    at = part.to
  })
  return tidy(result + text.slice(at))
}

function append(text: string, said: string): string {
  if (said === '') return text
  const kept = text.trim()
  if (kept === '') return said
  return `${split(kept)?.or ? `(${kept})` : kept} ${said}`
}

/** What taking parts away leaves: doubled spaces, an AND at an end or beside another. */
function tidy(text: string): string {
  const found = split(text)
  return found ? found.parts.map((part) => part.text).join(' ') : text.trim()
}

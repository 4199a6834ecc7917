// What was measured, as tables for a reader.
import { TARGETS } from './loads.mjs'
import { quantile, round, table } from './numbers.mjs'

const INP_MAX = 300
/** So many of the slowest interactions are named. */
const SLOWEST = 15

export function report({ about, loads, interactions, scroll }) {
  const parts = [`${about.application.events.toLocaleString('en')} events of one application, ${about.cores} cores, load ${round(about.load_before, 1)} before and ${round(about.load_after, 1)} after, ${about.browser}`]
  if (loads?.length > 0) parts.push(...ofLoads(loads))
  if (interactions) parts.push(...ofInteractions(interactions))
  if (scroll) parts.push('Scrolling, times between frames in ms', table(Object.keys(scroll[0]), scroll.map((one) => Object.values(one))))
  return parts.join('\n\n')
}

function ofLoads(loads) {
  const heads = Object.keys(loads[0])
  const judged = loads.filter(({ page, state }) => state === 'warm' && (page === 'overview' || page === 'explorer'))
  const verdicts = judged.map((one) => {
    const missed = Object.entries(TARGETS).filter(([name, most]) => one[name] > most).map(([name, most]) => `${name} ${one[name]} > ${most}`)
    return `${one.page}, warm: ${missed.length === 0 ? 'within the targets' : `missed: ${missed.join(', ')}`} (shell ${TARGETS.shell}, first ${TARGETS.first}, settled ${TARGETS.settled} ms)`
  })
  return ['Pages, medians and worst in ms since the navigation began', table(heads, loads.map((one) => heads.map((head) => one[head]))), verdicts.join('\n')]
}

function ofInteractions({ done, failed, pages }) {
  const all = done.flatMap(({ ms }) => ms)
  const line = (share) => round(quantile(all, share))
  const settled = done.map((one) => one.settled)
  const p95 = line(0.95)
  const slowest = [...done].sort((a, b) => Math.max(...b.ms) - Math.max(...a.ms)).slice(0, SLOWEST)
  return [
    `Interactions: ${done.length} of ${all.length} inputs; to the next paint p50 ${line(0.5)}, p95 ${p95}, max ${line(1)} ms (${p95 <= INP_MAX ? 'within' : 'missed'} ${INP_MAX}); until all was there p50 ${round(quantile(settled, 0.5))}, p95 ${round(quantile(settled, 0.95))}, max ${round(quantile(settled, 1))} ms`,
    table(['page', 'INP by web-vitals'], pages.map(({ page, inp }) => [page, inp])),
    table(['slowest on', 'what', 'paint', 'delay', 'work', 'event', 'settled', 'longest task'], slowest.map(({ where, name, ms, worst, settled, longest_task }) => [where, name, Math.max(...ms), round(worst?.delay), round(worst?.work), worst?.name, settled, longest_task])),
    ...(failed.length > 0 ? [`Could not be done: ${failed.map(({ where, name, why }) => `\n  ${where}: ${name}: ${why}`).join('')}`] : []),
  ]
}

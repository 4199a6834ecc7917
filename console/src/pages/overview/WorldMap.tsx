/**
 * The world, each country shaded by its views. Loaded after the page, with the map it draws.
 * Operated with a pointer only: the table beside it is for keys and for those who cannot see it.
 */
import { memo, useMemo, useState, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import type { Country } from './country'
import { useCountryName } from '~/lib/use-country-name'
import { MAP_HEIGHT, MAP_WIDTH } from './projection'
import { shade, shades } from './shade'
import { DOTS, LANDS } from './world'
import classes from './WorldMap.module.css'

type Props = { countries: Country[]; chosen: string | undefined; onPick: (code: string, leaveOut: boolean) => void }
type Hovered = { code: string; x: number; y: number }

export function WorldMap({ countries, chosen, onPick }: Props) {
  const { t } = useTranslation('overview')
  const [hovered, setHovered] = useState<Hovered>()
  const starts = useMemo(() => shades(Math.max(0, ...countries.filter(({ code }) => code !== null).map(({ views }) => views))), [countries])
  const codeAt = (event: MouseEvent) => (event.target as Element).getAttribute('data-code')
  const hover = (event: MouseEvent<SVGSVGElement>) => {
    const code = codeAt(event)
    const box = event.currentTarget.getBoundingClientRect()
    setHovered(code ? { code, x: event.clientX - box.left, y: event.clientY - box.top } : undefined)
  }
  const pick = (event: MouseEvent) => {
    const code = codeAt(event)
    if (code && countries.some((one) => one.code === code)) onPick(code, event.altKey)
  }
  return (
    <div className={classes.map}>
      <svg viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`} role="img" aria-label={t('countries.map')} onMouseMove={hover} onMouseLeave={() => setHovered(undefined)} onClick={pick}>
        <World countries={countries} starts={starts} />
      </svg>
      {hovered && <Tip hovered={hovered} chosen={hovered.code === chosen} country={countries.find(({ code }) => code === hovered.code)} />}
      <Legend starts={starts} />
    </div>
  )
}

/** Drawn again only when the numbers change, not as the pointer moves. */
const World = memo(function World({ countries, starts }: { countries: Country[]; starts: number[] }) {
  const views = new Map(countries.map((country) => [country.code, country.views]))
  const of = (code: string | undefined) => (code ? shade(views.get(code) ?? 0, starts) : 0)
  return (
    <>
      {LANDS.map(({ code, path }, index) => <path key={index} d={path} data-code={code} data-shade={of(code)} />)}
      {DOTS.filter(({ code }) => views.has(code)).map(({ code, x, y }) => <circle key={code} cx={x} cy={y} r={4} data-code={code} data-shade={of(code)} />)}
    </>
  )
})

function Tip({ hovered, chosen, country }: { hovered: Hovered; chosen: boolean; country: Country | undefined }) {
  const { t } = useTranslation('overview')
  const nameOf = useCountryName()
  const format = useFormat()
  return (
    <div className={classes.tip} style={{ left: hovered.x, top: hovered.y }} data-left={hovered.x > 420 || undefined}>
      <strong>{nameOf(hovered.code)}</strong>
      <span className="num">{country ? t('countries.views', { value: format.count(country.views) }) : t('countries.noViews')}</span>
      {country && <span className="num">{t('countries.lcp', { value: format.duration(country.lcp) })}</span>}
      {country && <span className="muted">{t(chosen ? 'countries.all' : 'countries.filter')}</span>}
    </div>
  )
}

function Legend({ starts }: { starts: number[] }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const range = (start: number, next: number | undefined) => {
    if (next === undefined) return `${format.count(start)}+`
    return next - 1 === start ? format.count(start) : `${format.count(start)}–${format.count(next - 1)}`
  }
  return (
    <ul className={classes.legend} aria-label={t('countries.viewsLegend')}>
      <li className="muted">{t('countries.viewsLegend')}</li>
      {starts.map((start, index) => (
        <li key={start} className="num">
          <span className={classes.swatch} data-shade={shade(start, starts)} aria-hidden />
          {range(start, starts[index + 1])}
        </li>
      ))}
    </ul>
  )
}

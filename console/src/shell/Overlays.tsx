/** The palette and the help sheet, and the keys that go everywhere. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { useShortcut } from '~/lib/shortcuts'
import { closePalette, loadHelp, loadPalette, openHelp, openPalette, preloadPalette, useOpen } from './palette/palette-state'
import { PLACES, useCarriedTime, type Place } from './places'

const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }))
const HelpSheet = lazy(async () => ({ default: (await loadHelp()).HelpSheet }))

const PRELOAD_MS = 2000

export function Overlays() {
  const { t } = useTranslation('shell')
  const open = useOpen()
  const { applicationId } = useParams({ strict: false })
  useEffect(() => {
    // Once the page has what it needs: so that the first key typed into the palette is not lost.
    const timer = setTimeout(preloadPalette, PRELOAD_MS)
    return () => clearTimeout(timer)
  }, [])
  useShortcut('mod+k', t('palette.open'), () => openPalette())
  useShortcut('?', t('help.title'), openHelp)
  return (
    <>
      {applicationId && PLACES.map((place) => <Key key={place.name} place={place} />)}
      <Suspense>
        {(open === 'palette' || open === 'zone') && <Palette scope={open} onClose={closePalette} />}
        {open === 'help' && <HelpSheet onClose={closePalette} />}
      </Suspense>
    </>
  )
}

function Key({ place }: { place: Place }) {
  const { t } = useTranslation('shell')
  const { applicationId = '' } = useParams({ strict: false })
  const navigate = useNavigate()
  const time = useCarriedTime()
  const go = () => void navigate({ to: place.to, params: { applicationId }, search: { ...time, ...place.search } })
  useShortcut(place.keys, t('palette.goTo', { page: t(`nav.${place.name}`) }), go)
  return null
}

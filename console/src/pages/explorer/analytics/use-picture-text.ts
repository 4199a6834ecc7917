/** The words around a picture file: what it shows, of which application, time and filter. */
import { useQuery } from '@tanstack/react-query'

import { applications } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import { usePalette } from '~/ui/colors'
import type { PictureText } from './picture'
import { useAnalysis, useTitle, useWhere } from './use-analytics'

export function usePictureText(): PictureText {
  const asked = useAnalysis()
  const { application_id, range } = useWhere()
  const { data = [] } = useQuery(applications())
  const format = useFormat()
  const palette = usePalette()
  const name = data.find((one) => one.application_id === application_id)?.name
  const time = `${format.moment(range.from)} – ${format.moment(range.to)} ${format.timeZone}`
  const title = useTitle(asked)
  return { title, subtitle: [name, time, asked.q].filter(Boolean).join('  ·  '), palette }
}

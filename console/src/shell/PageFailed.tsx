/** A page that broke, by an answer that did not come or by a mistake of ours. */
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'

import { Failed } from '~/ui/Loaded'

export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return <Failed error={error} onRetry={again} />
}

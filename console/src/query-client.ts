/** What the server has said, kept for all who ask: by what asks early, and by the pages. */
import { QueryClient } from '@tanstack/react-query'

import { ApiError } from './api/client'

/** What the server refuses it refuses again; only a lost connection is worth another try. */
const retry = (failures: number, error: Error) => failures < 2 && error instanceof ApiError && error.status === 0

export const queries = new QueryClient({ defaultOptions: { queries: { retry, refetchOnWindowFocus: false, gcTime: 300_000 } } })

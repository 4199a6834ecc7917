/** Where the console starts: words, theme, questions, routes. */
import '@mantine/core/styles.css'
import './theme.css'

import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { ApiError } from './api/client'
import { startI18n } from './i18n'
import { createAppRouter } from './routes'
import { theme } from './theme'

/** What the server refuses it refuses again; only a lost connection is worth another try. */
const retry = (failures: number, error: Error) => failures < 2 && error instanceof ApiError && error.status === 0

const queries = new QueryClient({ defaultOptions: { queries: { retry, refetchOnWindowFocus: false, gcTime: 300_000 } } })
const router = createAppRouter(queries)

async function start() {
  await startI18n()
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

void start()

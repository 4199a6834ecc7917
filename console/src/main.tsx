/** Where the console starts: words, theme, questions, routes. */
import './early'
import '@mantine/core/styles.css'
import './theme.css'

import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { startI18n } from './i18n'
import { queries } from './query-client'
import { createAppRouter } from './routes'
import { theme } from './theme'

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

/** What the server says of the browser SDK that it holds. */
import { useQuery } from '@tanstack/react-query'
import * as v from 'valibot'

import { readProblem, unreachable } from '~/api/client'
import type { SdkFiles } from './snippet-solera'

const files = v.object({ version: v.string(), path: v.string(), integrity: v.string(), stub: v.string() })

async function read(): Promise<SdkFiles> {
  const response = await fetch('/sdk/v1/manifest.json').catch((error: unknown) => {
    throw unreachable(String(error))
  })
  if (!response.ok) throw await readProblem(response)
  return v.parse(files, await response.json())
}

/** It changes with the server's version only. */
export function useSdk() {
  return useQuery({ queryKey: ['sdk'], queryFn: read, staleTime: Infinity })
}

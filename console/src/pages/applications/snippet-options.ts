/** What a snippet is filled with: where to, for whom, and what its reader chose. Pure. */

export const PRIVACY_LEVELS = ['mask', 'mask-user-input', 'allow'] as const
export type PrivacyLevel = (typeof PRIVACY_LEVELS)[number]

/** What the reader chooses; an empty text is left out of the snippet. */
export type SnippetOptions = {
  service: string
  env: string
  version: string
  /** Percent of sessions that are sent. */
  sessionSampleRate: number
  /** Percent of those that are recorded. */
  sessionReplaySampleRate: number
  privacy: PrivacyLevel
}

export type SnippetInput = SnippetOptions & {
  /** Of this server, as the browser sees it: `https://rum.example.com`. */
  origin: string
  applicationId: string
  clientToken: string
}

/** Before anybody chose anything: the service is called as the application, as far as a tag may be. */
export function defaultOptions(name: string): SnippetOptions {
  return {
    service: tag(name),
    env: 'production',
    version: '1.0.0',
    sessionSampleRate: 100,
    sessionReplaySampleRate: 20,
    privacy: 'mask-user-input',
  }
}

/** SDKs take letters, digits and `_ - : . /` in tags and warn of anything else. */
export function tag(name: string): string {
  const said = name.trim().toLowerCase().replace(/[^\p{L}\p{N}_\-:./]+/gu, '-')
  return said.replace(/^-+|-+$/g, '')
}

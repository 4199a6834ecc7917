/** The code that makes an SDK send here: the way in, the options, and both at once in the code. */
import { SegmentedControl, Skeleton } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { SetupSearch } from '~/search-params'
import { Loaded } from '~/ui/Loaded'
import { Code } from './Code'
import { FORMS, formOf, type Form, type FormName, type OfServer } from './snippet'
import { defaultOptions, type SnippetInput, type SnippetOptions } from './snippet-options'
import { SnippetOptionsForm } from './SnippetOptionsForm'
import classes from './Snippets.module.css'
import type { Application } from './use-application'
import { useSdk } from './use-sdk'

const FAMILIES = {
  solera: ['solera_pinned', 'solera_newest', 'solera_npm'],
  datadog: ['datadog_npm', 'datadog_cdn_async', 'datadog_cdn_sync'],
  flashduty: ['flashduty_npm', 'flashduty_cdn_async', 'flashduty_cdn_sync'],
  mobile: ['ios', 'android', 'react_native', 'flutter'],
  more: ['electron', 'miniprogram', 'harmony', 'unity', 'kotlin_multiplatform', 'roku'],
  shell: ['curl'],
} as const satisfies Record<string, readonly FormName[]>
type Family = keyof typeof FAMILIES
const FAMILY_NAMES = Object.keys(FAMILIES) as Family[]

export function Snippets({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const { form, choose } = useForm(application)
  const [options, setOptions] = useState<SnippetOptions>(() => defaultOptions(application.name))
  const [token, setToken] = useState(application.client_token ?? '')
  const tokens = application.client_tokens.map(({ client_token }) => client_token)
  // The one that was chosen may have been revoked meanwhile.
  const clientToken = tokens.includes(token) ? token : tokens[0]
  if (clientToken === undefined) {
    return (
      <p role="alert">
        {t('snippet.noToken')}{' '}
        <Link to="/a/$applicationId/settings" params={{ applicationId: application.application_id }} hash="tokens">
          {t('snippet.makeToken')}
        </Link>
      </p>
    )
  }
  const input = { ...options, origin: location.origin, applicationId: application.application_id, clientToken }
  return (
    <div className={classes.snippets}>
      <FormPicker form={form} onChange={choose} />
      <p className={`${classes.where} muted`}>
        <WithCode text={t(`snippet.where.${form.name}`)} />
      </p>
      {form.write && (
        <>
          <SnippetOptionsForm
            options={options}
            onChange={setOptions}
            form={form}
            tokens={tokens}
            token={clientToken}
            onToken={setToken}
          />
          {form.install && <Code code={form.install.write(input)} language={form.install.language} label={t('snippet.install')} />}
          {form.ofServer ? (
            <CodeOfServer form={form} input={input} />
          ) : (
            <Code code={form.write(input)} language={form.language} label={t('snippet.code')} />
          )}
        </>
      )}
      {form.write && isPlainHttp() && form.name !== 'curl' && <p className={`${classes.where} needs_improvement`}>{t('snippet.plainHttp')}</p>}
    </div>
  )
}

/** Code that names the files of the SDK on this server. */
function CodeOfServer({ form, input }: { form: OfServer; input: SnippetInput }) {
  const { t } = useTranslation('applications')
  return (
    <Loaded query={useSdk()} skeleton={<Skeleton height={320} />}>
      {(sdk) => <Code code={form.write(input, sdk)} language={form.language} label={t('snippet.code')} />}
    </Loaded>
  )
}

/** The form of the URL, so that "here is how" can be sent to a colleague. */
function useForm(application: Application): { form: Form; choose: (name: FormName) => void } {
  const search: SetupSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const choose = (name: FormName) =>
    void navigate({ to: '.', search: (old: object) => ({ ...old, form: name }), replace: true, resetScroll: false })
  return { form: formOf(search.form, application.type), choose }
}

function FormPicker({ form, onChange }: { form: Form; onChange: (name: FormName) => void }) {
  const { t } = useTranslation('applications')
  const family = FAMILY_NAMES.find((name) => (FAMILIES[name] as readonly FormName[]).includes(form.name))!
  const names: readonly FormName[] = FAMILIES[family]
  return (
    <div className={classes.pickers}>
      <SegmentedControl
        aria-label={t('snippet.way')}
        data={FAMILY_NAMES.map((value) => ({ value, label: t(`snippet.family.${value}`) }))}
        value={family}
        onChange={(chosen) => onChange(FAMILIES[chosen as Family][0])}
      />
      {names.length > 1 && (
        <SegmentedControl
          aria-label={t('snippet.form')}
          data={FORMS.filter(({ name }) => names.includes(name)).map(({ name }) => ({ value: name, label: t(`snippet.name.${name}`) }))}
          value={form.name}
          onChange={(chosen) => onChange(chosen as FormName)}
        />
      )}
    </div>
  )
}

/** A sentence in which what stands in backticks is code. */
function WithCode({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))
}

/** Browsers take their own machine for safe even without TLS. */
function isPlainHttp(): boolean {
  return location.protocol === 'http:' && !/^(localhost|127\.|\[::1\])/.test(location.hostname)
}

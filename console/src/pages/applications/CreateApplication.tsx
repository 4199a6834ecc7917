/** A new application: what it is called and what it is. Then on to its set-up. */
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ApiError, body } from '~/api/client'
import { useSentence } from '~/ui/Loaded'
import { TYPES, type TypeName } from './application-type'
import classes from './CreateApplication.module.css'
import { useMay, useReloadApplications } from './use-application'

const NAME_CHARS_MAX = 40

export function CreateApplication() {
  const { t } = useTranslation('applications')
  const may = useMay()
  const [name, setName] = useState('')
  const [type, setType] = useState<TypeName>('browser')
  const create = useCreate()
  const sentence = useSentence(create.error)
  const aboutName = create.error instanceof ApiError && create.error.pointer === '/name'
  return (
    <form
      className={classes.form}
      aria-label={t('new.title')}
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate({ name, type })
      }}
    >
      <h1>{t('new.title')}</h1>
      {may.known && !may.write && <p role="status">{t('readOnly')}</p>}
      <TextInput
        size="sm"
        label={t('new.name')}
        description={t('new.nameHint')}
        placeholder={t('new.namePlaceholder')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={aboutName ? sentence : undefined}
        maxLength={NAME_CHARS_MAX}
        required
        autoFocus
        autoComplete="off"
      />
      <fieldset className={classes.types}>
        <legend>{t('new.type')}</legend>
        {TYPES.map((one) => (
          <label key={one} className={classes.type}>
            <input type="radio" name="type" value={one} checked={type === one} onChange={() => setType(one)} />
            {t(`type.${one}`)}
          </label>
        ))}
      </fieldset>
      {create.isError && !aboutName && (
        <p role="alert" className="poor">
          {sentence}
        </p>
      )}
      <Button size="sm" type="submit" loading={create.isPending} disabled={!may.write || name.trim() === ''}>
        {t('new.submit')}
      </Button>
    </form>
  )
}

function useCreate() {
  const navigate = useNavigate()
  const reload = useReloadApplications()
  return useMutation({
    mutationFn: async (asked: { name: string; type: TypeName }) => body(await api.POST('/api/v1/applications', { body: asked })),
    onSuccess: async ({ application_id: applicationId }) => {
      await reload()
      await navigate({ to: '/a/$applicationId/setup', params: { applicationId } })
    },
  })
}

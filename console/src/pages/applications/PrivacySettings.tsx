/** What is kept of visitors: the address, the place, and what is scrubbed out of every text. */
import { SegmentedControl, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { SaveBar } from './SaveBar'
import classes from './settings.module.css'
import { useChange, useMay, type Application } from './use-application'
import { useDraft } from './use-draft'

const RULES = ['email_address', 'card_number', 'query_token'] as const
const ACTIONS = ['off', 'mask', 'drop'] as const
type Rule = (typeof RULES)[number]
type Action = (typeof ACTIONS)[number]

export function PrivacySettings({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const may = useMay()
  const save = useChange(application.application_id)
  const { keep_ip, keep_geo, scrub } = application.settings
  const { draft, set, changed, discard } = useDraft({ keep_ip, keep_geo, scrub })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ settings: draft }, { onSuccess: discard })
      }}
    >
      <Switch
        className={classes.switch}
        label={t('privacy.keepIp')}
        description={t('privacy.keepIpHint')}
        checked={draft.keep_ip}
        disabled={!may.write}
        onChange={(event) => set({ keep_ip: event.currentTarget.checked })}
      />
      <Switch
        className={classes.switch}
        label={t('privacy.keepGeo')}
        description={t('privacy.keepGeoHint')}
        checked={draft.keep_geo}
        disabled={!may.write}
        onChange={(event) => set({ keep_geo: event.currentTarget.checked })}
      />
      <h3>{t('privacy.scrub')}</h3>
      <p className="muted">{t('privacy.scrubAbout')}</p>
      {RULES.map((rule) => (
        <RuleRow
          key={rule}
          rule={rule}
          action={actionOf(draft.scrub[rule])}
          disabled={!may.write}
          onChange={(action) => set({ scrub: { ...draft.scrub, [rule]: action } })}
        />
      ))}
      <SaveBar saving={save} changed={changed} mayWrite={may.write} onDiscard={discard} />
    </form>
  )
}

function actionOf(said: string | undefined): Action {
  return ACTIONS.find((action) => action === said) ?? 'off'
}

type RuleProps = { rule: Rule; action: Action; disabled: boolean; onChange: (action: Action) => void }

function RuleRow({ rule, action, disabled, onChange }: RuleProps) {
  const { t } = useTranslation('applications')
  return (
    <div className={classes.rule}>
      <div>
        <div id={`rule-${rule}`}>{t(`privacy.rule.${rule}`)}</div>
        <div className={classes.hint}>{t(`privacy.ruleHint.${rule}`)}</div>
      </div>
      <div className={classes.does}>
        <SegmentedControl
          aria-labelledby={`rule-${rule}`}
          data={ACTIONS.map((value) => ({ value, label: t(`privacy.does.${value}`) }))}
          value={action}
          disabled={disabled}
          onChange={(value) => onChange(value as Action)}
        />
        <div className={classes.hint}>{t(`privacy.doesHint.${action}`)}</div>
      </div>
    </div>
  )
}

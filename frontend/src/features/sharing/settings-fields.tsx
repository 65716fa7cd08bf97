import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { noteMaximum } from '../../api/limits.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field, inputLook } from '../../ui/field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { dayFromNow, EXPIRIES, type Expiry } from './expiry.ts';
import { type SettingsDraft, wrongField } from './settings-draft.ts';

interface SettingsFieldsProps {
  readonly draft: SettingsDraft;
  readonly onChange: (draft: SettingsDraft) => void;
  /** A request takes files: nothing of it is downloaded. */
  readonly forRequest?: boolean;
  readonly hadPassword?: boolean;
  /** Whether what is wrong is said, which it is not while somebody still types. */
  readonly judged: boolean;
}

/** What can be said of a link: until when, for whom, how often, and a word to whoever opens it. */
export function SettingsFields(props: SettingsFieldsProps) {
  const { draft, onChange, forRequest = false, hadPassword = false, judged } = props;
  const { t } = useTranslation();
  const note = useId();
  const wrong = judged ? wrongField(draft, hadPassword) : null;
  const set = (change: Partial<SettingsDraft>) => onChange({ ...draft, ...change });
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Select<Expiry>
          label={t('sharing.settings.expiry')}
          value={draft.expiry}
          options={EXPIRIES.map((value) => ({ value, label: t(`sharing.settings.expiries.${value}`) }))}
          onChange={(expiry) => set({ expiry })}
        />
        {draft.expiry === 'date' ? (
          <TextField
            type="date"
            label={t('sharing.settings.day')}
            min={dayFromNow(0)}
            value={draft.day}
            error={wrong === 'day' ? t('sharing.settings.dayWrong') : undefined}
            onChange={({ target }) => set({ day: target.value })}
          />
        ) : null}
      </div>
      {draft.expiry === 'never' ? (
        <p className="text-sm text-muted">{t('sharing.settings.neverHint')}</p>
      ) : null}
      <Checkbox
        label={t('sharing.settings.locked')}
        checked={draft.locked}
        onChange={(locked) => set({ locked })}
      />
      {draft.locked ? (
        <div className="pl-8">
          <PasswordField
            label={t('sharing.settings.password')}
            hint={hadPassword ? t('sharing.settings.passwordKept') : t('sharing.settings.passwordHint')}
            error={wrong === 'password' ? t('sharing.settings.passwordWrong') : undefined}
            value={draft.password}
            autoComplete="new-password"
            maxLength={200}
            onChange={({ target }) => set({ password: target.value })}
          />
        </div>
      ) : null}
      {forRequest ? null : (
        <>
          <Checkbox
            label={t('sharing.settings.viewOnly')}
            hint={t('sharing.settings.viewOnlyHint')}
            checked={draft.viewOnly}
            onChange={(viewOnly) => set({ viewOnly })}
          />
          {draft.viewOnly ? null : (
            <Checkbox
              label={t('sharing.settings.limited')}
              hint={t('sharing.settings.limitedHint')}
              checked={draft.limited}
              onChange={(limited) => set({ limited })}
            />
          )}
          {draft.limited && !draft.viewOnly ? (
            <div className="w-40 pl-8">
              <TextField
                inputMode="numeric"
                label={t('sharing.settings.limit')}
                value={draft.limit}
                error={wrong === 'limit' ? t('sharing.settings.limitWrong') : undefined}
                onChange={({ target }) => set({ limit: target.value })}
              />
            </div>
          ) : null}
        </>
      )}
      <Checkbox
        label={t('sharing.settings.asksName')}
        checked={draft.asksName}
        onChange={(asksName) => set({ asksName })}
      />
      <Field id={note} label={t('sharing.settings.note')} hint={t('sharing.settings.noteHint')}>
        {(ids) => (
          <textarea
            {...ids}
            rows={2}
            maxLength={noteMaximum}
            value={draft.note}
            onChange={({ target }) => set({ note: target.value })}
            className={`${inputLook} h-auto min-h-18 resize-y py-2`}
          />
        )}
      </Field>
    </div>
  );
}

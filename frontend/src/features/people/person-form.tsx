import { type ComponentProps, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../../electron/contract/people.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { choiceToQuota, type QuotaChoice, quotaToChoice } from './quota.ts';
import { QuotaField } from './quota-field.tsx';
import { type GivenRole, RoleField } from './role-field.tsx';

/** What is said of a person, new or known. */
export interface PersonDraft {
  readonly name: string;
  readonly role: GivenRole;
  readonly quota: QuotaChoice;
}

/** What is known of a person; null for a new one. */
export function draftOf(row: Pick<PersonRow, 'name' | 'role' | 'quotaBytes'> | null): PersonDraft {
  return {
    name: row?.name ?? '',
    role: row?.role === 'admin' ? 'admin' : 'member',
    quota: quotaToChoice(row?.quotaBytes ?? null),
  };
}

interface PersonFormProps extends Omit<ComponentProps<typeof FormDialog>, 'onSubmit' | 'children'> {
  readonly draft: PersonDraft;
  readonly onChange: (draft: PersonDraft) => void;
  readonly mayMakeAdmins: boolean;
  /** What is wrong with the name. */
  readonly nameError: string | undefined;
  /** All that was said can be used; null is no limit. */
  readonly onSubmit: (quotaBytes: number | null) => void;
  /** What is asked of a new person only, below the name. */
  readonly children?: ReactNode;
}

/** Name, role and space of a person. */
export function PersonForm(props: PersonFormProps) {
  const { draft, onChange, mayMakeAdmins, nameError, onSubmit, children, ...dialog } = props;
  const { t } = useTranslation();
  const [tried, setTried] = useState(false);
  const quotaBytes = choiceToQuota(draft.quota);

  function submit(): void {
    if (quotaBytes === undefined) setTried(true);
    else onSubmit(quotaBytes);
  }

  return (
    <FormDialog {...dialog} onSubmit={submit}>
      <TextField
        label={t('common.name')}
        required
        maxLength={80}
        autoComplete="off"
        value={draft.name}
        error={nameError}
        onChange={({ target }) => onChange({ ...draft, name: target.value })}
      />
      {children}
      {mayMakeAdmins ? (
        <RoleField value={draft.role} onChange={(role) => onChange({ ...draft, role })} />
      ) : null}
      <QuotaField
        value={draft.quota}
        error={tried && quotaBytes === undefined ? t('people.form.amountWrong') : undefined}
        onChange={(quota) => onChange({ ...draft, quota })}
      />
    </FormDialog>
  );
}

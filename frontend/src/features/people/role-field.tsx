import { useTranslation } from 'react-i18next';
import { RadioCards } from '../../ui/radio-cards.tsx';

export type GivenRole = 'admin' | 'member';

interface RoleFieldProps {
  readonly value: GivenRole;
  readonly onChange: (role: GivenRole) => void;
}

/** What a person may do. */
export function RoleField({ value, onChange }: RoleFieldProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-1.5">
      <p aria-hidden="true" className="text-sm font-medium">
        {t('people.form.role')}
      </p>
      <RadioCards<GivenRole>
        row
        label={t('people.form.role')}
        value={value}
        onChange={onChange}
        options={[
          { value: 'member', label: t('common.roles.member'), hint: t('people.form.memberHint') },
          { value: 'admin', label: t('common.roles.admin'), hint: t('people.form.adminHint') },
        ]}
      />
    </div>
  );
}

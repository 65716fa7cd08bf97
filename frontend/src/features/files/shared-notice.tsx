import { Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';

interface SharedNoticeProps {
  readonly shared: { readonly ownerName: string; readonly access: 'read' | 'write' };
}

/** Whose folder this is, and what one may do in it. */
export function SharedNotice({ shared: { ownerName, access } }: SharedNoticeProps) {
  const { t } = useTranslation();
  return (
    <p className="mb-3 flex items-start gap-2.5 rounded-xl bg-accent-soft px-4 py-2.5 text-sm">
      <Users aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent-text" />
      {t(`sharing.inside.${access}`, { person: ownerName })}
    </p>
  );
}

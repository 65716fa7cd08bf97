import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { NetworkCheck } from '../../../../electron/contract/network.ts';
import { useFormat } from '../../i18n/format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { deviceName } from './device-name.ts';
import { remedyOf } from './remedies.ts';

/** A sign, a word and a colour for each verdict; the colour alone would tell nothing to some. */
const LOOK = {
  good: { icon: CircleCheck, colour: 'text-success-text' },
  bad: { icon: CircleAlert, colour: 'text-danger-text' },
  warning: { icon: TriangleAlert, colour: 'text-warning-text' },
  unknown: { icon: CircleDashed, colour: 'text-muted' },
} as const;

/** What some sentence or other asks for; each finding brings those that its own needs. */
const NO_WORDS = {
  address: '',
  interface: '',
  chosen: '',
  port: '',
  name: '',
  device: '',
  zone: '',
  network: '',
  names: '',
};

/** One thing that was looked at: how it is, and what to do when it is not good. */
export function CheckLine({ check }: { readonly check: NetworkCheck }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, verdict, reason, data } = check;
  const { icon: Icon, colour } = LOOK[verdict];
  const { at, command } = data;
  const remedy = remedyOf(reason);
  return (
    <li data-check={id} data-verdict={verdict} className="flex gap-3 py-3 text-sm first:pt-0 last:pb-0">
      <Icon aria-hidden="true" className={`mt-0.5 size-4.5 shrink-0 ${colour}`} />
      <div className="min-w-0 flex-1">
        <p className="wrap-break-word">
          <span className="font-medium">{t(`network.doctor.lines.${id}`)}</span>{' '}
          <span className={`ml-1 text-xs font-medium ${colour}`}>
            {t(`network.doctor.verdicts.${verdict}`)}
          </span>
        </p>
        <p className="wrap-break-word text-muted">
          {t(`network.doctor.found.${reason}`, {
            ...NO_WORDS,
            ...data,
            device: deviceName(data['device'], t('network.test.someDevice')),
            when: at === undefined ? '' : format.relative(at),
          })}
        </p>
        {remedy === null ? null : (
          <p className="mt-1 wrap-break-word">{t(`network.doctor.remedies.${remedy}`)}</p>
        )}
        {command === undefined ? null : (
          <div className="mt-2 flex items-start gap-2.5 rounded-xl bg-sunken p-3 narrow:flex-col">
            <code className="min-w-0 flex-1 font-mono text-xs wrap-anywhere select-all">{command}</code>
            <CopyButton size="sm" text={command}>
              {t('network.copyCommand')}
            </CopyButton>
          </div>
        )}
      </div>
    </li>
  );
}

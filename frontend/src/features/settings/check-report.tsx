import { Check, CircleAlert, CircleDot } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CareReport, FindingKind } from '../../../../electron/contract/care.ts';
import { useFormat } from '../../i18n/format.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';

/** What cannot be repaired by anybody but a person, and what they can do. */
const LEFT = new Set<FindingKind>(['contentMissing', 'contentWrong', 'unknownObject']);

/** What a check found and did, in plain sentences. */
export function CheckReport({ report }: { readonly report: CareReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { counts, findings, repair, entries } = report;
  const found = counts.reduce((sum, count) => sum + count.found, 0);
  const left = counts.reduce((sum, count) => sum + count.found - count.repaired, 0);
  const title =
    found === 0
      ? t('care.check.goodTitle')
      : left === 0
        ? t('care.check.repairedTitle')
        : repair
          ? t('care.check.leftTitle', { count: left })
          : t('care.check.foundTitle', { count: found });

  return (
    <div className="flex flex-col gap-4">
      <Notice tone={left === 0 ? 'success' : 'warning'} title={title}>
        {t('care.check.looked', { entries, when: format.relative(report.at) })}
        {found > 0 && !repair ? ` ${t('care.check.onlyLooked')}` : ''}
      </Notice>
      {counts.length === 0 ? null : (
        <ul className="flex flex-col gap-3 text-sm">
          {counts.map(({ kind, found: count, repaired }) => (
            <li key={kind} className="flex gap-3">
              <Mark mended={repaired === count} tried={repair} />
              <div className="min-w-0">
                <p>{t(`care.found.${kind}`, { count })}</p>
                {repaired > 0 ? <p className="text-muted">{t(`care.done.${kind}`)}</p> : null}
                {repair && repaired < count && isLeft(kind) ? (
                  <p className="text-muted">{t(`care.left.${kind}`)}</p>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
      {findings.length === 0 ? null : (
        <Disclosure title={t('care.check.names')} open={open} onToggle={setOpen}>
          <ul className="text-sm">
            {findings.map(({ name, person }, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a report never changes
              <li key={at} className="py-1 wrap-anywhere">
                {name ?? <span className="text-muted">{t('care.check.unnamed')}</span>}
                {person === null || person === name ? null : (
                  <span className="text-muted"> {t('care.check.of', { person })}</span>
                )}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

function isLeft(kind: FindingKind): kind is 'contentMissing' | 'contentWrong' | 'unknownObject' {
  return LEFT.has(kind);
}

function Mark({ mended, tried }: { readonly mended: boolean; readonly tried: boolean }) {
  const look = 'mt-0.5 size-4 shrink-0';
  if (mended) return <Check aria-hidden="true" className={`${look} text-success-text`} />;
  return tried ? (
    <CircleAlert aria-hidden="true" className={`${look} text-warning-text`} />
  ) : (
    <CircleDot aria-hidden="true" className={`${look} text-muted`} />
  );
}

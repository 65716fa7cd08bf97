import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCloudInfo } from '../../api/session.ts';
import { Card } from '../../ui/card.tsx';
import { Logo } from '../../ui/logo.tsx';
import { Tagline } from '../../ui/tagline.tsx';

/** What this is, which version, and under which licences. */
export function AboutPart() {
  const { t } = useTranslation();
  const { data: cloud } = useCloudInfo();
  return (
    <div className="flex flex-col gap-5">
      <Card>
        <div className="flex items-center gap-5">
          <Logo className="size-16 shrink-0" />
          <div>
            <p className="text-xl font-semibold tracking-tight">{t('app.name')}</p>
            <Tagline className="text-sm text-muted" />
            {cloud?.appVersion == null ? null : (
              <p className="mt-1 text-sm">{t('settings.about.version', { version: cloud.appVersion })}</p>
            )}
          </div>
        </div>
        <p className="mt-5 text-sm">{t('settings.about.licence')}</p>
        <p className="mt-2 text-sm">
          <Outside href="https://minicloudmaker.org">{t('settings.about.website')}</Outside>
        </p>
      </Card>
      <Card title={t('settings.about.serverTitle')}>
        <p className="text-sm">{t('settings.about.serverText')}</p>
        <ul className="mt-3 flex flex-col gap-2 text-sm">
          <li>
            <Outside href="https://github.com/pgsty/silo">{t('settings.about.sourceSilo')}</Outside>
          </li>
          <li>
            <Outside href="https://github.com/minio/minio">{t('settings.about.sourceMinio')}</Outside>
          </li>
          <li>
            <Outside href="https://www.gnu.org/licenses/agpl-3.0.html">
              {t('settings.about.licenceText')}
            </Outside>
          </li>
        </ul>
        <p className="mt-4 text-xs text-muted">{t('settings.about.trademark')}</p>
      </Card>
    </div>
  );
}

/** A link that opens in the browser of the system; its address is written out, so that it can be typed elsewhere. */
function Outside({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <>
      {children}:{' '}
      <a
        href={href}
        target="_blank"
        rel="noreferrer"
        className="inline-flex items-center gap-1 rounded text-accent-text underline underline-offset-3 hover:no-underline"
      >
        {href.replace('https://', '')}
        <ExternalLink aria-hidden="true" className="size-3.5" />
      </a>
    </>
  );
}

import { Outlet, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { OrganiseHost } from '../features/files/organise/organise-host.tsx';
import { SharingHost } from '../features/sharing/sharing-host.tsx';
import { TransfersPanel } from '../features/transfers/transfers-panel.tsx';
import { useNarrow } from '../ui/use-media.ts';
import { BottomBar } from './bottom-bar.tsx';
import { EngineBanner } from './engine-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { PreviewHost } from './preview-host.tsx';
import { Reconnecting } from './reconnecting.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';
import { useShowFolder } from './use-show-folder.ts';

/** Side bar, content, and over both what stays while pages change. */
export function Layout() {
  const { t } = useTranslation();
  const showFolder = useShowFolder();
  const navigate = useNavigate();
  const narrow = useNarrow();
  return (
    <OrganiseHost>
      <SharingHost onShowAll={() => void navigate({ to: '/shared' })}>
        <div className="flex h-full">
          <a
            href="#content"
            onClick={(event) => {
              // The address belongs to the router.
              event.preventDefault();
              document.querySelector<HTMLElement>('#content')?.focus();
            }}
            className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-control focus:bg-accent focus:px-4 focus:py-2 focus:text-sm focus:font-medium focus:text-accent-ink"
          >
            {t('app.skip')}
          </a>
          {narrow ? null : <Sidebar />}
          <div className="flex min-w-0 flex-1 flex-col narrow:pt-[env(safe-area-inset-top)] narrow:pr-[env(safe-area-inset-right)] narrow:pl-[env(safe-area-inset-left)]">
            <EngineBanner />
            <TopBar />
            <main
              id="content"
              tabIndex={-1}
              className="min-h-0 flex-1 overflow-y-auto overscroll-contain [scrollbar-gutter:stable] narrow:[scrollbar-gutter:auto]"
            >
              <ErrorBoundary>
                <PreviewHost>
                  <Outlet />
                </PreviewHost>
              </ErrorBoundary>
            </main>
            {narrow ? <BottomBar /> : null}
          </div>
          <Reconnecting />
          <TransfersPanel onShowFolder={showFolder} />
        </div>
      </SharingHost>
    </OrganiseHost>
  );
}

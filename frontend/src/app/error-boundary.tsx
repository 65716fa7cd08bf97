import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { logAction } from '../api/desktop.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface Props {
  readonly children: ReactNode;
}

/** Catches what goes wrong while a page is drawn, and offers to load it again. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The shell writes the page's console into the log.
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  const showLog = logAction();
  return (
    <main className="grid h-full place-items-center" role="alert">
      <EmptyState
        illustration="offline"
        title={t('app.broken.title')}
        text={t('app.broken.text')}
        action={
          <>
            {showLog === undefined ? null : <Button onClick={showLog}>{t('common.actions.showLog')}</Button>}
            <Button variant="primary" onClick={() => window.location.reload()}>
              {t('app.broken.reload')}
            </Button>
          </>
        }
      />
    </main>
  );
}

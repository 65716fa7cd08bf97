import { QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { StrictMode, useEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import { usePageSettings } from '../api/desktop.ts';
import { queryClient } from '../api/queries.ts';
import { Toaster } from '../ui/toaster.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Gate } from './gate.tsx';
import { showTheme } from './theme.ts';

/** The whole page. */
export function App({ texts }: { readonly texts: i18n }) {
  const { theme, language } = usePageSettings();
  useEffect(() => {
    showTheme(theme);
  }, [theme]);
  useEffect(() => {
    if (texts.language !== language) void texts.changeLanguage(language);
  }, [texts, language]);
  return (
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <QueryClientProvider client={queryClient}>
          <TooltipProvider>
            <ErrorBoundary>
              <Gate />
            </ErrorBoundary>
            <Toaster />
          </TooltipProvider>
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>
  );
}

import { Toaster as Sonner } from 'sonner';
import { useTranslation } from 'react-i18next';
import { useNarrow } from './use-media.ts';

/** Where the style sheet says, which knows what else stands there. */
const WITH_ROOM = { bottom: 'var(--messages-bottom, 1.5rem)' };
/** Above the places at the thumb. */
const ABOVE_PLACES = { bottom: 'calc(env(safe-area-inset-bottom) + 4.75rem)' };

/** Where short messages appear; say one with `toast` of sonner. */
export function Toaster() {
  const { t } = useTranslation();
  const narrow = useNarrow();
  return (
    <Sonner
      position="bottom-center"
      containerAriaLabel={t('common.messages')}
      gap={10}
      offset={narrow ? ABOVE_PLACES : WITH_ROOM}
      mobileOffset={ABOVE_PLACES}
      // Over the page and its dialogs, below a menu that somebody is choosing from.
      style={{ zIndex: 55 }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: t('common.close'),
        classNames: {
          toast:
            'flex w-full items-center gap-3 rounded-xl border border-line bg-raised px-4 py-3 font-sans text-sm text-ink shadow-float',
          title: 'font-medium',
          description: 'text-muted',
          content: 'min-w-0 flex-1',
          icon: 'shrink-0 text-muted',
          success: '[&_[data-icon]]:text-success-text',
          error: '[&_[data-icon]]:text-danger-text',
          actionButton:
            'rounded-control px-2.5 py-1 touch:min-h-11 text-sm font-semibold whitespace-nowrap text-accent-text hover:bg-hover',
        },
      }}
    />
  );
}

import { useRouterState } from '@tanstack/react-router';
import { Menu, X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/icon-button.tsx';
import { SidebarContent } from './sidebar.tsx';

/** On phones the side bar lies behind this button, over the page. */
export function SideDrawer() {
  const { t } = useTranslation();
  const place = useRouterState({ select: ({ location }) => location.href });
  /** Where it was opened: going anywhere closes it. */
  const drawer = useRef<HTMLDivElement>(null);
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  return (
    <Radix.Root
      open={openedAt === place}
      onOpenChange={(open) => {
        setOpenedAt(open ? place : null);
      }}
    >
      <Radix.Trigger asChild>
        <IconButton label={t('browser.menu')} icon={<Menu aria-hidden="true" />} className="-ml-2" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          ref={drawer}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            drawer.current?.focus();
          }}
          className="fixed inset-y-0 left-0 z-40 flex w-76 max-w-[85vw] animate-appear flex-col border-r border-line bg-sidebar pt-[env(safe-area-inset-top)] pb-[env(safe-area-inset-bottom)] pl-[env(safe-area-inset-left)] shadow-float outline-none"
        >
          <Radix.Title className="sr-only">{t('app.sidebar')}</Radix.Title>
          <Radix.Close asChild>
            <IconButton
              label={t('browser.closeMenu')}
              icon={<X aria-hidden="true" />}
              className="absolute top-4 right-2"
            />
          </Radix.Close>
          <SidebarContent />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

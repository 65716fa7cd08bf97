import { Link, type LinkProps } from '@tanstack/react-router';
import { Clock, FolderOpen, LayoutDashboard, type LucideIcon, Share2, Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** On phones, at the thumb: the places one goes to most. The rest is in the menu. */
export function BottomBar() {
  const { t } = useTranslation();
  const places: readonly (readonly [NonNullable<LinkProps['to']>, LucideIcon, string])[] = [
    ['/', LayoutDashboard, t('app.dashboard')],
    ['/files', FolderOpen, t('app.files')],
    ['/recent', Clock, t('views.recent.title')],
    ['/favourites', Star, t('views.favourites.title')],
    ['/shared', Share2, t('sharing.title')],
  ];
  return (
    <nav
      aria-label={t('app.navigation')}
      // A keyboard on the screen leaves no room for it.
      className="shrink-0 border-t border-line bg-sidebar pb-[env(safe-area-inset-bottom)] [@media(height<26rem)]:hidden"
    >
      <ul className="flex px-1">
        {places.map(([to, Icon, label]) => (
          <li
            key={to}
            // As wide as its word, so that five long ones fit side by side on 360 pixels.
            className="min-w-0 flex-auto"
          >
            <Link
              to={to}
              activeOptions={{ exact: to === '/' }}
              className="group flex h-15 flex-col items-center justify-center gap-1 rounded-control text-muted focus-visible:-outline-offset-2 aria-[current=page]:text-accent-text"
            >
              <span className="flex h-7 w-13 items-center justify-center rounded-full group-aria-[current=page]:bg-accent-soft">
                <Icon aria-hidden="true" className="size-5" strokeWidth={1.9} />
              </span>
              <span className="max-w-full truncate px-0.5 text-[0.6875rem] leading-3.5 font-medium">
                {label}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

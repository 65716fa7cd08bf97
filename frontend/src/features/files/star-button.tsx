import { Star as StarIcon } from 'lucide-react';
import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { sharerOf } from '../../i18n/place-names.ts';
import { cn } from '../../ui/cn.ts';
import { useHoverSettled } from './scrolling.ts';

type OnStar = (node: DriveNode, favourite: boolean) => void;

/** What makes an entry of the list a favourite, or none any more; null where marks are somebody else's business. */
export const StarContext = createContext<OnStar | null>(() => undefined);

interface StarButtonProps {
  readonly node: DriveNode;
  readonly className?: string;
}

/** Makes an entry a favourite by mouse; the keyboard does it by the menu, as a grid is one stop of the Tab key. */
export function StarButton(props: StarButtonProps) {
  const onStar = use(StarContext);
  const settled = useHoverSettled();
  // Marks are each one's own: what somebody else shares has none.
  if (onStar === null || sharerOf(props.node) !== null) return null;
  return settled || props.node.favourite ? <Star onStar={onStar} {...props} /> : null;
}

function Star({ node, onStar, className }: StarButtonProps & { readonly onStar: OnStar }) {
  const { t } = useTranslation();
  const { favourite } = node;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-pressed={favourite}
      aria-label={t('views.favourite')}
      title={t(favourite ? 'views.removeFavourite' : 'views.addFavourite')}
      onClick={() => onStar(node, !favourite)}
      className={cn(
        'flex size-8 touch:size-11 items-center justify-center rounded-control text-muted hover:bg-hover',
        'opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 aria-pressed:opacity-100 touch:opacity-100',
        className,
      )}
    >
      <StarIcon
        aria-hidden="true"
        className={cn('size-4', favourite && 'fill-amber-400 text-amber-600 dark:text-amber-400')}
      />
    </button>
  );
}

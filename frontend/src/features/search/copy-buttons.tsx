import { HardDriveDownload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FoundNode } from '../../../../electron/contract/find.ts';
import { sharerOf } from '../../i18n/place-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { RESULT_HEIGHT } from './result-row.tsx';

interface CopyButtonsProps {
  readonly shown: readonly { readonly node: FoundNode; readonly start: number; readonly active: boolean }[];
  readonly onCopy: (node: FoundNode) => void;
}

/**
 * The buttons that make copies of what others share, over the ends of their entries: an entry of a list box can hold no
 * button. The Tab key comes to that of the entry one is at.
 */
export function CopyButtons({ shown, onCopy }: CopyButtonsProps) {
  const { t } = useTranslation();
  return (
    <div className="absolute inset-x-0 top-0 h-0">
      {shown.map(({ node, start, active }) =>
        sharerOf(node) === null ? null : (
          <div
            key={node.id}
            className="absolute top-0 right-2 z-1 flex items-center"
            style={{ height: RESULT_HEIGHT, transform: `translateY(${String(start)}px)` }}
          >
            <IconButton
              label={t('search.copyToMine', { name: node.name })}
              icon={<HardDriveDownload aria-hidden="true" />}
              tabIndex={active ? 0 : -1}
              onClick={() => onCopy(node)}
            />
          </div>
        ),
      )}
    </div>
  );
}

import { Minus, Plus, Shrink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { STEP } from './zoom.ts';

interface ZoomButtonsProps {
  readonly scale: number;
  /** True while the size follows the window. */
  readonly whole: boolean;
  readonly onZoomBy: (factor: number) => void;
  readonly onFull: () => void;
  readonly onFit: () => void;
}

/** Smaller, larger, as large as it is, as large as fits. */
export function ZoomButtons({ scale, whole, onZoomBy, onFull, onFit }: ZoomButtonsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <IconButton
        size="sm"
        className="rounded-full"
        label={t('preview.zoom.out')}
        icon={<Minus aria-hidden="true" />}
        onClick={() => onZoomBy(1 / STEP)}
      />
      <span aria-live="polite" className="min-w-13 text-center text-xs tabular-nums narrow:sr-only">
        {format.percent(scale)}
      </span>
      <IconButton
        size="sm"
        className="rounded-full"
        label={t('preview.zoom.in')}
        icon={<Plus aria-hidden="true" />}
        onClick={() => onZoomBy(STEP)}
      />
      <span aria-hidden="true" className="mx-1 h-5 w-px bg-line narrow:hidden" />
      <Button
        size="sm"
        variant="ghost"
        // On phones there is no room for the word; it is still its name.
        className="rounded-full narrow:w-11 narrow:px-0"
        aria-pressed={whole}
        onClick={onFit}
      >
        <Shrink aria-hidden="true" className="hidden narrow:block" />
        <span className="narrow:sr-only">{t('preview.zoom.fit')}</span>
      </Button>
      <Button size="sm" variant="ghost" className="rounded-full narrow:hidden" onClick={onFull}>
        {t('preview.zoom.full')}
      </Button>
    </>
  );
}

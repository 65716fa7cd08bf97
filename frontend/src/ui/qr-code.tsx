import { create } from 'qrcode';
import { type ReactNode, useMemo, useState } from 'react';
import { QrCode as QrIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from './button.tsx';
import { cn } from './cn.ts';
import { CopyButton } from './copy-button.tsx';
import { Dialog } from './dialog.tsx';

/** Modules of white around the code; scanners rely on four (ISO/IEC 18004). */
const QUIET = 4;

interface QrCodeProps {
  /** What a camera reads. */
  readonly text: string;
  /** What it leads to, for those who cannot see it. */
  readonly label: string;
  /** Its width; the height follows. */
  readonly className?: string;
}

/** A QR code: dark on white in every theme, as many cameras read nothing else, and sharp at every size. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { size, path } = useMemo(() => drawn(text), [text]);
  const side = size + 2 * QUIET;
  return (
    <svg
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn here, so that no address leaves the page
      role="img"
      aria-label={label}
      viewBox={`0 0 ${String(side)} ${String(side)}`}
      shapeRendering="crispEdges"
      data-text={text}
      className={cn('aspect-square rounded-xl border border-line bg-white', className)}
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** The dark modules as one path: each run of a row is one rectangle. */
function drawn(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const dark = (row: number, column: number) => modules.get(row, column) !== 0;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!dark(row, column)) continue;
      const from = column;
      while (column + 1 < size && dark(row, column + 1)) column += 1;
      path += `M${String(from + QUIET)} ${String(row + QUIET)}h${String(column - from + 1)}v1H${String(from + QUIET)}z`;
    }
  }
  return { size, path };
}

interface QrDialogProps {
  readonly text: string;
  readonly title: string;
  readonly description?: string;
  /** What else can be done with the address, after copying it. */
  readonly actions?: ReactNode;
  /** What copying it is called. */
  readonly copy?: string;
  readonly onClose: () => void;
}

/** A QR code as large as the window lets it be, with the address below for those who type it. */
function QrDialog({ text, title, description, actions, copy, onClose }: QrDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={title}
      description={description ?? t('network.qr.text')}
    >
      <div className="flex flex-col items-center gap-4">
        <QrCode text={text} label={t('network.qr.label', { address: text })} className="w-full max-w-80" />
        <p className="text-center font-mono text-sm wrap-anywhere select-all">{text}</p>
        <div className="flex flex-wrap justify-center gap-2">
          <CopyButton text={text}>{copy ?? t('network.copyAddress')}</CopyButton>
          {actions}
        </div>
      </div>
    </Dialog>
  );
}

type QrButtonProps = Omit<ButtonProps, 'onClick' | 'children' | 'title'> & Omit<QrDialogProps, 'onClose'>;

/** "Show QR code", and the dialog that shows it. */
export function QrButton({ text, title, description, actions, copy, ...rest }: QrButtonProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<QrIcon aria-hidden="true" />} onClick={() => setOpen(true)} {...rest}>
        {t('network.qr.show')}
      </Button>
      {open ? (
        <QrDialog
          text={text}
          title={title}
          {...(description === undefined ? {} : { description })}
          {...(copy === undefined ? {} : { copy })}
          actions={actions}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

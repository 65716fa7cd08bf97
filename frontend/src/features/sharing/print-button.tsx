import { Printer } from 'lucide-react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Share } from '../../../../electron/contract/shares.ts';
import { printPage } from '../../api/desktop.ts';
import { useCloudInfo, usePerson } from '../../api/session.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { QrCode } from '../../ui/qr-code.tsx';

interface PrintButtonProps {
  readonly share: Share;
  /** The address of the share. */
  readonly url: string;
}

/** Prints a card that leads to a share. */
export function PrintButton({ share, url }: PrintButtonProps) {
  const { t } = useTranslation();
  const [printing, setPrinting] = useState(false);

  async function print(): Promise<void> {
    setPrinting(true);
    // The card has to be there before the page is printed.
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
    printPage();
  }

  return (
    <>
      <Button icon={<Printer aria-hidden="true" />} onClick={() => void print()}>
        {t('sharing.printCard')}
      </Button>
      {printing ? <PrintedCard share={share} url={url} /> : null}
    </>
  );
}

/** A card for the wall or the counter: only printers see it. */
function PrintedCard({ share, url }: PrintButtonProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const person = usePerson();
  const { data: cloud } = useCloudInfo();
  const { name, expiresAt, kind, note } = share;
  return createPortal(
    <div aria-hidden="true" className="print-sheet hidden">
      <div className="mx-auto flex max-w-120 flex-col items-center gap-6 border-2 border-dashed border-black p-10 text-center text-black">
        <p className="text-lg">{cloud?.name}</p>
        <p className="text-3xl font-semibold text-balance">{name}</p>
        <QrCode text={url} label="" className="w-72 border-0" />
        <p className="font-mono text-base wrap-anywhere">{url}</p>
        <p className="text-base">
          {t(kind === 'request' ? 'sharing.card.request' : 'sharing.card.link', { person: person.name })}
        </p>
        {note === '' ? null : <p className="text-base whitespace-pre-wrap">{note}</p>}
        <p className="text-sm">
          {t('sharing.card.network')}
          {expiresAt === null ? null : ` ${t('sharing.card.until', { day: format.dateTime(expiresAt) })}`}
        </p>
      </div>
    </div>,
    document.body,
  );
}

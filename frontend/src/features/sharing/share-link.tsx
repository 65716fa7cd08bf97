import { Printer } from 'lucide-react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Share } from '../../../../electron/contract/shares.ts';
import { printPage } from '../../api/desktop.ts';
import { useCloudInfo, usePerson } from '../../api/session.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { QrButton, QrCode } from '../../ui/qr-code.tsx';

interface ShareLinkProps {
  readonly share: Share;
  /** With a code to point a camera at beside it. */
  readonly large?: boolean;
}

/** The address of a share, and the ways to hand it on. Nothing while no device could open it. */
export function ShareLink({ share, large = false }: ShareLinkProps) {
  const { t } = useTranslation();
  const { url, name, kind } = share;
  const [printing, setPrinting] = useState(false);
  if (url === null) return null;

  async function print(): Promise<void> {
    setPrinting(true);
    // The card has to be there before the page is printed.
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
    printPage();
  }

  return (
    <div className="flex flex-col gap-4 sm:flex-row sm:items-center">
      {large && kind !== 'direct' ? (
        <QrCode
          text={url}
          label={t('network.qr.label', { address: url })}
          className="w-36 shrink-0 self-center"
        />
      ) : null}
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <p className="line-clamp-3 rounded-control bg-hover px-3 py-2 font-mono text-sm wrap-anywhere select-all">
          {url}
        </p>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={url} variant="primary">
            {t('sharing.copyLink')}
          </CopyButton>
          {kind === 'direct' ? null : (
            <>
              <QrButton text={url} title={name} description={t('sharing.qrText')} />
              <Button icon={<Printer aria-hidden="true" />} onClick={() => void print()}>
                {t('sharing.printCard')}
              </Button>
            </>
          )}
        </div>
      </div>
      {printing ? <PrintedCard share={share} url={url} /> : null}
    </div>
  );
}

/** A card for the wall or the counter: only printers see it. */
function PrintedCard({ share, url }: { readonly share: Share; readonly url: string }) {
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

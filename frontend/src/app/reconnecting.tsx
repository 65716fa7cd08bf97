import { useTranslation } from 'react-i18next';
import { useConnectionState } from '../api/client.ts';
import { computer } from '../api/desktop.ts';
import { Spinner } from '../ui/spinner.tsx';

/** Says over the pages that the app is catching its breath; not for the blink that it usually takes. */
export function Reconnecting() {
  const { t } = useTranslation();
  const { kind } = useConnectionState();
  if (kind !== 'restarting') return null;
  return (
    <output className="fixed top-4 left-1/2 z-50 flex w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 animate-[appear_200ms_ease-out_900ms_backwards] items-center gap-2.5 rounded-full border border-line bg-raised px-4 py-2 text-sm shadow-float">
      <Spinner />
      {t(computer() === null ? 'browser.reconnecting' : 'app.reconnecting')}
    </output>
  );
}

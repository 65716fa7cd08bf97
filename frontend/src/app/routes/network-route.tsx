import { NetworkPage } from '../../features/network/network-page.tsx';
import { PageFrame } from '../page-frame.tsx';

/** The network at its address. */
export function NetworkRoute() {
  return (
    <PageFrame>
      <NetworkPage />
    </PageFrame>
  );
}

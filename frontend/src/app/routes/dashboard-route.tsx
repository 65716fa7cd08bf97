import { useNavigate } from '@tanstack/react-router';
import { DashboardPage } from '../../features/dashboard/dashboard-page.tsx';
import { NetworkHint } from '../../features/network/network-hint.tsx';
import { PageFrame } from '../page-frame.tsx';

/** The dashboard at its address. */
export function DashboardRoute() {
  const navigate = useNavigate();
  return (
    <PageFrame>
      <DashboardPage
        onOpenFiles={() => void navigate({ to: '/files' })}
        onOpenSpace={() => void navigate({ to: '/space' })}
        onOpenTrash={() => void navigate({ to: '/trash' })}
        network={<NetworkHint onOpen={() => void navigate({ to: '/network' })} />}
      />
    </PageFrame>
  );
}

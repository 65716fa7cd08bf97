import { useNavigate } from '@tanstack/react-router';
import { TrashPage } from '../../features/files/trash-page.tsx';
import { PageFrame } from '../page-frame.tsx';

/** The trash at its address. */
export function TrashRoute() {
  const navigate = useNavigate();
  return (
    <PageFrame fill>
      <TrashPage onBack={() => void navigate({ to: '/files' })} />
    </PageFrame>
  );
}

import { PeoplePage } from '../../features/people/people-page.tsx';
import { PageFrame } from '../page-frame.tsx';

/** The people at their address. */
export function PeopleRoute() {
  return (
    <PageFrame>
      <PeoplePage />
    </PageFrame>
  );
}

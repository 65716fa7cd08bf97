import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { Person } from '../../../electron/contract/people.ts';
import { useConnectionState } from '../api/client.ts';
import { computer } from '../api/desktop.ts';
import { toFailure } from '../api/errors.ts';
import { queryClient } from '../api/queries.ts';
import { setCloudInfo, setMe, SignedInAs, updateMe, useCloudInfo, useMe } from '../api/session.ts';
import { OwnPasswordPage } from '../features/session/own-password-page.tsx';
import { SignInPage } from '../features/session/sign-in-page.tsx';
import { NotSetUp } from '../features/setup/not-set-up.tsx';
import { Splash } from './splash.tsx';
import { Stopped } from './stopped.tsx';

const SetupWizard = lazy(async () => ({
  default: (await import('../features/setup/setup-wizard.tsx')).SetupWizard,
}));
const Pages = lazy(async () => ({ default: (await import('./pages.tsx')).Pages }));

/** Decides what the window is: the first run, the sign-in, or the pages of whoever is signed in. */
export function Gate() {
  const { t } = useTranslation();
  const connection = useConnectionState();
  const info = useCloudInfo();
  const me = useMe();

  const connected = connection.kind === 'connected';
  useEffect(() => {
    // What could not be fetched while nothing answered is fetched now.
    if (connected)
      void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  }, [connected]);

  if (connection.kind === 'failed')
    return <Stopped failure={connection.failure} onRetry={() => void computer()?.restartCore()} />;
  const error =
    connection.kind === 'restarting'
      ? null
      : info.data === undefined
        ? info.error
        : me.data === undefined
          ? me.error
          : null;
  if (error !== null)
    return <Stopped failure={toFailure(error)} onRetry={() => void queryClient.refetchQueries()} />;
  const { data: cloud } = info;
  if (cloud === undefined || me.data === undefined)
    return (
      <Splash
        {...(connection.kind === 'restarting'
          ? { text: t(computer() === null ? 'browser.reconnecting' : 'app.reconnecting') }
          : {})}
      />
    );

  function welcome(person: Person): void {
    setMe(person);
    if (cloud !== undefined) setCloudInfo({ ...cloud, setupDone: true });
    toast.success(t('app.welcome', { name: person.name }), {
      description: t('app.welcomeText'),
      duration: 8000,
    });
  }

  return (
    <Suspense fallback={<Splash />}>
      {cloud.setupDone ? (
        me.data === null ? (
          <SignInPage cloudName={cloud.name} onSignedIn={setMe} />
        ) : me.data.mustChangePassword ? (
          <OwnPasswordPage person={me.data} onChanged={updateMe} />
        ) : (
          <SignedInAs value={me.data}>
            <Pages />
          </SignedInAs>
        )
      ) : cloud.maySetUp ? (
        <SetupWizard onFinished={welcome} />
      ) : (
        <NotSetUp />
      )}
    </Suspense>
  );
}

import { app, dialog } from 'electron';
import { BACKGROUND } from './autostart.ts';
import { HEADLESS, startHeadless } from './headless.ts';
import { openShellLog } from './log-file.ts';
import { setUpPaths } from './paths.ts';
import { registerPageScheme } from './protocol.ts';
import { startShell, type Shell } from './shell.ts';
import { guessLanguage } from '../core/lib/language.ts';
import { texts } from './texts.ts';

const paths = setUpPaths();
registerPageScheme();
// Windows shows notifications only of programs that it can tell apart.
app.setAppUserModelId('org.minicloudmaker.app');

// Electron keeps the lock in the profile's folder, so each home has one of its own.
if (process.argv.includes(HEADLESS)) {
  app
    .whenReady()
    .then(() => startHeadless(paths))
    .catch((error: unknown) => {
      console.error(error);
      app.exit(1);
    });
} else if (app.requestSingleInstanceLock()) {
  let shell: Shell | undefined;
  app.on('second-instance', (_event, argv) => {
    if (!argv.includes(BACKGROUND)) shell?.openWindow();
  });
  // Awaiting this at the top level would hang the packaged app: it is ready only once this file has run.
  app
    .whenReady()
    .then(() => {
      shell = startShell(paths);
    })
    .catch((error: unknown) => {
      openShellLog(paths.logs).error('the app could not start', error);
      const { failedTitle, failed } = texts(guessLanguage(app.getPreferredSystemLanguages()));
      dialog.showErrorBox(failedTitle, `${failed}\n${paths.logs}`);
      app.exit(1);
    });
} else {
  app.exit(0);
}

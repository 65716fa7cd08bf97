const NAMES = new Set(
  [
    'PATH HOME USER LOGNAME SHELL LANG LANGUAGE TZ TMPDIR TEMP TMP DISPLAY DBUS_SESSION_BUS_ADDRESS',
    // Windows finds its own parts and folders by these.
    'USERPROFILE USERNAME APPDATA LOCALAPPDATA PROGRAMDATA SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT',
    'HOMEDRIVE HOMEPATH PROGRAMFILES NUMBER_OF_PROCESSORS PROCESSOR_ARCHITECTURE OS',
    'HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS',
  ]
    .join(' ')
    .split(' '),
);
const PREFIXES = ['LC_', 'XDG_', 'MCM_', 'NPM_CONFIG_'];

/** The part of an environment that the core needs: nothing that would change how it or the server runs. */
export function coreEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const upper = name.toUpperCase();
    const wanted = NAMES.has(upper) || PREFIXES.some((prefix) => upper.startsWith(prefix));
    if (wanted && value !== undefined) kept[name] = value;
  }
  return kept;
}

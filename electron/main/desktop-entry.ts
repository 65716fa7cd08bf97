/** An entry of the freedesktop standard that starts a command. */
export function desktopEntryText(command: readonly string[]): string {
  const quoted = command.map((word) => `"${word.replaceAll(/["`$\\]/gu, '\\$&').replaceAll('%', '%%')}"`);
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Mini Cloud Maker',
    // In a value a backslash is itself written as two.
    `Exec=${quoted.join(' ').replaceAll('\\', '\\\\')}`,
    'Terminal=false',
    '',
  ].join('\n');
}

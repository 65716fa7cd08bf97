interface SettingsPageProps {
  readonly part: string | undefined;
  readonly onPart: (part: string) => void;
}
export function SettingsPage(_: SettingsPageProps) {
  return null;
}

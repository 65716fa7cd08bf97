import { covers } from './ufw.ts';

/** Whether a zone lets a TCP port through, by what `firewall-cmd --zone=… --list-all` says. */
export function zoneAllows(listing: string, port: number): boolean {
  const field = (name: string) =>
    new RegExp(String.raw`^\s*${name}:[ \t]*(?<value>.*)$`, 'mu').exec(listing)?.groups?.['value']?.trim() ??
    '';
  if (field('target') === 'ACCEPT') return true;
  return field('ports')
    .split(/\s+/u)
    .some((one) => {
      const [ports = '', protocol] = one.split('/');
      return protocol === 'tcp' && covers(ports, port, '-');
    });
}

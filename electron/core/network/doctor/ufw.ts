/** What ufw's files say; the rules can be read by root alone. */
export interface UfwFiles {
  /** `/etc/ufw/ufw.conf`; null where ufw is not installed. */
  readonly config: string | null;
  /** `/etc/default/ufw`. */
  readonly defaults: string | null;
  /** `/etc/ufw/user.rules`. */
  readonly rules: string | null;
}

/** `hidden`: it is on, and whether it lets the port through cannot be seen. */
export type UfwVerdict = 'off' | 'allows' | 'blocks' | 'hidden';

/** What ufw does with new connections to a TCP port. */
export function judgeUfw({ config, defaults, rules }: UfwFiles, port: number): UfwVerdict {
  if (config === null || !/^\s*ENABLED\s*=\s*"?yes"?\s*$/imu.test(config)) return 'off';
  const policy = /^\s*DEFAULT_INPUT_POLICY\s*=\s*"?(?<policy>\w+)"?/imu.exec(defaults ?? '')?.groups?.[
    'policy'
  ];
  const accepts = policy?.toUpperCase() === 'ACCEPT';
  if (rules === null) return accepts ? 'allows' : 'hidden';
  return ruleFor(rules, port) ?? (accepts ? 'allows' : 'blocks');
}

/**
 * The first rule for the port, from anywhere: ufw keeps each as a comment of the form
 * `### tuple ### <action> <protocol> <ports> <to> <any> <from> <direction>`.
 */
function ruleFor(rules: string, port: number): 'allows' | 'blocks' | null {
  for (const line of rules.split('\n')) {
    const tuple = /^### tuple ###\s+(?<rest>.+)$/u.exec(line)?.groups?.['rest'];
    if (tuple === undefined) continue;
    const [action = '', protocol = '', ports = '', to = '', , from = '', direction = ''] =
      tuple.split(/\s+/u);
    const everywhere = [to, from].every((one) => one === '0.0.0.0/0' || one === 'any');
    if (!everywhere || !/^in(?:_|$)/u.test(direction) || !['tcp', 'any'].includes(protocol)) continue;
    if (ports !== 'any' && !ports.split(',').some((one) => covers(one, port, ':'))) continue;
    return /^(?:allow|limit)/u.test(action) ? 'allows' : 'blocks';
  }
  return null;
}

/** Whether `8710` or a range such as `8000:9000` holds a port. */
export function covers(ports: string, port: number, between: ':' | '-'): boolean {
  const [from = '', to = from] = ports.split(between);
  return Number(from) <= port && port <= Number(to) && from !== '';
}

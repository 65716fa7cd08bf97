import type { NetworkCheck } from '../../../contract/network.ts';

/** What was found, without the line that it belongs to. */
export type Finding = Pick<NetworkCheck, 'verdict' | 'reason'> & { readonly data?: NetworkCheck['data'] };

export const good = (reason: Finding['reason'], data: Finding['data'] = {}): Finding => ({
  verdict: 'good',
  reason,
  data,
});
export const bad = (reason: Finding['reason'], data: Finding['data'] = {}): Finding => ({
  verdict: 'bad',
  reason,
  data,
});
export const warning = (reason: Finding['reason'], data: Finding['data'] = {}): Finding => ({
  verdict: 'warning',
  reason,
  data,
});
export const unknown = (reason: Finding['reason'], data: Finding['data'] = {}): Finding => ({
  verdict: 'unknown',
  reason,
  data,
});

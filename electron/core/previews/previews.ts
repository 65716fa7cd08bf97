import type { previews } from '../../contract/previews.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';

/** Makes the service of pictures and bytes for the page. */
export function makePreviews(): { readonly service: ServiceOf<typeof previews> } {
  const missing = () => Promise.reject(fail('INTERNAL'));
  return { service: { access: missing, keepFrame: missing } };
}

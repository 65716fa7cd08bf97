import type { ElectronRuntime } from '../electron/resolve.ts';
import type { DevelopmentServer } from '../server.ts';
export async function packForTests(_e: ElectronRuntime, _s: DevelopmentServer): Promise<string> {
  throw new Error('later');
}

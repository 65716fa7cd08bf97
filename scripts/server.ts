import type { Environment } from './lib/run.ts';
export interface DevelopmentServer {
  readonly env: Environment;
  readonly executable: string;
}
export async function developmentServer(): Promise<DevelopmentServer> {
  return { env: {}, executable: '' };
}

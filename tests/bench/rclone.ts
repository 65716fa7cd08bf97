import { execa } from 'execa';
import os from 'node:os';

/** What rclone needs to reach the same server that we use. */
export interface Remote {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Runs rclone with its defaults against a server; answers with the seconds it took. */
export async function rclone(remote: Remote, args: readonly string[]): Promise<number> {
  const start = performance.now();
  await execa('rclone', args, {
    // Nothing of this machine's own settings may slow the baseline down or stop it.
    extendEnv: false,
    env: {
      PATH: process.env['PATH'],
      HOME: os.homedir(),
      RCLONE_CONFIG: '/dev/null',
      RCLONE_CONFIG_MCM_TYPE: 's3',
      RCLONE_CONFIG_MCM_PROVIDER: 'Minio',
      RCLONE_CONFIG_MCM_ENDPOINT: remote.endpoint,
      RCLONE_CONFIG_MCM_REGION: 'us-east-1',
      RCLONE_CONFIG_MCM_ACCESS_KEY_ID: remote.accessKey,
      RCLONE_CONFIG_MCM_SECRET_ACCESS_KEY: remote.secretKey,
    },
  });
  return (performance.now() - start) / 1000;
}

/** True when rclone can be run here. */
export async function hasRclone(): Promise<boolean> {
  const { failed } = await execa('rclone', ['version'], { reject: false });
  return !failed;
}

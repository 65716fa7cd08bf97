import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Share } from '../../electron/contract/shares.ts';
import { openBrowserCloud, type BrowserCloud } from './browser-cloud.ts';
import { upload } from './core.ts';
import { send, type TestAnswer } from './door.ts';

/** A cloud whose owner shares things with strangers. */
export interface ShareSite extends BrowserCloud {
  /** Stores files in a new folder of the owner, below folders where names have slashes; answers with its id. */
  folder(name: string, files: Readonly<Record<string, string | Buffer>>): Promise<string>;
  /** Id of what has this name in a folder. */
  idOf(folderId: string, name: string): Promise<string>;
  link(ids: readonly string[], settings?: Partial<LinkSettings>): Promise<SharedPath>;
  request(folderId: string, settings?: Partial<RequestSettings>): Promise<SharedPath>;
}

/** A share, and the path that strangers open. */
export interface SharedPath {
  readonly share: Share;
  /** `/s/<token>` */
  readonly path: string;
}

type Calls = BrowserCloud['owner']['call']['shares'];
type LinkSettings = Parameters<Calls['createLink']>[0];
type RequestSettings = Parameters<Calls['createRequest']>[0];

const NEVER = { expiresAt: null, note: '', asksName: false, password: null };

/** Starts the cloud, with its door open for links. */
export async function openShareSite(): Promise<ShareSite> {
  const cloud = await openBrowserCloud('links');
  const { call } = cloud.owner;
  const pathOf = (share: Share): SharedPath => {
    if (share.url === null) throw new Error('the door is closed');
    return { share, path: new URL(share.url).pathname };
  };
  return {
    ...cloud,
    async folder(name, files) {
      const below = path.join(cloud.test.home, `given-${randomUUID()}`, name);
      await mkdir(below, { recursive: true });
      for (const [file, content] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(below, file)), { recursive: true });
        await writeFile(path.join(below, file), content);
      }
      await upload(cloud.owner, null, [below]);
      const { items } = await call.drive.list({ folderId: null });
      const made = items.find((item) => item.name === name);
      if (made === undefined) throw new Error(`${name} did not arrive`);
      return made.id;
    },
    async idOf(folderId, name) {
      const { items } = await call.drive.list({ folderId });
      const found = items.find((item) => item.name === name);
      if (found === undefined) throw new Error(`there is no ${name}`);
      return found.id;
    },
    link: async (ids, settings = {}) =>
      pathOf(
        await call.shares.createLink({
          ...NEVER,
          viewOnly: false,
          downloadLimit: null,
          ...settings,
          ids: [...ids],
        }),
      ),
    request: async (folderId, settings = {}) =>
      pathOf(
        await call.shares.createRequest({
          ...NEVER,
          title: 'Send me your photos',
          maximumFiles: null,
          maximumBytes: null,
          maximumFileBytes: null,
          ...settings,
          folderId,
        }),
      ),
  };
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** A browser that belongs to nobody: it keeps cookies by path, as browsers do, and follows nothing by itself. */
export interface Stranger {
  get(path: string, headers?: Record<string, string>): Promise<TestAnswer>;
  head(path: string): Promise<TestAnswer>;
  /** As a form of this origin would. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<TestAnswer>;
  /** As the script would. */
  call(path: string, input: unknown, headers?: Record<string, string>): Promise<TestAnswer>;
  /** By name and path. */
  readonly cookies: Map<string, Cookie>;
}

/** Makes a stranger at a door. */
export function makeStranger(origin: string, language = 'en'): Stranger {
  const cookies = new Map<string, Cookie>();

  async function ask(
    method: string,
    target: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<TestAnswer> {
    const sent = Array.from(cookies)
      .filter(
        ([, cookie]) =>
          target === cookie.path || target.startsWith(`${cookie.path}/`) || cookie.path === '/s',
      )
      .map(([name, { value }]) => `${name.split(' ')[0] ?? ''}=${value}`);
    const answer = await send(origin, target, {
      method,
      headers: {
        'accept-language': language,
        ...(sent.length === 0 ? {} : { cookie: sent.join('; ') }),
        ...(method === 'POST' ? { origin, 'content-length': String(Buffer.byteLength(body ?? '')) } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [pair = '', ...rest] = line.split('; ');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      const cookiePath = rest.find((one) => one.startsWith('Path='))?.slice(5) ?? '/';
      cookies.set(`${name} ${cookiePath}`, { value, path: cookiePath });
    }
    return answer;
  }

  return {
    get: (target, headers = {}) => ask('GET', target, headers),
    head: (target) => ask('HEAD', target, {}),
    post: (target, fields) =>
      ask(
        'POST',
        target,
        { 'content-type': 'application/x-www-form-urlencoded' },
        new URLSearchParams(fields).toString(),
      ),
    call: (target, input, headers = {}) =>
      ask('POST', target, { 'content-type': 'application/json', ...headers }, JSON.stringify(input)),
    cookies,
  };
}

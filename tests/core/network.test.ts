import { createHash, X509Certificate } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NetworkState } from '../../electron/contract/network.ts';
import { addPerson, setUp, startTestCore, type TestCore, type TestWindow } from '../support/core.ts';

let cloud: TestCore;
let owner: TestWindow;
beforeAll(async () => {
  cloud = await startTestCore();
  owner = await setUp(cloud);
});
afterAll(() => cloud.stop());

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a browser on the network gets, which trusts `ca` alone. */
function get(url: string, { ca, language = 'en' }: { ca?: string; language?: string } = {}): Promise<Answer> {
  const agent = url.startsWith('https:') ? https : http;
  const headers = { accept: 'text/html', 'accept-language': language };
  return new Promise((resolve, reject) => {
    agent
      .get(url, { headers, agent: false, ...(ca === undefined ? {} : { ca }) }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
        response.once('error', reject);
      })
      .once('error', reject);
  });
}

async function now(window: TestWindow): Promise<NetworkState> {
  const stop = new AbortController();
  for await (const state of await window.call.network.watch(undefined, { signal: stop.signal })) {
    stop.abort();
    return state;
  }
  throw new Error('no state');
}

/** What the page of an address says, with the styles that its own policy lets through. */
function styleIsAllowed({ headers, body }: Answer): boolean {
  const style = /<style>(?<style>[\s\S]*?)<\/style>/u.exec(body.toString())?.groups?.['style'] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  return String(headers['content-security-policy']).includes(`'sha256-${hash}'`);
}

describe('a test with a phone', () => {
  test('the phone is told that it works, and the computer hears of it', async () => {
    await owner.call.network.setMode({ mode: 'links' });
    const { id, url } = await owner.call.network.beginVisit();
    const stop = new AbortController();
    const heard: number[] = [];
    for await (const { visits } of await owner.call.network.watchVisit({ id }, { signal: stop.signal })) {
      heard.push(visits.length);
      if (visits.length > 0) break;
      const page = await get(url, { language: 'pt-BR,pt;q=0.9' });
      expect(page.status).toBe(200);
      expect(page.body.toString()).toContain('Funciona!');
      expect(styleIsAllowed(page)).toBe(true);
    }
    stop.abort();
    expect(heard).toEqual([0, 1]);
  });

  test('a wrong address says nothing, like any other that is wrong', async () => {
    const { url } = await owner.call.network.beginVisit();
    const wrong = await get(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`);
    expect(wrong.status).toBe(404);
    expect(wrong.body.toString()).not.toContain('works');
  });
});

describe('who may do what', () => {
  test('a member sees the address and cannot change anything', async () => {
    const member = await addPerson(cloud, owner, 'vera');
    expect((await now(member)).baseUrl).toBe((await now(owner)).baseUrl);
    await expect(member.call.network.setMode({ mode: 'off' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(member.call.network.examine()).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  test('turning it on and off is in the activity of who did it', async () => {
    await owner.call.network.setMode({ mode: 'off' });
    const kinds = (await owner.call.usage.activity({ limit: 20 })).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['networkOpened', 'networkClosed']));
  });
});

describe('HTTPS', () => {
  let state: NetworkState;
  let authority: string;
  beforeAll(async () => {
    await owner.call.network.setMode({ mode: 'people' });
    state = await owner.call.network.setSecure({ secure: true });
    const { body } = await get(`http://${String(state.address)}:${String(state.port)}/trust/mini-cloud.crt`);
    authority = new X509Certificate(body).toString();
  });
  afterAll(() => owner.call.network.setSecure({ secure: false }));

  test('links begin with https, and a device that trusts the authority opens them', async () => {
    expect(state.baseUrl).toMatch(/^https:\/\//u);
    const { status } = await get(`${String(state.baseUrl)}/trust`, { ca: authority });
    expect(status).toBe(200);
  });

  test('a device that does not trust it yet gets the page that explains it by plain HTTP', async () => {
    const page = await get(`http://${String(state.address)}:${String(state.port)}/trust`, {
      language: 'pt-BR',
    });
    expect(page.status).toBe(200);
    expect(page.body.toString()).toContain(state.authorityFingerprint);
    expect(page.body.toString()).toContain('Confiar nesta nuvem');
    expect(styleIsAllowed(page)).toBe(true);
  });

  test('the profile for Apple devices holds the same certificate', async () => {
    const base = `http://${String(state.address)}:${String(state.port)}`;
    const { headers, body } = await get(`${base}/trust/mini-cloud.mobileconfig`);
    expect(headers['content-type']).toBe('application/x-apple-aspen-config');
    const data = /<data>(?<data>[\s\S]+?)<\/data>/u.exec(body.toString())?.groups?.['data'] ?? '';
    expect(new X509Certificate(Buffer.from(data, 'base64')).fingerprint256).toBe(state.authorityFingerprint);
  });

  test('everything else is led from plain HTTP to HTTPS', async () => {
    const { status, headers } = await get(`http://${String(state.address)}:${String(state.port)}/`);
    expect(status).toBe(307);
    expect(headers.location).toBe(`${String(state.baseUrl)}/`);
  });

  test('a phone can be tested before it trusts the certificate', async () => {
    const { url } = await owner.call.network.beginVisit();
    expect(url).toMatch(/^http:\/\//u);
    expect((await get(url)).status).toBe(200);
  });

  test('without it there is no page to trust anything', async () => {
    const plain = await owner.call.network.setSecure({ secure: false });
    const { body } = await get(`${String(plain.baseUrl)}/trust`);
    expect(body.toString()).not.toContain('SHA-256');
    state = await owner.call.network.setSecure({ secure: true });
  });
});

describe('the examination', () => {
  test('really opens the address on the network, and says so', async () => {
    await owner.call.network.setMode({ mode: 'people' });
    const { address, port } = await now(owner);
    const lines = await owner.call.network.examine();
    expect(lines.find(({ id }) => id === 'door')).toEqual({
      id: 'door',
      verdict: 'good',
      reason: 'doorOpen',
      data: { address, port: String(port) },
    });
    expect(lines.find(({ id }) => id === 'server')?.verdict).toBe('good');
  });

  test('works with HTTPS too', async () => {
    await owner.call.network.setSecure({ secure: true });
    const lines = await owner.call.network.examine();
    expect(lines.find(({ id }) => id === 'door')?.reason).toBe('doorOpen');
    await owner.call.network.setSecure({ secure: false });
  });

  test('says that the door is closed while it is', async () => {
    await owner.call.network.setMode({ mode: 'off' });
    const lines = await owner.call.network.examine();
    expect(lines.find(({ id }) => id === 'door')).toMatchObject({ verdict: 'bad', reason: 'doorClosed' });
  });
});

import { randomBytes } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { halves } from '../support/made-pictures.ts';
import { makeStranger, openShareSite, type ShareSite, type Stranger } from '../support/share-site.ts';

const HARD_NAME = 'Relatório (ação) – João 📷.pdf';
const PASSWORD = 'open sesame';

let site: ShareSite;
let folderId: string;
let letter: string;
let ana: Stranger;

beforeAll(async () => {
  site = await openShareSite();
  folderId = await site.folder('Trip', {
    'letter.txt': 'dear all, hello',
    [HARD_NAME]: 'a report',
    'page.html': '<script>alert(1)</script>',
    'draw.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'photo.png': await halves(40, 40),
    'Inner/deep.txt': 'deep below',
    'empty.txt': '',
  });
  letter = await site.idOf(folderId, 'letter.txt');
});
beforeEach(() => {
  ana = makeStranger(site.baseUrl);
});
afterAll(() => site.stop());

const text = ({ body }: { body: Buffer }) => body.toString('utf8');

describe('the page of a link', () => {
  test('says who shares what, until when, and that it works here only', async () => {
    const { path } = await site.link([letter], {
      note: 'Read me <b>first</b>',
      expiresAt: '2090-05-04T12:00:00.000Z',
    });
    const page = await ana.get(path);
    expect(page.status).toBe(200);
    const shown = text(page);
    expect(shown).toContain('<bdi>Olga Dona</bdi> shares with you');
    expect(shown).toContain('<bdi>letter.txt</bdi>');
    expect(shown).toContain('15 B');
    expect(shown).toContain('Open until May 4, 2090');
    expect(shown).toContain('Works on this network only');
    expect(shown).toContain('Read me &lt;b&gt;first&lt;/b&gt;');
    expect(shown).toMatch(/href="\/s\/[\w-]+\/f\/[\w-]+"/u);
  });

  test('is in Portuguese for who reads that', async () => {
    const { path } = await site.link([letter]);
    const page = text(await makeStranger(site.baseUrl, 'pt-BR,pt;q=0.9').get(path));
    expect(page).toContain('<html lang="pt-BR">');
    expect(page).toContain('<bdi>Olga Dona</bdi> compartilha com você');
    expect(page).toContain('Só funciona nesta rede');
  });

  test('loads nothing from elsewhere, runs nothing of its own text, and is in nobody’s frame', async () => {
    const { path } = await site.link([folderId]);
    const { headers, body } = await ana.get(path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['cache-control']).toBe('no-store');
    expect(body.toString()).not.toMatch(
      /<script(?![^>]* src="\/s\/~\/)|\son\w+=|style="|https?:\/\/(?!www\.w3\.org)/u,
    );
  });

  test('lists a folder, folders first, and leads into it and back, never above it', async () => {
    const { path } = await site.link([folderId]);
    const page = text(await ana.get(path));
    expect(page.indexOf('Inner')).toBeLessThan(page.indexOf('draw.svg'));
    const inner = await site.idOf(folderId, 'Inner');
    const below = text(await ana.get(`${path}/d/${inner}`));
    expect(below).toContain('deep.txt');
    expect(below).toContain(`href="${path}"`);
    const deeper = await site.link([inner]);
    expect((await ana.get(`${deeper.path}/d/${folderId}`)).status).toBe(404);
    expect((await ana.get(`${deeper.path}/f/${letter}`)).status).toBe(404);
  });

  test('shows photos as a gallery, and as a list to who wants that', async () => {
    const picture = await halves(30, 30);
    const photos = await site.folder('Photos', { 'a.png': picture, 'b.png': picture, 'c.png': picture });
    const { path } = await site.link([photos]);
    expect(text(await ana.get(path))).toContain('class="tile"');
    expect(text(await ana.get(`${path}?look=list`))).not.toContain('class="tile"');
    const tile = /src="(?<address>\/s\/[^"]+\/t\/[^"]+)"/u.exec(text(await ana.get(path)))?.groups?.[
      'address'
    ];
    const small = await ana.get(tile ?? '', { accept: 'image/avif,image/webp,*/*' });
    expect(small).toMatchObject({ status: 200, headers: { 'content-type': 'image/webp' } });
    const old = await ana.get(tile ?? '', { accept: 'image/*;q=0.8,*/*;q=0.5' });
    expect(old).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg', vary: 'accept' } });
    expect(old.body.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  });

  test('of several things names the first and says how many more there are', async () => {
    const photo = await site.idOf(folderId, 'photo.png');
    const { path } = await site.link([letter, photo]);
    const page = text(await ana.get(path));
    expect(page).toMatch(/<bdi>(?:letter\.txt|photo\.png)<\/bdi> and 1 more/u);
    expect(page).toContain('Download all');
  });
});

describe('bytes', () => {
  test('come whole, in parts, and by their head alone, and nothing is kept of limits on the way', async () => {
    const { path } = await site.link([folderId]);
    const whole = await ana.get(`${path}/f/${letter}`);
    expect(text(whole)).toBe('dear all, hello');
    expect(whole.headers['accept-ranges']).toBe('bytes');
    const etag = String(whole.headers.etag);
    const part = await ana.get(`${path}/f/${letter}`, { range: 'bytes=5-7', 'if-range': etag });
    expect(part).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 5-7/15' } });
    expect(text(part)).toBe('all');
    const other = await ana.get(`${path}/f/${letter}`, { range: 'bytes=5-7', 'if-range': '"another"' });
    expect(other.status).toBe(200);
    const head = await ana.head(`${path}/f/${letter}`);
    expect(head).toMatchObject({ status: 200, headers: { 'content-length': '15' } });
    expect(head.body).toHaveLength(0);
    expect((await ana.get(`${path}/f/${letter}`, { range: 'bytes=99-' })).status).toBe(416);
    expect((await ana.get(`${path}/f/${letter}`, { 'if-none-match': etag })).status).toBe(304);
  });

  test('are saved under any name, which cannot end the header', async () => {
    const { path } = await site.link([folderId]);
    const id = await site.idOf(folderId, HARD_NAME);
    const { headers } = await ana.get(`${path}/f/${id}`);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="Relatorio (acao) _ Joao _.pdf"; filename*=UTF-8''${encodeURIComponent(HARD_NAME).replaceAll('(', '%28').replaceAll(')', '%29')}`,
    );
  });

  test.each(['page.html', 'draw.svg'])('of %s can do nothing in a browser', async (name) => {
    const { path } = await site.link([folderId]);
    const id = await site.idOf(folderId, name);
    for (const kind of ['v', 'f']) {
      const { status, headers } = await ana.get(`${path}/${kind}/${id}`);
      expect(status).toBe(200);
      expect(headers['content-security-policy']).toMatch(/default-src 'none';.*sandbox/u);
      expect(headers['content-type']).not.toContain('html');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });

  test('of an empty file count as a download too', async () => {
    const id = await site.idOf(folderId, 'empty.txt');
    const { path, share } = await site.link([id], { downloadLimit: 1 });
    expect((await ana.get(`${path}/f/${id}`)).status).toBe(200);
    expect((await ana.get(path)).status).toBe(404);
    const { items } = await site.owner.call.shares.list({});
    expect(items.find((one) => one.id === share.id)?.downloads).toBe(1);
  });

  test('of a link to look at are shown, not saved, and kept nowhere', async () => {
    const photo = await site.idOf(folderId, 'photo.png');
    const { path } = await site.link([folderId], { viewOnly: true });
    const page = text(await ana.get(path));
    expect(page).not.toContain('/f/');
    expect(page).not.toContain('/zip');
    expect((await ana.get(`${path}/f/${photo}`)).status).toBe(404);
    expect((await ana.get(`${path}/zip`)).status).toBe(404);
    const shown = await ana.get(`${path}/v/${photo}`);
    expect(shown).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
  });

  test('of a limited link are counted once however they come, and previews are no way around it', async () => {
    const { path } = await site.link([letter], { downloadLimit: 1 });
    expect(text(await ana.get(path))).toContain('1 download left');
    expect((await ana.get(`${path}/v/${letter}`)).status).toBe(404);
    await ana.head(`${path}/f/${letter}`);
    expect((await ana.get(`${path}/f/${letter}`, { range: 'bytes=0-7' })).status).toBe(206);
    expect((await ana.get(path)).status).toBe(200);
    expect((await ana.get(`${path}/f/${letter}`, { range: 'bytes=8-' })).status).toBe(206);
    expect((await ana.get(path)).status).toBe(404);
    expect((await ana.get(`${path}/f/${letter}`)).status).toBe(404);
  });
});

describe('a password', () => {
  test('is asked for once, for this browser and this link alone', async () => {
    const { path } = await site.link([letter], { password: PASSWORD });
    const other = await site.link([letter], { password: PASSWORD });
    const asked = text(await ana.get(path));
    expect(asked).toContain('This link has a password');
    expect(asked).not.toContain('letter.txt');
    expect(asked).not.toContain('Olga');
    expect(await ana.get(`${path}/f/${letter}`)).toMatchObject({ status: 303, headers: { location: path } });
    const wrong = await ana.post(path, { password: 'guess' });
    expect(wrong.status).toBe(403);
    expect(text(wrong)).toContain('That is not the password');
    const right = await ana.post(path, { password: PASSWORD });
    expect(right.status).toBe(303);
    expect(text(await ana.get(path))).toContain('letter.txt');
    expect(text(await ana.get(`${path}/f/${letter}`))).toBe('dear all, hello');
    expect(text(await ana.get(other.path))).not.toContain('letter.txt');
    expect(text(await makeStranger(site.baseUrl).get(path))).not.toContain('letter.txt');
  });

  test('that is tried too often closes the link for who tries, like any other that does not open', async () => {
    const { path } = await site.link([letter], { password: PASSWORD });
    let last = await ana.post(path, { password: 'guess' });
    for (let tries = 0; tries < 40 && last.status === 403; tries += 1)
      last = await ana.post(path, { password: `guess ${String(tries)}` });
    expect(last.status).toBe(404);
    const never = await ana.get('/s/AAAAAAAAAAAAAAAAAAAAAA');
    expect(last.body.equals(never.body)).toBe(true);
    expect((await ana.post(path, { password: PASSWORD })).status).toBe(404);
  });

  test('cannot be entered by a form of another site', async () => {
    const { path } = await site.link([letter], { password: PASSWORD });
    const answer = await ana.call(path, {}, { origin: 'http://evil.example' });
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('cookies are for the server alone, and bound to the path of the link', async () => {
    const { path } = await site.link([letter], { password: PASSWORD });
    const page = await ana.get(path);
    const right = await ana.post(path, { password: PASSWORD });
    const set = [...(page.headers['set-cookie'] ?? []), ...(right.headers['set-cookie'] ?? [])];
    expect(set).toHaveLength(2);
    for (const cookie of set) {
      expect(cookie).toContain('HttpOnly');
      expect(cookie).toContain('SameSite=Lax');
    }
    expect(set[0]).toMatch(/^mcm-visitor[.\d]*=[\w-]{22}; Path=\/s;/u);
    expect(set[1]).toContain(`Path=${path};`);
  });

  test('that is right, in a browser that keeps no cookies, is not asked for without a word', async () => {
    const { path } = await site.link([letter], { password: PASSWORD });
    const { headers } = await ana.post(path, { password: PASSWORD });
    const page = await makeStranger(site.baseUrl).get(String(headers.location));
    expect(text(page)).toContain('Allow cookies');
  });
});

describe('a name', () => {
  test('is asked for before anything is shown, and told to the owner', async () => {
    const { path, share } = await site.link([letter], { asksName: true });
    expect(text(await ana.get(path))).toContain('asks who you are');
    expect((await ana.get(`${path}/f/${letter}`)).status).toBe(303);
    expect((await ana.post(path, { name: '  ' })).status).toBe(400);
    expect((await ana.post(path, { name: 'Zoë <b> & co\r\nX: y' })).status).toBe(303);
    expect(text(await ana.get(path))).toContain('letter.txt');
    await ana.get(`${path}/f/${letter}`);
    await expect
      .poll(async () => (await site.owner.call.shares.visits({ id: share.id })).items.map(({ by }) => by))
      .toEqual(['Zoë <b> & co X: y', 'Zoë <b> & co X: y']);
  });
});

describe('whatever does not open is the same page', () => {
  test('byte by byte, with the same status and headers', async () => {
    const { call } = site.owner;
    const revoked = await site.link([letter]);
    await call.shares.revoke({ id: revoked.share.id });
    const paused = await site.link([letter]);
    await call.shares.setPaused({ id: paused.share.id, paused: true });
    const expired = await site.link([letter]);
    await call.shares.update({ id: expired.share.id, expiresAt: '2020-01-01T00:00:00.000Z' });
    const goneFolder = await site.folder('Gone', { 'a.txt': 'a' });
    const gone = await site.link([goneFolder]);
    await call.drive.trash({ ids: [goneFolder] });
    const open = await site.link([folderId]);
    const request = await site.request(folderId);
    const never = '/s/AAAAAAAAAAAAAAAAAAAAAA';
    const addresses = [
      revoked.path,
      paused.path,
      expired.path,
      gone.path,
      never,
      '/s',
      '/s/',
      '/s/x',
      `/s/${'A'.repeat(400)}`,
      '/s/~/share-0000000000000000.js',
      `${open.path}x`,
      `${open.path}/`.replace(/\/$/u, '/f/'),
      `${open.path}/f/${letter}/more`,
      `${open.path}/f/00000000-0000-4000-8000-000000000000`,
      `${open.path}/d/${letter}`,
      `${open.path}/p/${folderId}`,
      `${open.path}/zip/${letter}x`,
      `${open.path}/api/begin`,
      `${open.path}?c=nonsense`,
      `${request.path}/f/${letter}`,
      `${request.path}/v/${letter}`,
      `${request.path}/d/${folderId}`,
      `${request.path}/zip`,
      `${revoked.path}/f/${letter}`,
      `${paused.path}/zip`,
    ];
    const first = await ana.get(never);
    expect(first.status).toBe(404);
    expect(text(first)).toContain('This link does not open');
    const headersOf = (answer: typeof first) => ({ ...answer.headers, date: undefined });
    for (const address of addresses) {
      const answer = await makeStranger(site.baseUrl).get(address);
      expect(answer.status, address).toBe(404);
      expect(text(answer), address).toBe(text(first));
      expect(headersOf(answer), address).toEqual(headersOf(first));
    }
    expect(first.headers['set-cookie']).toBeUndefined();
  });

  test.each(['/f/%2e%2e%2fetc%2fpasswd', '/../../etc/passwd', '/d/..%5c..', '/f/%00'])(
    'and %s leads nowhere',
    async (below) => {
      const { path } = await site.link([letter]);
      const answer = await ana.get(`${path}${below}`);
      expect([400, 404]).toContain(answer.status);
      expect(text(answer)).not.toContain('letter.txt');
    },
  );

  test('also for methods that no page of ours uses', async () => {
    const { path } = await site.link([letter]);
    const never = await ana.get('/s/AAAAAAAAAAAAAAAAAAAAAA');
    const answer = await ana.call(`${path}/f/${letter}`, {});
    expect(answer.status).toBe(404);
    expect(answer.body.equals(never.body)).toBe(true);
  });

  test('for who guesses tokens, while others are served', async () => {
    const { path } = await site.link([letter]);
    const never = await ana.get('/s/AAAAAAAAAAAAAAAAAAAAAA');
    const guesses = Array.from(
      { length: 100 },
      () => `/s/${randomBytes(17).toString('base64url').slice(0, 22)}`,
    );
    const near = Array.from({ length: 22 }, (_, at) => {
      const token = path.slice(3);
      return `/s/${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    });
    const guessed = Promise.all([...guesses, ...near].map((guess) => ana.get(guess)));
    expect((await makeStranger(site.baseUrl).get(path)).status).toBe(200);
    for (const answer of await guessed) {
      expect(answer.status).toBe(404);
      expect(answer.body.equals(never.body)).toBe(true);
    }
  });

  test('a film that is being watched ends when its link is revoked', async () => {
    const large = await site.folder('Large', { 'film.mp4': Buffer.alloc(48 * 1024 * 1024) });
    const film = await site.idOf(large, 'film.mp4');
    const { path, share } = await site.link([large], { viewOnly: true });
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${site.baseUrl}${path}/v/${film}`, resolve).once('error', reject);
    });
    expect(response.statusCode).toBe(200);
    await site.owner.call.shares.revoke({ id: share.id });
    const ended = new Promise((resolve) => response.once('close', resolve));
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    response.once('error', () => undefined);
    await ended;
    expect(response.complete).toBe(false);
    expect(bytes).toBeLessThan(48 * 1024 * 1024);
  });

  test('the icon that browsers ask for by themselves is there, and nothing else beside the links', async () => {
    const icon = await ana.get('/favicon.ico');
    expect([icon.status, icon.headers['content-type']]).toEqual([200, 'image/svg+xml']);
    for (const other of ['/', '/icons/favicon.svg', '/manifest.webmanifest', '/favicon.ico/x'])
      expect((await ana.get(other)).status, other).toBe(404);
  });

  test('a file of one link is none of another', async () => {
    const photo = await site.idOf(folderId, 'photo.png');
    const { path } = await site.link([letter]);
    for (const kind of ['f', 'v', 't', 'p'])
      expect((await ana.get(`${path}/${kind}/${photo}`)).status).toBe(404);
  });
});

test('names in a page are words, whatever they are', async () => {
  const name = `<img src=x onerror=alert(1)> "'& \u202Egpj.exe`;
  const folder = await site.owner.call.drive.createFolder({ parentId: null, name: 'Hostile' });
  const inner = await site.folder('x', { 'a.txt': 'a' });
  await site.owner.call.organise
    .rename({ id: inner, name: name.replaceAll(/[<>"]/gu, '') })
    .catch(() => undefined);
  const { path } = await site.link([inner, folder.id], { note: '</div><script>alert(1)</script>' });
  const page = text(await ana.get(path));
  expect(page).not.toMatch(/<script>|<img src=x|\u202E/u);
});

import { createHash } from 'node:crypto';
import { escapeHtml, html } from '../share/html.ts';
import type { Exchange, Route } from './route.ts';
import { sendSmallPage } from './small-page.ts';
import { TRUST_TEXTS } from './trust-texts.ts';

const PAGE = '/trust';
const CERTIFICATE = '/trust/mini-cloud.crt';
const PROFILE = '/trust/mini-cloud.mobileconfig';

interface TrustRouteDeps {
  readonly cloudName: () => string;
  /** What devices have to trust; null while devices come by plain HTTP: then there is no such page. */
  readonly certificate: () => { readonly der: Buffer; readonly fingerprint: string } | null;
}

/** `/trust`: how a device comes to trust this cloud's own authority; by plain HTTP too, or it could never begin. */
export function trustRoute({ cloudName, certificate }: TrustRouteDeps): Route {
  return {
    modes: ['links', 'people'],
    plain: true,
    matches: (method, path) =>
      (method === 'GET' || method === 'HEAD') &&
      [PAGE, CERTIFICATE, PROFILE].includes(path) &&
      certificate() !== null,
    handle(exchange) {
      const trusted = certificate();
      if (trusted === null) exchange.response.writeHead(404).end();
      else if (exchange.path === CERTIFICATE)
        sendFile(exchange, 'application/x-x509-ca-cert', 'mini-cloud.crt', trusted.der);
      else if (exchange.path === PROFILE)
        sendFile(
          exchange,
          'application/x-apple-aspen-config',
          'mini-cloud.mobileconfig',
          Buffer.from(appleProfile(cloudName(), trusted)),
        );
      else sendTrustPage(exchange, cloudName(), trusted.fingerprint);
      return Promise.resolve();
    },
  };
}

function sendFile({ request, response }: Exchange, type: string, name: string, bytes: Buffer): void {
  response.writeHead(200, {
    'content-type': type,
    'content-length': String(bytes.length),
    'content-disposition': `attachment; filename="${name}"`,
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function sendTrustPage(exchange: Exchange, brand: string, fingerprint: string): void {
  const text = TRUST_TEXTS[exchange.language];
  const own = systemOf(exchange.device);
  const systems = Object.entries(text.systems).map(
    ([system, { title, steps }]) =>
      html`<details ${system === own ? 'open' : ''}>
        <summary>${title}</summary>
        <ol>
          ${steps.map((step) => html`<li>${step}</li>`)}
        </ol>
      </details>`,
  );
  sendSmallPage(exchange, {
    title: text.title,
    brand,
    body: html`<h1>${text.title}</h1>
      <p>${text.text}</p>
      <a class="button" href="${CERTIFICATE}">${text.download}</a>
      <p><a class="link" href="${PROFILE}">${text.downloadApple}</a></p>
      <h2>${text.fingerprint}</h2>
      <code>${fingerprint}</code>
      <p class="muted">${text.compare}</p>
      ${systems}
      <p class="muted">${text.scope}</p>
      <p><a class="link" href="https://${exchange.host}/">${text.open}</a></p>`,
  });
}

/** Which instructions are unfolded, by the word for the device. */
function systemOf(device: string): string {
  if (device.includes('Android')) return 'android';
  if (/iPhone|iPad/u.test(device)) return 'iphone';
  if (device.includes('Windows')) return 'windows';
  return device.includes('Mac') ? 'mac' : 'linux';
}

/** A configuration profile that holds the certificate alone. The same certificate is always the same profile. */
function appleProfile(cloudName: string, { der, fingerprint }: { der: Buffer; fingerprint: string }): string {
  const name = escapeHtml(cloudName);
  const [profile, payload] = ['profile', 'payload'].map((part) => uuidOf(`${part} ${fingerprint}`));
  const base64 = der.toString('base64').replaceAll(/.{64}/gu, '$&\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadCertificateFileName</key><string>mini-cloud.crt</string>
      <key>PayloadContent</key>
      <data>
${base64}
      </data>
      <key>PayloadDisplayName</key><string>${name}</string>
      <key>PayloadIdentifier</key><string>org.minicloudmaker.authority.${payload ?? ''}</string>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadUUID</key><string>${payload ?? ''}</string>
      <key>PayloadVersion</key><integer>1</integer>
    </dict>
  </array>
  <key>PayloadDisplayName</key><string>${name} (Mini Cloud Maker)</string>
  <key>PayloadIdentifier</key><string>org.minicloudmaker.trust.${profile ?? ''}</string>
  <key>PayloadRemovalDisallowed</key><false/>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadUUID</key><string>${profile ?? ''}</string>
  <key>PayloadVersion</key><integer>1</integer>
</dict>
</plist>
`;
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
    .join('-')
    .toUpperCase();
}

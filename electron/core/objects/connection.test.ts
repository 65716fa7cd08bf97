import { expect, test } from 'vitest';
import { socketAddress } from './connection.ts';

test.each([
  ['http://127.0.0.1:41234', { host: '127.0.0.1', port: 41_234 }],
  ['http://[::1]:9000', { host: '::1', port: 9000 }],
  ['http://nas.local', { host: 'nas.local', port: 80 }],
])('a socket for %s goes to its host and port', (endpoint, address) => {
  const rest = { region: '', accessKey: '', secretKey: '', bucket: '', managed: false };
  expect(socketAddress({ ...rest, endpoint })).toEqual(address);
});

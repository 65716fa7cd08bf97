import { afterEach, expect, test } from 'vitest';
import { openTestDoor, send, type TestDoor } from '../../../../tests/support/door.ts';
import { iconRoute } from './icon-route.ts';

let door: TestDoor;
afterEach(() => door.close());

test.each(['links', 'people'] as const)(
  'browsers find an icon when the door is open for %s, and nothing else by it',
  async (mode) => {
    door = await openTestDoor([iconRoute], { mode });
    const { status, headers, body } = await send(door.origin, '/favicon.ico');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('image/svg+xml');
    expect(body.toString()).toMatch(/^<svg .*<\/svg>$/u);
    const head = await send(door.origin, '/favicon.ico', { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
      200,
      String(body.length),
      0,
    ]);
    for (const other of ['/favicon.ico/', '/favicon.icon', '/icons/favicon.svg', '/'])
      expect((await send(door.origin, other)).status).toBe(404);
  },
);

import { describe, expect, test } from 'vitest';
import { controlsFor, stageFraction, stepOf, toneOf } from './cloud-state.ts';

test('stages are counted from one', () => {
  expect(stepOf('find')).toEqual({ step: 1, total: 7 });
  expect(stepOf('bucket')).toEqual({ step: 7, total: 7 });
});

test('a server that does not answer looks as bad as one that failed', () => {
  const failure = { code: 'SERVER_HUNG' };
  expect(toneOf({ status: 'unhealthy', failure })).toBe(toneOf({ status: 'failed', failure }));
  expect(toneOf({ status: 'running', failure: null })).toBe('good');
});

test('a server that runs on a full disk does not look well', () => {
  expect(toneOf({ status: 'running', failure: { code: 'DISK_FULL' } })).toBe('warning');
});

describe('what an admin can do', () => {
  test('a running server can be stopped and restarted', () => {
    expect(controlsFor('running')).toEqual({ power: 'stop', powerEnabled: true, restartEnabled: true });
  });

  test('a stopped or failed one can only be started', () => {
    const start = { power: 'start', powerEnabled: true, restartEnabled: false };
    expect(controlsFor('stopped')).toEqual(start);
    expect(controlsFor('failed')).toEqual(start);
  });

  test('a start can be called off, an end cannot', () => {
    expect(controlsFor('starting')).toEqual({ power: 'stop', powerEnabled: true, restartEnabled: false });
    expect(controlsFor('stopping').powerEnabled).toBe(false);
  });
});

test('progress is a part of what is known, and unknown otherwise', () => {
  const progress = { bytes: 50, totalBytes: 200, bytesPerSecond: 1, secondsLeft: null, source: 'x' };
  expect(stageFraction(progress)).toBe(0.25);
  expect(stageFraction({ ...progress, totalBytes: null })).toBeNull();
  expect(stageFraction(null)).toBeNull();
});

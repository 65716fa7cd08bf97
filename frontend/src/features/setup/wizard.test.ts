import { expect, test } from 'vitest';
import type { EngineState } from '../../../../electron/contract/engine.ts';
import { madeEngine } from '../../test/made.ts';
import { advance, type Course, NOTHING_SEEN, stagesOf, stepToContinue, suggestUserName } from './wizard.ts';

const stopped = madeEngine({ status: 'stopped' });
const starting = (stage: EngineState['stage'], more: Partial<EngineState> = {}): EngineState => ({
  ...stopped,
  status: 'starting',
  stage,
  ...more,
});
const after = (...states: EngineState[]): Course => states.reduce(advance, NOTHING_SEEN);
const shown = (course: Course) => stagesOf(course).map(({ stage, state }) => `${stage} ${state}`);

test('a reopened first run continues at the first question that is not answered', () => {
  expect(stepToContinue({ step: 'account' }, false)).toBe('welcome');
  expect(stepToContinue({ step: 'code' }, false)).toBe('code');
  expect(stepToContinue({ step: 'location' }, false)).toBe('location');
  expect(stepToContinue({ step: 'install' }, false)).toBe('install');
});

test('who had begun to say who they are goes on there, and nobody goes back to it', () => {
  expect(stepToContinue({ step: 'account' }, true)).toBe('you');
  expect(stepToContinue({ step: 'install' }, true)).toBe('install');
});

test('who had chosen another place and not gone on with it is asked there again', () => {
  expect(stepToContinue({ step: 'install' }, false, true)).toBe('location');
  expect(stepToContinue({ step: 'account' }, false, true)).toBe('welcome');
});

test('the suggested user name is the first name in plain small letters', () => {
  expect(suggestUserName('  João Antônio da Silva')).toBe('joao');
  expect(suggestUserName("D'Ávila")).toBe('davila');
  expect(suggestUserName('李 明')).toBe('李');
  expect(suggestUserName('')).toBe('');
});

test('stages behind the running one are done, stages before it wait', () => {
  expect(shown(after(starting('find'), starting('folder')))).toEqual([
    'find done',
    'folder running',
    'start waiting',
    'ready waiting',
    'bucket waiting',
  ]);
});

test('download and check are shown only when there is something to download', () => {
  expect(shown(after(starting('find'))).join()).not.toContain('download');
  expect(shown(after(starting('find'), starting('download')))).toContain('download running');
});

test('a failure stands at the stage that it happened in, although the failed state names none', () => {
  const failed: EngineState = { ...stopped, status: 'failed', failure: { code: 'SERVER_EXITED' } };
  expect(shown(after(starting('find'), starting('start'), failed))).toContain('start failed');
});

test('trying again begins with a clean list', () => {
  const failed: EngineState = { ...stopped, status: 'failed', failure: { code: 'SERVER_EXITED' } };
  expect(shown(after(starting('find'), starting('start'), failed, starting('find')))[0]).toBe('find running');
});

test('everything is done once the server runs', () => {
  const course = after(starting('bucket'), { ...stopped, status: 'running' });
  expect(stagesOf(course).every(({ state }) => state === 'done')).toBe(true);
});

test('a server that already runs is neither looked for nor started', () => {
  expect(shown(after(starting('ready', { kind: 'external' })))).toEqual(['ready running', 'bucket waiting']);
});

import { cleanup, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test } from 'vitest';
import { FINDING_KINDS, type CareReport } from '../../../../electron/contract/care.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { CheckReport } from './check-report.tsx';

afterEach(cleanup);

const CLEAN: CareReport = {
  at: '2026-01-05T08:00:00.000Z',
  repair: false,
  objects: 3,
  entries: 1234,
  counts: [],
  findings: [],
};

function show(report: CareReport, language: 'en' | 'pt-BR' = 'en'): string {
  const { container } = render(
    <I18nextProvider i18n={startTexts(language)}>
      <CheckReport report={report} />
    </I18nextProvider>,
  );
  return container.textContent;
}

test('a cloud in order is said to be so, with how much was looked at', () => {
  expect(show(CLEAN)).toMatch(/Everything is in order.*1,234 files and folders/u);
});

test('a look says what was found, whose it is, and that nothing was changed', () => {
  const text = show({
    ...CLEAN,
    counts: [{ kind: 'orphan', found: 2, repaired: 0 }],
    findings: [{ kind: 'orphan', name: 'lost.txt', person: 'Ana', repaired: false }],
  });
  expect(text).toMatch(/2 things are not as they should be.*Nothing was changed/u);
  expect(text).toContain('2 files or folders could not be reached.');
  expect(text).not.toContain('Moved to');
  expect(screen.getByText('lost.txt')).toBeDefined();
});

test('after a repair it says what was done, and what nobody but the person can mend', () => {
  const text = show({
    ...CLEAN,
    repair: true,
    counts: [
      { kind: 'orphan', found: 1, repaired: 1 },
      { kind: 'contentMissing', found: 1, repaired: 0 },
    ],
  });
  expect(text).toMatch(/1 thing could not be repaired/u);
  expect(text).toContain('Moved to the folder “Recovered” of the owner.');
  expect(text).toContain('upload it again');
});

test.each(['en', 'pt-BR'] as const)('every kind of finding has its sentences in %s', (language) => {
  for (const kind of FINDING_KINDS)
    for (const count of [1, 2]) {
      const text = show(
        { ...CLEAN, repair: true, counts: [{ kind, found: count, repaired: count }] },
        language,
      );
      expect(text, kind).not.toMatch(/care\.|\{\{/u);
      cleanup();
    }
});

import { expect, test } from 'vitest';
import type { LibraryStatus } from '../../contract/library.ts';
import { edition } from '../../../test/fixtures/drafts.ts';
import { holdingsOf, waitsOf } from './holdings.ts';

type Status = Parameters<typeof holdingsOf>[0];

const line: LibraryStatus['lines'][number] = {
  line: 'hcpcs',
  editions: [edition('hcpcs')],
  releases: [],
  comparable: false,
  sources: [],
  notices: [],
  codes: 1,
  systems: ['hcpcs'],
  bytes: 1,
  starter: false,
  pack: null,
};
const status = (fields: Partial<Status> = {}): Status => ({
  state: 'ready',
  lines: [line],
  problems: [],
  kept: [],
  ...fields,
});
const problem = {
  code: 'library-wrong-key' as const,
  message: 'It does not open.',
  id: 'an-id',
  file: 'a.c2c',
};
const kept = { editions: [], bytes: 1, starter: false };

test('a line that answers, and of which nothing was decided, needs no word of its user', () => {
  expect(waitsOf('hcpcs', [], holdingsOf(status()))).toBeNull();
  expect(waitsOf('hcpcs', ['HCPCS Jul 2026'], holdingsOf(status()))).toBe('drops');
  const replaced = status({ kept: [{ ...kept, line: 'hcpcs', because: 'replaced' }] });
  expect(waitsOf('hcpcs', [], holdingsOf(replaced))).toBeNull();
});

test('what a vendor’s pack brought counts as held, though it was read from no publisher’s file', () => {
  const release: LibraryStatus['lines'][number]['releases'][number] = {
    dataset: 'hcpcs-codes',
    edition: edition('hcpcs'),
    sources: ['hcpcs'],
    notices: [],
    files: [],
    sha256: '0'.repeat(64),
    rows: 1,
  };
  const pack = { id: 'hcpcs-2026', serial: 2, keyId: '0'.repeat(16) };
  const heldOf = (fields: Partial<typeof line>) =>
    holdingsOf(status({ lines: [{ ...line, releases: [release], ...fields }] })).held;
  expect(heldOf({ pack })).toMatchObject([{ own: [release], serial: 2 }]);
  expect(heldOf({ pack, starter: true })).toMatchObject([{ own: [], serial: null }]);
  const imported = { ...release, files: ['poa.txt'], dataset: 'poa-exempt' as const };
  expect(heldOf({ pack, starter: true, releases: [release, imported] })).toMatchObject([
    { own: [imported], serial: null },
  ]);
});

test('one that was rolled back, removed or never held does', () => {
  const back = status({ kept: [{ ...kept, line: 'hcpcs', because: 'rolled-back' }] });
  expect(waitsOf('hcpcs', [], holdingsOf(back))).toBe('rolled-back');
  const gone = status({ lines: [], kept: [{ ...kept, line: 'hcpcs', because: 'removed' }] });
  expect(waitsOf('hcpcs', [], holdingsOf(gone))).toBe('removed');
  expect(waitsOf('ncci', [], holdingsOf(status()))).toBe('not-held');
});

test('one that does not open is held all the same, and so may all be while nobody knows', () => {
  expect(waitsOf('ncci', [], holdingsOf(status({ problems: [{ ...problem, line: 'ncci' }] })))).toBe(
    'not-open',
  );
  for (const unknown of [
    status({ state: 'damaged', lines: [], problems: [{ ...problem, line: null }] }),
    status({ state: 'starting', lines: [] }),
  ]) {
    expect(waitsOf('ncci', [], holdingsOf(unknown))).toBe('not-open');
  }
});

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KeptLine, LibraryStatus } from '../../../electron/contract/library.ts';
import type { FakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { FakeFailure, fakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { libraryStatus } from '../../../test/fixtures/fake-library.ts';
import { App } from '../../app/app.tsx';
import { queryClient } from '../../app/query-client.ts';
import { jobTold } from './job-store.ts';

const kept = (line: KeptLine['line'], because: KeptLine['because'], name: string): KeptLine => ({
  line,
  because,
  editions: [{ name, line, begins: '2025-07-01', ends: '2025-09-30' }],
  bytes: 12_400_000,
  starter: false,
});
const status: LibraryStatus = {
  ...libraryStatus,
  kept: [
    kept('hcpcs', 'replaced', 'HCPCS Jul 2025'),
    kept('ncci', 'rolled-back', 'NCCI 2024 Q4'),
    kept('mpfs', 'removed', 'MPFS 2025 Q3'),
  ],
  disk: { answering: 3_550_000, kept: 37_200_000, aside: 0, unused: 0 },
};
const running = {
  id: 'job-1',
  kind: 'verify',
  line: 'ncci',
  title: 'Reading every page',
  done: 0.25,
  detail: 'Reading ncci-0.c2c',
  state: 'running',
  error: null,
} as const;

beforeEach(() => {
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener: () => {}, removeEventListener: () => {} }) as never;
  Element.prototype.scrollTo = () => {};
  window.scrollTo = () => {};
  window.location.hash = '#/library';
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  jobTold({ ...running, state: 'finished' });
});

async function start(changes: Parameters<typeof fakeBridge>[0] = {}): Promise<FakeBridge> {
  const bridge = fakeBridge({ 'library.status': () => status, ...changes });
  window.case2code = bridge;
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'Library' });
  return bridge;
}

const entry = (name: string): HTMLElement => {
  const item = screen.getByRole('heading', { level: 3, name }).closest('li');
  if (!item) throw new Error(`${name} is not listed`);
  return item;
};
const press = (name: string, within_: HTMLElement = document.body): void => {
  fireEvent.click(within(within_).getByRole('button', { name }));
};
const asked = (bridge: FakeBridge, channel: string): unknown[] =>
  bridge.asked.filter((one) => one.channel === channel).map(({ input }) => input);

it('says of every line which edition answers, to when, and how old it is', async () => {
  await start();
  expect(entry('NCCI edits and unit limits').textContent).toContain(
    'NCCI 2024 Q3 ·  ended 2024-09-30 · eight quarters old',
  );
  expect(entry('CPT® code numbers').textContent).toContain('CPT numbers 2025 · in force to 2026-12-31');
  expect(entry('Plain language and notes').textContent).toContain('Plain language 2026 · since 2026-01-01');
});

it('rolls back, rolls forward and brings a removed line back', async () => {
  const bridge = await start({ 'library.rollBack': () => ({ ...status, kept: [] }) });
  press('Roll back to HCPCS Jul 2025', entry('HCPCS Level II'));
  await screen.findByText('Changed: the other edition answers now');
  expect(screen.queryByRole('button', { name: /^Roll|^Bring/ })).toBeNull();
  bridge.emit('library.changed', status);
  await screen.findByRole('button', { name: 'Bring back MPFS 2025 Q3' });
  press('Roll forward to NCCI 2024 Q4', entry('NCCI edits and unit limits'));
  await waitFor(() =>
    expect(asked(bridge, 'library.rollBack')).toEqual([{ line: 'hcpcs' }, { line: 'ncci' }]),
  );
  bridge.emit('library.changed', status);
  fireEvent.click(await screen.findByRole('button', { name: 'Bring back MPFS 2025 Q3' }));
  await waitFor(() => expect(asked(bridge, 'library.rollBack').at(-1)).toEqual({ line: 'mpfs' }));
});

it('asks before a line is removed, and says what becomes of its file', async () => {
  const bridge = await start();
  press('Remove HCPCS Level II');
  const question = await screen.findByRole('alertdialog', { name: 'Remove HCPCS Level II?' });
  expect(question.textContent).toContain('“Bring back” undoes this');
  expect(question.textContent).toContain('HCPCS Jul 2025, is deleted at the next start');
  press('Keep as it is', question);
  expect(asked(bridge, 'library.remove')).toEqual([]);
  press('Remove HCPCS Level II');
  press('Remove', await screen.findByRole('alertdialog'));
  await screen.findByText('Removed');
  expect(asked(bridge, 'library.remove')).toEqual([{ line: 'hcpcs' }]);
});

it('verifies a line, with progress and a way to stop it where the line is', async () => {
  let answer: (value: { line: 'ncci'; file: string; bytes: number; problem: null }[]) => void = () => {};
  const bridge = await start({ 'library.verify': () => new Promise((resolve) => (answer = resolve)) });
  press('Verify NCCI edits and unit limits');
  bridge.emit('library.job', running);
  const ncci = entry('NCCI edits and unit limits');
  expect(await within(ncci).findByText('Reading ncci-0.c2c')).toBeTruthy();
  expect(screen.getAllByRole('progressbar')).toHaveLength(1);
  expect(screen.getByRole('button', { name: 'Verify HCPCS Level II' })).toHaveProperty('disabled', true);
  press('Cancel', ncci);
  expect(asked(bridge, 'library.cancel')).toEqual([{ job: 'job-1' }]);
  answer([{ line: 'ncci', file: 'ncci-0.c2c', bytes: 380_000, problem: null }]);
  expect(await within(ncci).findByText('Whole: every page was read, 380 KB.')).toBeTruthy();
});

it('says what is wrong with a damaged line, and that a refused change changed nothing', async () => {
  const problem = { code: 'library-page-damaged', message: 'hcpcs-1.c2c is damaged.', id: 'p1' } as const;
  await start({
    'library.verify': () => [{ line: 'hcpcs', file: 'hcpcs-1.c2c', bytes: 640_000, problem }],
    'library.rollBack': () => {
      throw new FakeFailure('library-truncated', 'hcpcs-0.c2c is cut off.');
    },
  });
  const hcpcs = entry('HCPCS Level II');
  press('Verify HCPCS Level II');
  expect((await within(hcpcs).findByRole('alert')).textContent).toContain('hcpcs-1.c2c is damaged.');
  press('Roll back to HCPCS Jul 2025');
  expect(await within(hcpcs).findByText('Nothing was changed')).toBeTruthy();
  expect(within(hcpcs).getByText('hcpcs-0.c2c is cut off.')).toBeTruthy();
});

it('says what the library takes of the disk, and frees it after a question', async () => {
  const bridge = await start({
    'library.freeSpace': () => ({ ...status, kept: [], disk: { ...status.disk, kept: 0 } }),
  });
  const part = screen.getByRole('heading', { name: 'Space on this computer' }).closest('section');
  expect(part?.textContent).toContain('37.2 MB');
  expect(part?.textContent).not.toContain('set aside');
  press('Free space of editions kept');
  press('Delete', await screen.findByRole('alertdialog', { name: 'Delete the editions that are kept?' }));
  await screen.findByText('Space freed');
  expect(asked(bridge, 'library.freeSpace')).toEqual([{ what: 'kept' }]);
  expect(part?.textContent).toContain('none');
});

it('says what of the downloads could not be freed, and what they take then', async () => {
  let bytes = 8_600_000;
  await start({
    'library.downloads': () => ({ bytes }),
    'library.clearDownloads': () => {
      bytes = 1_200_000;
      throw new FakeFailure('read-only', 'a.c2cpack could not be deleted: another program has it open.');
    },
  });
  const part = screen.getByRole('heading', { name: 'Space on this computer' }).closest('section');
  await waitFor(() => expect(part?.textContent).toContain('8.6 MB'));
  press('Free space of downloads');
  press('Delete', await screen.findByRole('alertdialog', { name: 'Delete the downloads?' }));
  await waitFor(() => expect(part?.textContent).toContain('1.2 MB'));
  expect(part?.textContent).toContain('a.c2cpack could not be deleted');
});

it('counts what downloads take, again when one has ended, and frees it after a question', async () => {
  let bytes = 0;
  const bridge = await start({
    'library.downloads': () => ({ bytes }),
    'library.clearDownloads': () => ({ bytes: (bytes = 0) }),
  });
  const part = screen.getByRole('heading', { name: 'Space on this computer' }).closest('section');
  expect(part?.textContent).not.toContain('Downloads');
  bytes = 8_600_000;
  bridge.emit('library.job', { ...running, kind: 'download', state: 'cancelled' });
  await waitFor(() => expect(part?.textContent).toContain('8.6 MB'));
  press('Free space of downloads');
  const question = await screen.findByRole('alertdialog', { name: 'Delete the downloads?' });
  expect(question.textContent).toContain('begins anew');
  press('Delete', question);
  await screen.findByText('Space freed');
  expect(asked(bridge, 'library.clearDownloads')).toEqual([null]);
  expect(part?.textContent).not.toContain('Downloads');
});

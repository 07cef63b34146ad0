import { noUpdates } from '../../electron/contract/updates.ts';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeFailure, fakeBridge } from '../../test/fixtures/fake-bridge.ts';
import type { FakeBridge } from '../../test/fixtures/fake-bridge.ts';
import { libraryStatus } from '../../test/fixtures/fake-library.ts';
import { backToToday } from '../features/date-of-service/service-date.ts';
import { clearFilters, typeSearch } from '../features/search/search-store.ts';
import { App } from './app.tsx';
import { queryClient } from './query-client.ts';

beforeEach(() => {
  // jsdom lays nothing out: without a height the virtual list would draw no row.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(360);
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener: () => {}, removeEventListener: () => {} }) as never;
  window.scrollTo = () => {};
  Element.prototype.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
  window.location.hash = '';
});

afterEach(() => {
  cleanup();
  queryClient.clear();
  typeSearch('');
  clearFilters();
  backToToday();
  vi.restoreAllMocks();
});

type Changes = Parameters<typeof fakeBridge>[0];

async function start(changes: Changes = {}): Promise<{ bridge: FakeBridge; field: HTMLInputElement }> {
  const bridge = fakeBridge(changes);
  window.case2code = bridge;
  render(<App />);
  const field = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Search codes' });
  return { bridge, field };
}

const type = (field: HTMLInputElement, value: string) => fireEvent.change(field, { target: { value } });
const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const selected = () => screen.getByRole('option', { selected: true }).textContent;

describe('search', () => {
  it('moves in the list from the field, points at the row, and opens its page', async () => {
    const { field } = await start();
    type(field, 'hives');
    await screen.findByRole('option', { name: /^L50\.0 / });
    press('ArrowDown');
    expect(selected()).toMatch(/^L50\.9 Urticaria, unspecified, ICD-10-CM diagnosis, .*index: hives/);
    expect(field.getAttribute('aria-activedescendant')).toBe(
      screen.getByRole('option', { selected: true }).id,
    );
    expect(document.activeElement).toBe(field);
    press('Enter');
    expect(await screen.findByRole('heading', { level: 1, name: /^L50\.9/ })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('main'));
    expect(screen.getByRole('option', { name: /^L50\.0 / })).toBeTruthy();
  });

  it('opens the best row of the newest text when Enter comes before its answer', async () => {
    const waiting: (() => void)[] = [];
    const { field } = await start({
      'search.query': async (input) => {
        if (input.text === 'E119') await new Promise<void>((resolve) => waiting.push(resolve));
        return (await import('../../test/fixtures/fake-library.ts')).search(input);
      },
    });
    type(field, 'hives');
    await screen.findByRole('option', { name: /^L50\.0 / });
    type(field, 'E119');
    press('Enter');
    expect(screen.queryByRole('heading', { level: 1, name: /^L50\.0/ })).toBeNull();
    await waitFor(() => expect(waiting).toHaveLength(1));
    waiting[0]?.();
    expect(await screen.findByRole('heading', { level: 1, name: /^E11\.9/ })).toBeTruthy();
  });

  it('shows what was read, what was not found, and a failure with a way on', async () => {
    let isBroken = true;
    const { field } = await start({
      'search.query': async (input) => {
        if (input.text === 'broken' && isBroken) throw new FakeFailure('engine-down', 'The search stopped.');
        return (await import('../../test/fixtures/fake-library.ts')).search(input);
      },
    });
    type(field, 'pnuemonia');
    expect((await screen.findByText(/Read as:/)).textContent).toBe('Read as: pnuemonia → pneumonia');
    type(field, 'xyzzy');
    expect(await screen.findByText('No code for “xyzzy”')).toBeTruthy();
    type(field, 'broken');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The search stopped.');
    expect(alert.textContent).toContain('f4ce-0001');
    isBroken = false;
    fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('No code for “broken”')).toBeTruthy();
  });

  it('filters by code system with live counts', async () => {
    const { bridge, field } = await start();
    type(field, 'diab');
    const chip = await screen.findByRole('button', { name: /HCPCS Level II, *4 *codes/ });
    fireEvent.click(chip);
    await waitFor(() => expect(bridge.asked.at(-1)?.input).toMatchObject({ systems: ['hcpcs'] }));
    expect(chip.getAttribute('aria-pressed')).toBe('true');
  });

  it('steps out with Escape: page, list, search, clear', async () => {
    const { field } = await start();
    type(field, 'hives');
    await screen.findByRole('option', { name: /^L50\.0 / });
    press('Enter');
    await screen.findByRole('heading', { level: 1, name: /^L50\.0/ });
    press('Escape');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('listbox')));
    press('Escape');
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe('hives');
    press('Escape');
    expect(field.value).toBe('');
  });

  it('copies the code of the selected row', async () => {
    const { bridge, field } = await start();
    type(field, 'hives');
    await screen.findByRole('option', { name: /^L50\.0 / });
    press('c', { ctrlKey: true });
    await screen.findByText('Copied L50.0');
    press('C', { ctrlKey: true, shiftKey: true });
    const written = bridge.asked
      .filter(({ channel }) => channel === 'clipboard.write')
      .map(({ input }) => input);
    expect(written).toEqual([{ text: 'L50.0' }, { text: 'L50.0 Allergic urticaria' }]);
  });
});

describe('library states', () => {
  it('offers the two ways on when no line answers, and goes on after a restore', async () => {
    const problem = {
      code: 'library-truncated' as const,
      message: 'This file is shorter than its manifest says.',
      id: '9f31',
      line: 'icd10cm' as const,
      file: 'icd10cm-5d21.c2c',
    };
    window.case2code = fakeBridge({
      'library.status': () => ({ ...libraryStatus, state: 'damaged', lines: [], problems: [problem] }),
    });
    render(<App />);
    expect(await screen.findByRole('heading', { name: 'The library cannot be opened' })).toBeTruthy();
    expect(screen.getByText(problem.message)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Restore the starter set' }));
    const dialog = await screen.findByRole('alertdialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Restore' }));
    expect(await screen.findByRole('combobox')).toBeTruthy();
  });

  it('says in a bar that some lines did not open', async () => {
    const problem = {
      code: 'library-foreign' as const,
      message: 'x',
      id: '1',
      line: 'mpfs' as const,
      file: 'm',
    };
    await start({ 'library.status': () => ({ ...libraryStatus, problems: [problem] }) });
    expect(screen.getByRole('alert').textContent).toContain('Medicare Physician Fee Schedule');
  });
});

it('follows the menu and the settings of other windows', async () => {
  const { bridge } = await start();
  bridge.emit('menu.command', 'settings');
  expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy();
  bridge.emit('settings.changed', {
    theme: 'dark',
    density: 'dense',
    systems: [],
    learnPicks: true,
    updates: noUpdates,
  });
  await waitFor(() =>
    expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', density: 'dense' }),
  );
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /Dense/ }).checked).toBe(true);
});

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { fakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { libraryStatus } from '../../../test/fixtures/fake-library.ts';
import type { Dataset } from '../../../electron/contract/editions.ts';
import { App } from '../../app/app.tsx';
import { queryClient } from '../../app/query-client.ts';
import { forgetBooks } from './browse-store.ts';

beforeEach(() => {
  // jsdom lays nothing out: without a height the virtual rows would not be drawn.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener: () => {}, removeEventListener: () => {} }) as never;
  window.scrollTo = () => {};
  Element.prototype.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  forgetBooks();
  window.location.hash = '';
  vi.restoreAllMocks();
});

/** The library with an index, a table and the PCS tables beside its codes. */
function withBooks(...datasets: Dataset[]) {
  const [first, ...rest] = libraryStatus.lines;
  const [release] = first?.releases ?? [];
  if (!first || !release) throw new Error('the library of the fixtures is empty');
  const releases = [...first.releases, ...datasets.map((dataset) => ({ ...release, dataset }))];
  return { ...libraryStatus, lines: [{ ...first, releases }, ...rest] };
}

async function open(hash: string, ...datasets: Dataset[]): Promise<FakeBridge> {
  window.location.hash = hash;
  const bridge = fakeBridge({ 'library.status': () => withBooks(...datasets) });
  window.case2code = bridge;
  render(<App />);
  await screen.findByRole('navigation', { name: 'Books' });
  return bridge;
}

const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const selected = () => screen.getByRole('treeitem', { selected: true }).textContent;

describe('the index', () => {
  it('turns to what is typed, opens a level, goes to a code and tells how it was come by', async () => {
    await open('#/browse/index', 'icd10cm-index');
    const field = await screen.findByLabelText('Find in Alphabetic Index');
    await screen.findByRole('treeitem', { name: /^Asthma/ });
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: 'urt' } });
    await waitFor(() => expect(selected()).toMatch(/^Urticaria/));
    press('ArrowDown');
    expect(document.activeElement).toBe(screen.getByRole('tree'));
    press('ArrowRight');
    await screen.findByRole('treeitem', { name: /^allergic/ });
    press('ArrowRight');
    expect(selected()).toMatch(/^allergicL50\.0|^allergic L50\.0/);
    expect(screen.getByRole('complementary', { name: 'Selected entry' }).textContent).toContain(
      'Allergic urticaria',
    );
    press('Enter');
    expect(await screen.findByRole('heading', { level: 1, name: /^L50\.0/ })).toBeTruthy();
    expect(screen.getByText(/How this code was found/).parentElement?.textContent).toContain(
      'Index: Urticaria › allergic → L50.0 · Alphabetic Index FY2017',
    );
  });

  it('says how old the book is beside the codes', async () => {
    await open('#/browse/index', 'icd10cm-index');
    expect(await screen.findByText(/older than ICD-10-CM FY2026/)).toBeTruthy();
  });

  it('offers the candidates of a code that is gone, and opens nothing else', async () => {
    await open('#/browse/index?at=4&edition=Alphabetic%20Index%20FY2017', 'icd10cm-index');
    await waitFor(() => expect(selected()).toMatch(/^old/));
    screen.getByRole('tree').focus();
    press('Enter');
    const candidate = screen.getByRole('button', { name: 'Open L50.0' });
    expect(document.activeElement).toBe(candidate);
    expect(screen.queryByRole('button', { name: 'Open L50.7' })).toBeNull();
  });

  it('follows a see reference by Enter, and a letter goes to the field', async () => {
    await open('#/browse/index?at=1&edition=Alphabetic%20Index%20FY2017', 'icd10cm-index');
    await waitFor(() => expect(selected()).toMatch(/^Hives/));
    screen.getByRole('tree').focus();
    press('Enter');
    await waitFor(() => expect(selected()).toMatch(/^Urticaria/));
    press('d');
    expect(document.activeElement).toBe(screen.getByLabelText('Find in Alphabetic Index'));
  });

  it('copies the code of the selected entry', async () => {
    const bridge = await open('#/browse/index?at=3&edition=Alphabetic%20Index%20FY2017', 'icd10cm-index');
    await waitFor(() => expect(selected()).toMatch(/^allergic/));
    screen.getByRole('tree').focus();
    press('c', { ctrlKey: true });
    await waitFor(() =>
      expect(bridge.asked.at(-1)).toEqual({ channel: 'clipboard.write', input: { text: 'L50.0' } }),
    );
  });
});

describe('a table', () => {
  it('is moved in cell by cell; the strip says what the cell is', async () => {
    await open('#/browse/drugs', 'icd10cm-drugs');
    const grid = await screen.findByRole('grid', { name: 'Table of Drugs and Chemicals' });
    await screen.findByRole('rowheader', { name: 'Aspirin' });
    grid.focus();
    press('ArrowRight');
    press('ArrowRight');
    press('ArrowDown');
    const cell = screen.getByRole('gridcell', { selected: true });
    expect(cell.textContent).toBe('T39.012-');
    expect(grid.getAttribute('aria-activedescendant')).toBe(cell.id);
    const strip = screen.getByRole('complementary', { name: 'Selected cell' });
    await waitFor(() => expect(strip.textContent).toContain('Title of T39.012'));
    expect(strip.textContent).toContain('Poisoning, self-harm');
    press('End');
    expect(strip.textContent).toContain('The table prints no code here.');
  });
});

describe('the PCS builder', () => {
  it('takes a typed beginning and a choice, and goes one step back', async () => {
    const bridge = await open('#/browse/pcs', 'icd10pcs-tables');
    const field = await screen.findByRole<HTMLInputElement>('combobox', { name: /^Code/ });
    fireEvent.change(field, { target: { value: '0' } });
    await screen.findByRole('button', { name: /^0.*choose again$/ });
    press('ArrowDown');
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('System F');
    press('Enter');
    await waitFor(() => expect(field.value).toBe('0F'));
    fireEvent.click(screen.getByRole('button', { name: 'One step back' }));
    await waitFor(() => expect(field.value).toBe('0'));
    expect(bridge.asked.some(({ input }) => JSON.stringify(input).includes('"0F"'))).toBe(true);
  });
});

it('a book that is not held says which file brings it', async () => {
  await open('#/browse/neoplasms', 'icd10cm-index');
  expect(await screen.findByRole('heading', { level: 1, name: 'Neoplasm Table' })).toBeTruthy();
  expect(screen.getByText(/icd10cm_neoplasm_YYYY\.xml/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Import files…' })).toBeTruthy();
});

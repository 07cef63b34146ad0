import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draw } from '../../../test/fixtures/draw.tsx';
import { pageOf } from '../../../test/fixtures/fake-library.ts';
import { fakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import type { CodePage, System } from '../../../electron/contract/codes.ts';
import { CodePageView } from './CodePageView.tsx';
import { pageParts } from './sections.ts';

beforeEach(() => {
  window.case2code = fakeBridge();
});
afterEach(cleanup);

function page(system: System, code: string): CodePage {
  const found = pageOf({ system, code, date: '2025-12-01' });
  if (!found) throw new Error(`${code} is not among the fakes`);
  return found;
}
const part = (name: string) => screen.getByRole('region', { name });

describe('notes that apply', () => {
  it('say from where and of which edition, and that it was not in force', async () => {
    await draw(<CodePageView page={page('icd10cm', 'E11.9')} />);
    const notes = part('Notes that apply');
    expect(within(notes).getByRole('heading', { level: 3 }).textContent).toBe(
      'From E11 Type 2 diabetes mellitus',
    );
    expect(notes.textContent).toContain('Tabular List FY2021');
    expect(notes.textContent).toContain(
      'Not known for this date: the newest edition held ended 2021-03-31. Tabular List FY2021 says:',
    );
    expect(notes.textContent).toContain('icd10cm_tabular_2021.xml');
  });

  it('link every code that has a page, and mark what has become of a code in words', async () => {
    await draw(<CodePageView page={page('icd10cm', 'E11.9')} />);
    const notes = within(part('Notes that apply'));
    expect(notes.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '/code/icd10cm/E11',
      '/code/icd10cm/N18.3',
      '/code/icd10cm/E88.1',
    ]);
    expect(notes.getByText('Excludes1')).toBeTruthy();
    expect(notes.getByText(/^chronic kidney disease, stage 3/).textContent).toBe(
      'chronic kidney disease, stage 3 (N18.3 header)',
    );
    expect(notes.getByText(/^a code that went/).textContent).toContain('E88.1 ended 2025-09-30');
  });

  it('of a code that is newer than they are say so', async () => {
    await draw(<CodePageView page={page('icd10cm', 'E11.A')} />);
    expect(part('Notes that apply').textContent).toContain(
      'At E11.A itselfE11.A came after Tabular List FY2021: notes of its own are not held.',
    );
  });

  it('show the 7th characters and which one the code has', async () => {
    await draw(<CodePageView page={page('icd10cm', 'S72.001A')} />);
    const table = within(part('Notes that apply')).getByRole('table', { name: '7th characters' });
    const rows = within(table)
      .getAllByRole('row')
      .map((row) => row.textContent);
    expect(rows[0]).toBe('Ainitial encounter for closed fracture this code');
    expect(rows[3]).toBe('Ssequela');
  });

  it('are absent where there are none', async () => {
    await draw(<CodePageView page={page('icd10cm', 'I10')} />);
    expect(screen.queryByRole('region', { name: 'Notes that apply' })).toBeNull();
  });
});

describe('facts of several sources under one heading', () => {
  it('stand together, each with its edition and source', async () => {
    const shown = page('icd10cm', 'E11.9');
    await draw(<CodePageView page={shown} />);
    const guidelines = part('Guidelines');
    expect(screen.getAllByRole('heading', { name: 'Guidelines', level: 2 })).toHaveLength(1);
    expect(guidelines.textContent).toContain('Guidelines FY2026');
    expect(guidelines.textContent).toContain('ICD-10-CM-October-2025-Guidelines.txt');
    expect(guidelines.textContent).toContain('Starter set, plain language');
    const ids = pageParts(shown).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('notes');
  });

  it('of an edition that was not in force are marked before they are read', async () => {
    await draw(<CodePageView page={page('cpt', '0264T')} />);
    const edits = part('NCCI edits');
    const text = edits.textContent;
    expect(text).toContain(
      'Not known for this date: the newest edition held ended 2024-09-30. NCCI 2024 Q3 says:',
    );
    expect(text.indexOf('Not known')).toBeLessThan(text.indexOf('0263T'));
  });
});

it('codes below say what keeps them off a claim on the date', async () => {
  const shown = page('icd10cm', 'E11');
  const [first, second, ...rest] = shown.children;
  if (!first || !second) throw new Error('E11 has children');
  const children = [{ ...first, state: 'ended' as const }, { ...second, state: 'not-yet' as const }, ...rest];
  await draw(<CodePageView page={{ ...shown, children }} />);
  const links = within(part(`Codes under E11 — ${shown.childCount}`)).getAllByRole('link');
  expect(links[0]?.textContent).toMatch(/ended$/);
  expect(links[1]?.textContent).toMatch(/not yet$/);
  expect(links.some((link) => link.textContent.endsWith('header'))).toBe(true);
});

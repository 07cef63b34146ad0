import { describe, expect, it } from 'vitest';
import type { SearchRow } from '../../../electron/contract/search.ts';
import { listItems } from './list-items.ts';
import { listAction } from './list-keys.ts';
import { ownReason, rowName, stateWord } from './row-words.ts';

function row(code: string, changes: Partial<SearchRow> = {}): SearchRow {
  const title = `Title of ${code}`;
  return {
    system: 'icd10cm',
    code,
    title,
    marks: [],
    why: '',
    billable: true,
    state: 'billable',
    ended: null,
    more: 0,
    ...changes,
  };
}

const rows = [row('A01'), row('S72.001A', { more: 2 }), row('S72.001D')];
const family = new Map([['icd10cm:S72.001A', [row('S72.001B'), row('S72.001D')]]]);
const opened = new Set(['icd10cm:S72.001A']);

describe('listItems', () => {
  it('shows a family under its open fold, and a result only once', () => {
    const items = listItems(rows, opened, family);
    expect(items.map(({ row: { code }, parent, fold }) => [code, parent, fold])).toEqual([
      ['A01', null, 'none'],
      ['S72.001A', null, 'open'],
      ['S72.001B', 'icd10cm:S72.001A', 'none'],
      ['S72.001D', null, 'none'],
    ]);
  });

  it('keeps the fold closed, or open and empty until its family is here', () => {
    expect(listItems(rows, new Set(), family)).toHaveLength(3);
    expect(listItems(rows, opened, new Map())).toHaveLength(3);
  });
});

describe('listAction', () => {
  const items = listItems(rows, opened, family);
  const at = (selected: number, from: Parameters<typeof listAction>[1]['from'] = 'list') => ({
    items,
    selected,
    page: 2,
    from,
  });
  const key = (name: string, shiftKey = false) => ({
    key: name,
    shiftKey,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
  });
  const field = { caretAtEnd: true, moved: false };

  it('moves by one and by a page, and stops at the ends', () => {
    expect(listAction(key('ArrowDown'), at(0))).toEqual({ do: 'select', index: 1 });
    expect(listAction(key('ArrowUp'), at(0))).toEqual({ do: 'select', index: 0 });
    expect(listAction(key('PageDown'), at(0, field))).toEqual({ do: 'select', index: 2 });
    expect(listAction(key('PageDown'), at(3))).toEqual({ do: 'select', index: 3 });
  });

  it('leaves Home, End and shifted keys to the search field', () => {
    expect(listAction(key('Home'), at(2))).toEqual({ do: 'select', index: 0 });
    expect(listAction(key('End'), at(0))).toEqual({ do: 'select', index: 3 });
    expect(listAction(key('Home'), at(2, field))).toBeNull();
    expect(listAction(key('End'), at(2, field))).toBeNull();
    expect(listAction(key('ArrowDown', true), at(0, field))).toBeNull();
  });

  it('opens a fold with → and closes it with ←, also from inside', () => {
    const closed = { ...at(1), items: listItems(rows, new Set(), family) };
    expect(listAction(key('ArrowRight'), closed)).toEqual({
      do: 'fold',
      key: 'icd10cm:S72.001A',
      isOpen: true,
    });
    expect(listAction(key('ArrowLeft'), at(2))).toEqual({
      do: 'fold',
      key: 'icd10cm:S72.001A',
      isOpen: false,
    });
    expect(listAction(key('ArrowRight'), at(0))).toBeNull();
  });

  it('gives → and ← to the cursor while it has somewhere to go', () => {
    const closed = { ...at(1), items: listItems(rows, new Set(), family) };
    const from = { caretAtEnd: false, moved: true };
    expect(listAction(key('ArrowRight'), { ...closed, from })).toBeNull();
    expect(listAction(key('ArrowRight'), { ...closed, from: field })).toMatchObject({ isOpen: true });
    expect(listAction(key('ArrowLeft'), at(1, field))).toBeNull();
    expect(listAction(key('ArrowLeft'), at(1, { caretAtEnd: true, moved: true }))).toMatchObject({
      isOpen: false,
    });
  });

  it('does nothing in an empty list', () => {
    expect(listAction(key('Enter'), { ...at(-1), items: [] })).toBeNull();
  });
});

describe('row words', () => {
  it('names only what keeps a code off a claim', () => {
    expect(
      ['billable', 'valid', 'unknown-date'].map((state) =>
        stateWord({ state: state as 'valid', billable: true }),
      ),
    ).toEqual([null, null, null]);
    expect(stateWord({ state: 'header', billable: false })).toBe('header');
    expect(stateWord({ state: 'unknown-date', billable: false })).toBe('header');
  });

  it('leaves out a reason that can be seen anyway', () => {
    const readAs = [{ typed: 'htn', read: 'hypertension' }];
    const reason = (why: string) => ownReason({ why, code: 'E11.22' }, readAs);
    expect(reason('htn: hypertension')).toBe('');
    expect(reason('htn: hypertensive · kidney: renal')).toBe('htn: hypertensive · kidney: renal');
    expect(reason('begins with E11')).toBe('');
    expect(reason('begins with E12')).toBe('begins with E12');
  });

  it('says all a row shows', () => {
    const [item] = listItems(
      [row('S5550', { system: 'hcpcs', state: 'ended', ended: '2024-12-31', why: 'index: x', more: 1 })],
      new Set(),
      new Map(),
    );
    expect(item && rowName(item)).toBe(
      'S5550 Title of S5550, HCPCS Level II, ended 2024-12-31, index: x, 1 more like it, folded',
    );
  });
});

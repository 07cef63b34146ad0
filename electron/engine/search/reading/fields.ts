import type { System } from '../../../contract/codes.ts';
import type { Chapters } from '../../pages/chapters.ts';
import type { Condition } from './conditions.ts';
import type { Note } from './notes.ts';
import { afterAll } from './targets.ts';

/** What limits an answer whatever the words say. */
export interface Filters {
  /** Empty: as the request says. */
  systems: System[];
  /** Only codes that may be reported (true) or only headers; null for both. Systems without the flag pass. */
  billable: boolean | null;
  /** Where it is not empty, a code's key lies in one of these, both ends included. */
  within: { system: System; first: string; last: string }[];
}

export interface Fields {
  filters: Filters;
  /** What `mod:` asked for beside a code ("99213 mod:25"), upper case. */
  modifier: string | null;
  /** What cannot be understood is said, never passed over. */
  notes: Note[];
  conditions: Condition[];
  /** The text without its fields. */
  text: string;
}

const systemNames: ReadonlyMap<string, System> = new Map<string, System>([
  ['cm', 'icd10cm'],
  ['dx', 'icd10cm'],
  ['icd', 'icd10cm'],
  ['icd10', 'icd10cm'],
  ['icd10cm', 'icd10cm'],
  ['diagnosis', 'icd10cm'],
  ['pcs', 'icd10pcs'],
  ['px', 'icd10pcs'],
  ['icd10pcs', 'icd10pcs'],
  ['cpt', 'cpt'],
  ['cp', 'cpt'],
  ['hcpcs', 'hcpcs'],
  ['hc', 'hcpcs'],
  ['mod', 'modifier'],
  ['modifier', 'modifier'],
  ['modifiers', 'modifier'],
  ['pos', 'pos'],
]);

const yesNo: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['y', true],
  ['true', true],
  ['1', true],
  ['no', false],
  ['n', false],
  ['false', false],
  ['0', false],
]);

/** Most fields that are shown to be taken out again. */
const mostFields = 8;

const fieldPattern = /(?<=^|\s)(sys|system|billable|chapter|ch|mod|modifier):(\S*)/giu;

/** Takes the fields (`sys:`, `billable:`, `chapter:`, `mod:`) out of a query. A field still without value does nothing. */
export function cutFields(typed: string, chapters: Chapters): Fields {
  const fields: Fields = {
    filters: { systems: [], billable: null, within: [] },
    modifier: null,
    notes: [],
    conditions: [],
    text: '',
  };
  const kept: string[] = [];
  const rest = typed.replaceAll(fieldPattern, (all, name: string, value: string) => {
    const field = name.toLowerCase();
    const asked = value.toLowerCase();
    if (asked === '') return ' ';
    if (fields.conditions.length < mostFields) fields.conditions.push({ kind: 'field', typed: all });
    if (field.startsWith('mod')) kept.push(value);
    else if (field.startsWith('sys')) readSystems(asked, fields);
    else if (field === 'billable') readBillable(asked, fields);
    else readChapter(asked, chapters, fields);
    return ' ';
  });
  const [modifier] = kept;
  // Alone, "mod:" searches the modifiers; beside a code it is one more entry of the list.
  const alone = rest.trim() === '' || modifier === undefined || !/^[a-z0-9]{2}$/i.test(modifier);
  if (modifier !== undefined && alone) fields.filters.systems.push('modifier');
  else if (modifier !== undefined) fields.modifier = modifier.toUpperCase();
  fields.text = alone ? [rest, ...kept].join(' ') : rest;
  return fields;
}

function readSystems(asked: string, { filters, notes }: Fields): void {
  for (const name of asked.split(',')) {
    const system = systemNames.get(name);
    if (system === undefined)
      notes.push({ kind: 'field', text: `sys:${name} names no code system: cm, pcs, cpt, hcpcs, mod, pos.` });
    else if (!filters.systems.includes(system)) filters.systems.push(system);
  }
}

function readBillable(asked: string, { filters, notes }: Fields): void {
  const billable = yesNo.get(asked);
  if (billable === undefined) notes.push({ kind: 'field', text: `billable:${asked} is neither yes nor no.` });
  else filters.billable = billable;
}

function readChapter(asked: string, chapters: Chapters, { filters, notes }: Fields): void {
  const range = /^([a-z]\d[0-9a-z])(?:-([a-z]\d[0-9a-z]))?$/.exec(asked);
  const named = chapters.named(asked);
  if (named) {
    filters.within.push({ system: 'icd10cm', first: named.first, last: named.last + afterAll });
  } else if (range) {
    const [first = '', last = first] = [range[1], range[2]];
    filters.within.push({
      system: 'icd10cm',
      first: first.toUpperCase(),
      last: last.toUpperCase() + afterAll,
    });
  } else if (/^[0-9a-z]$/.test(asked)) {
    const first = asked.toUpperCase();
    const letter: System[] = ['icd10cm', 'hcpcs'];
    for (const system of /\d/.test(first) ? (['icd10pcs'] as const) : letter)
      filters.within.push({ system, first, last: first + afterAll });
  } else {
    notes.push({
      kind: 'field',
      text: `chapter:${asked} is no chapter: a number 1–22, a letter, a range such as E08-E13, or a word of its title.`,
    });
  }
}

import { displayCode } from '../../codeset/code-format.ts';
import type { NoteGroup } from '../../contract/codes.ts';
import { noteKinds } from '../../contract/codes.ts';
import type { Answering } from '../answering.ts';
import { firstDayOf } from '../candidates.ts';
import { NoteTexts } from './note-text.ts';
import { sourceOf } from './source.ts';
import type { Subject } from './subject.ts';
import { answeringFor } from './subject.ts';

type Place = NoteGroup['from'] & { id: string };

/**
 * Notes of the Tabular List that apply to an ICD-10-CM code: its own, then those of every wider code, its section
 * and its chapter. The 7th characters are those of the nearest place that defines some.
 */
export function notesOf(subject: Subject): NoteGroup[] {
  if (subject.stored.system !== 'icd10cm') return [];
  const speaks = answeringFor(subject, 'icd10cm-tabular');
  if (!speaks) return [];
  const { edition, notKnown } = speaks;
  const shared = { source: sourceOf([speaks.set], speaks.source), edition: edition.name, notKnown };
  const texts = new NoteTexts(subject.set, subject.date);
  const groups: NoteGroup[] = [];
  let defined = false;
  for (const { id, ...from } of placesOf(subject, speaks)) {
    const characters = defined ? [] : charactersAt(speaks, id);
    const notes = notesAt(speaks, id, from.level, texts, defined);
    if (characters.length > 0) defined = true;
    const remark = from.level === 'own' ? remarkOn(subject, speaks) : '';
    if (notes.length === 0 && characters.length === 0 && remark === '') continue;
    groups.push({ from, notes, characters, remark, ...shared });
  }
  return groups;
}

/** From the code outwards. A code of the Tabular List begins with the characters of those above it. */
function placesOf({ set, stored }: Subject, speaks: Answering): Place[] {
  const { key } = stored;
  const places: Place[] = [
    { id: key, level: 'own', label: displayCode('icd10cm', key), title: stored.title },
  ];
  for (let length = key.length - 1; length >= 3; length -= 1) {
    const id = key.slice(0, length);
    const title = set.codesByKey(id).find(({ system }) => system === 'icd10cm')?.title ?? '';
    places.push({ id, level: 'code', label: displayCode('icd10cm', id), title });
  }
  const parts = partsOf(speaks, key);
  for (const level of ['section', 'chapter'] as const) {
    for (const { id, title } of parts.filter((part) => part.level === level)) {
      places.push({ id, level, label: level === 'chapter' ? `Chapter ${id}` : id.replace('-', '–'), title });
    }
  }
  return places;
}

/** Chapter and sections of the Tabular List that a code lies in, with their titles. */
export function partsOf(
  { set, release }: Answering,
  key: string,
): { level: string; id: string; title: string }[] {
  const category = key.slice(0, 3);
  const first = { atMost: category };
  return set.facts.rows('tabularPart', { release, first, last: { atLeast: category } });
}

function charactersAt({ set, release }: Answering, at: string): NoteGroup['characters'] {
  return set.facts
    .rows('seventhCharacter', { release, at })
    .map(({ character, meaning }) => ({ character, meaning }));
}

/** @param defined 7th characters were defined nearer to the code: what is said of others does not apply */
function notesAt(
  { set, release }: Answering,
  at: string,
  level: Place['level'],
  texts: NoteTexts,
  defined: boolean,
): NoteGroup['notes'] {
  const rows = set.facts
    .rows('note', { release, at, level: level === 'own' ? 'code' : level })
    .filter(({ kind }) => !(defined && kind === 'sevenChrNote'))
    .toSorted((a, b) => a.ordinal - b.ordinal);
  const notes: NoteGroup['notes'] = [];
  for (const { kind: printed, text } of rows) {
    const kind = noteKinds.find((known) => known === printed) ?? 'notes';
    const items = notes.find((note) => note.kind === kind)?.items;
    if (items) items.push(texts.parts(text));
    else notes.push({ kind, items: [texts.parts(text)] });
  }
  return notes;
}

/** The Tabular List held is often older than the codes; of a code that came after it, it cannot speak. */
function remarkOn(subject: Subject, { edition }: Answering): string {
  const { set, stored, date } = subject;
  const came = firstDayOf(set, stored, date);
  if (came === null || came <= edition.begins) return '';
  const code = displayCode(stored.system, stored.key);
  return `${code} came after ${edition.name}: notes of its own are not held.`;
}

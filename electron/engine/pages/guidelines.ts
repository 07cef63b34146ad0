import type { CodeSet } from '../../codeset/reader.ts';
import type { Block, Section } from '../../contract/codes.ts';
import type { Answering } from '../answering.ts';
import { factSection } from './section.ts';
import type { Subject } from './subject.ts';
import { answeringFor } from './subject.ts';

interface Scope {
  first: string;
  last: string;
}

/** A section of the guidelines with the codes it speaks of; without its text, which is read when it is shown. */
interface Guideline {
  id: string;
  title: string;
  ordinal: number;
  scopes: readonly Scope[];
}

/** Most sections that a page shows; the nearest ones come first. */
const most = 24;

const read = new WeakMap<CodeSet, Map<number, Guideline[]>>();

/**
 * The sections of the official guidelines that govern an ICD-10-CM code or name it, the narrowest first, each under
 * its number and title.
 */
export function guidelinesOf(subject: Subject): Section[] {
  const { system, key } = subject.stored;
  const speaks = system === 'icd10cm' ? answeringFor(subject, 'icd10cm-guidelines') : undefined;
  if (!speaks) return [];
  const governing = guidelines(speaks)
    .flatMap((guideline) => {
      const narrowest = Math.min(...guideline.scopes.filter((scope) => covers(scope, key)).map(widthOf));
      return Number.isFinite(narrowest) ? [{ ...guideline, narrowest }] : [];
    })
    .toSorted((a, b) => a.narrowest - b.narrowest || a.ordinal - b.ordinal);
  const blocks = governing.flatMap(({ id, title }): Block[] => {
    const [row] = speaks.set.facts.rows('guideline', { release: speaks.release, id });
    // Headings without a text of their own have nothing to read.
    return row && row.text !== '' ? [{ type: 'fold', title: `${id} ${title}`, text: row.text }] : [];
  });
  const more = blocks.length - most;
  const rest: Block[] =
    more > 0 ? [{ type: 'text', text: `${more} more sections speak of wider ranges of codes.` }] : [];
  return factSection('guidelines', speaks, [...blocks.slice(0, most), ...rest]);
}

/** All sections of a release, each with the codes it speaks of. */
function guidelines({ set, release }: Answering): Guideline[] {
  const ofSet = read.get(set) ?? new Map<number, Guideline[]>();
  read.set(set, ofSet);
  const known = ofSet.get(release);
  if (known) return known;
  const scopes = new Map<string, Scope[]>();
  for (const { id, first, last } of set.facts.each('guidelineScope', { release })) {
    scopes.set(id, [...(scopes.get(id) ?? []), { first, last }]);
  }
  const rows = set.facts.rows('guideline', { release }).toSorted((a, b) => a.ordinal - b.ordinal);
  const found = new Map<string, Guideline>();
  for (const { id, parent, title, ordinal } of rows) {
    const around = found.get(parent ?? '')?.scopes ?? [];
    found.set(id, { id, title, ordinal, scopes: scopesOf(scopes.get(id) ?? [], around) });
  }
  const all = [...found.values()];
  ofSet.set(release, all);
  return all;
}

/**
 * A section speaks of what the section around it does, unless it names a part of that: then of the part alone. A whole
 * code of six characters or more is an example, and codes from elsewhere come on top.
 */
function scopesOf(named: readonly Scope[], around: readonly Scope[]): readonly Scope[] {
  const narrows = named.some(
    ({ first, last }) =>
      first.length < 6 && around.some((scope) => covers(scope, first) && covers(scope, last)),
  );
  return narrows ? named : [...around, ...named];
}

/** Both ends of a range stand for all codes under them. */
function covers({ first, last }: Scope, key: string): boolean {
  return first <= key && key.slice(0, last.length) <= last;
}

/** How much of the classification a range takes in: categories, and parts of one by the length of the code. */
function widthOf({ first, last }: Scope): number {
  const categories = placeOf(last) - placeOf(first);
  return categories === 0 ? 1 / Math.min(first.length, last.length) : categories;
}

function placeOf(code: string): number {
  return Number.parseInt(code.slice(0, 3), 36);
}

import { closedTitle } from '../../codeset/gate.ts';
import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import type { CodePage, CodeRef, System } from '../../contract/codes.ts';
import { verdictOf } from '../verdict.ts';
import type { Chapters } from './chapters.ts';
import { notesOf } from './notes.ts';
import { pathOf } from './path.ts';
import { sectionsOf } from './sections.ts';
import type { Subject } from './subject.ts';
import { asRef, subjectOf } from './subject.ts';

/** Most children sent with a page; the count says how many there are. */
const mostChildren = 200;

const cptNeedsLicence =
  'The official CPT descriptor belongs to the American Medical Association. It comes with your AMA data file or a licensed pack; neither is installed.';

/**
 * Everything the page of one code shows on a date of service, from all open files: the code itself from the file that
 * holds it, facts and texts about it from any. Undefined when no open file holds the code.
 */
export function buildPage(
  sets: readonly CodeSet[],
  chapters: Chapters,
  system: System,
  key: string,
  date: string,
): CodePage | undefined {
  const subject = subjectOf(sets, system, key, date);
  if (!subject) return undefined;
  const { set, stored, edition, state } = subject;
  const { plain, sections } = sectionsOf(subject);
  return {
    ...asRef(stored),
    title: state.title,
    edition,
    verdict: verdictOf(set, stored, date),
    official: officialOf(subject),
    plain,
    added: stored.added,
    ended: stored.ended,
    path: pathOf(subject, chapters),
    children: childrenOf(subject),
    childCount: set.childCount(stored.doc),
    previous: neighbour(subject, stored.doc - 1),
    next: neighbour(subject, stored.doc + 1),
    notes: notesOf(subject),
    sections,
    locked: [],
    view: 'free',
  };
}

function officialOf({ set, stored, state, source }: Subject): CodePage['official'] {
  if (state.title === closedTitle) return { state: 'needs-licence', text: closedTitle };
  return stored.system === 'cpt' && set.manifest.line === 'editorial'
    ? { state: 'needs-licence', text: cptNeedsLicence }
    : { state: 'held', text: state.title, source };
}

function childrenOf({ set, stored, date }: Subject): CodePage['children'] {
  return set.children(stored.doc, mostChildren).map((child) => ({
    ...asRef(child),
    billable: asFlag(child.billable),
    state: verdictOf(set, child, date).state,
  }));
}

function neighbour({ set, stored }: Subject, doc: number): CodeRef | null {
  const code: StoredCode | undefined = doc < 0 ? undefined : set.code(doc);
  return code?.system === stored.system ? asRef(code) : null;
}

function asFlag(billable: number | null): boolean | null {
  return billable === null ? null : billable === 1;
}

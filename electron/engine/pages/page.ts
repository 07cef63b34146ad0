import { displayCode } from '../../codeset/code-format.ts';
import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import { verdictOf } from '../verdict.ts';
import type { CodePage, CodeRef, Edition, System } from '../../contract/codes.ts';
import type { Chapters } from './chapters.ts';
import { sectionsOf } from './sections.ts';
import { sourceOf } from './source.ts';

/** Most children sent with a page; the count says how many there are. */
const mostChildren = 200;

const cptNeedsLicence =
  'The official CPT descriptor belongs to the American Medical Association. It comes with your AMA data file or a licensed pack; neither is installed.';

/**
 * Everything the page of one code shows, from all open files: the code itself from the file that holds it, texts
 * about it from any. Undefined when no open file holds the code.
 */
export function buildPage(
  sets: CodeSet[],
  chapters: Chapters,
  system: System,
  key: string,
  date: string,
): CodePage | undefined {
  const found = find(sets, system, key);
  if (!found) return undefined;
  const { set, stored } = found;
  const edition = editionOf(set);
  // The file that holds the code knows best where its text is from.
  const source = sourceOf([set, ...sets], set.sourceOf(stored));
  const { plain, sections } = sectionsOf(sets, set, stored);
  const ref = (code: StoredCode): CodeRef => ({
    system: code.system,
    code: displayCode(code.system, code.key),
    title: code.title,
  });
  const neighbour = (doc: number): CodeRef | null => {
    const code = doc < 0 ? undefined : set.code(doc);
    return code?.system === system ? ref(code) : null;
  };
  return {
    ...ref(stored),
    edition,
    verdict: verdictOf(set, stored, date),
    official:
      system === 'cpt' && set.manifest.line === 'editorial'
        ? { state: 'needs-licence', text: cptNeedsLicence }
        : { state: 'held', text: stored.title, source },
    plain,
    added: stored.added,
    ended: stored.ended,
    path: pathOf(set, chapters, stored),
    children: set
      .children(stored.doc, mostChildren)
      .map((child) => ({ ...ref(child), billable: asFlag(child.billable) })),
    childCount: set.childCount(stored.doc),
    previous: neighbour(stored.doc - 1),
    next: neighbour(stored.doc + 1),
    sections,
  };
}

function find(
  sets: CodeSet[],
  system: System,
  key: string,
): { set: CodeSet; stored: StoredCode } | undefined {
  for (const set of sets) {
    const stored = set.codesByKey(key).find((code) => code.system === system);
    if (stored) return { set, stored };
  }
  return undefined;
}

function editionOf(set: CodeSet): Edition {
  const edition = set.manifest.editions[0];
  if (!edition) throw new Error(`${set.name} names no edition`);
  return edition;
}

/** Chapter, then every wider code down to the parent. */
function pathOf(set: CodeSet, chapters: Chapters, stored: StoredCode): CodePage['path'] {
  const path: CodePage['path'] = [];
  let above = stored.parent === null ? undefined : set.code(stored.parent);
  // A parent always comes before its children; a file in which one does not must not lead round in a circle.
  let last = stored.doc;
  while (above && above.doc < last) {
    last = above.doc;
    const code = displayCode(above.system, above.key);
    path.unshift({ code, label: code, title: above.title });
    above = above.parent === null ? undefined : set.code(above.parent);
  }
  const chapter = stored.system === 'icd10cm' ? chapters.of(stored.key) : undefined;
  if (chapter) {
    const range = chapter.first === chapter.last ? chapter.first : `${chapter.first}–${chapter.last}`;
    path.unshift({ code: null, label: range, title: `Chapter ${chapter.number}: ${chapter.title}` });
  }
  return path;
}

function asFlag(billable: number | null): boolean | null {
  return billable === null ? null : billable === 1;
}

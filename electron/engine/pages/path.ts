import { displayCode } from '../../codeset/code-format.ts';
import type { CodePage } from '../../contract/codes.ts';
import type { Chapters } from './chapters.ts';
import { partsOf } from './notes.ts';
import type { Subject } from './subject.ts';
import { answeringFor } from './subject.ts';

/** Chapter, section where a Tabular List is held, then every wider code down to the parent. */
export function pathOf(subject: Subject, chapters: Chapters): CodePage['path'] {
  const { set, stored } = subject;
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
  if (stored.system !== 'icd10cm') return path;
  const chapter = chapters.of(stored.key);
  if (!chapter) return path;
  const range = chapter.first === chapter.last ? chapter.first : `${chapter.first}–${chapter.last}`;
  const top = { code: null, label: range, title: `Chapter ${chapter.number}: ${chapter.title}` };
  const sections = sectionsAbove(subject).filter(({ label }) => label !== range);
  return [top, ...sections, ...path];
}

function sectionsAbove(subject: Subject): CodePage['path'] {
  const tabular = answeringFor(subject, 'icd10cm-tabular');
  if (!tabular) return [];
  return partsOf(tabular, subject.stored.key)
    .filter(({ level }) => level === 'section')
    .map(({ id, title }) => ({ code: null, label: id.replace('-', '–'), title }));
}

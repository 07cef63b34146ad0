import type { CodePage, Line, System } from '../../../electron/contract/codes.ts';
import type { LineInfo } from '../../../electron/contract/library.ts';

const mark = 'CPT® is a registered trademark of the American Medical Association.';

/** Lines whose files hold CPT code numbers, with or without a text of the AMA's. */
const withCptNumbers: ReadonlySet<Line> = new Set(['cpt', 'ncci', 'mpfs', 'coverage', 'editorial']);

/**
 * Every notice that goes with what some lines hold, each once: the lines of their sources, the whole notices of their
 * files, and the mark's line where none of these says it. Those that claim a right come first.
 */
export function noticesOf(lines: readonly LineInfo[]): string[] {
  const said = [
    ...new Set([
      ...lines.flatMap(({ sources }) => sources.map(({ notice }) => notice)),
      ...lines.flatMap(({ notices }) => notices),
    ]),
  ];
  if (lines.some(({ line }) => withCptNumbers.has(line)) && !said.some(namesMark)) said.push(mark);
  return [...said.filter(claimsRights), ...said.filter((notice) => !claimsRights(notice))];
}

/** True for a notice that has to go wherever the text goes: whoever wrote it claims a right in it. */
export function claimsRights(notice: string): boolean {
  return (
    /©|\bcopyright\b|\ball rights reserved\b|\btrademark\b/i.test(notice) &&
    !/\bpublic domain\b|\bnot under copyright\b/i.test(notice)
  );
}

/** The mark's line is said once: a licensed set brings its own wording. */
function namesMark(notice: string): boolean {
  return /\bCPT\b.*\btrademark\b/i.test(notice);
}

/** The lines that codes of these systems may come from. */
export function linesOfSystems(systems: readonly System[], lines: readonly LineInfo[]): LineInfo[] {
  return lines.filter((line) => line.systems.some((system) => systems.includes(system)));
}

/** The lines whose texts and facts stand on a page, by the sources that its parts name. */
export function linesOfPage(page: CodePage, lines: readonly LineInfo[]): LineInfo[] {
  const sources = new Set(
    [
      page.official.state === 'held' ? page.official.source : null,
      page.plain?.source,
      ...page.notes.map(({ source }) => source),
      ...page.sections.map(({ source }) => source),
    ].flatMap((source) => (source ? [source.id] : [])),
  );
  return lines.filter(
    ({ line, sources: own }) => line === page.edition.line || own.some(({ id }) => sources.has(id)),
  );
}

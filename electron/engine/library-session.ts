import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CodeSet } from '../codeset/reader.ts';
import type { Changes, ChangesRequest } from '../contract/changes.ts';
import type { CodePage, Line, System } from '../contract/codes.ts';
import { lines, systems } from '../contract/codes.ts';
import type { LineInfo, LineProblem } from '../contract/library.ts';
import { AppError } from '../contract/errors.ts';
import type { SearchRequest, SearchResponse, SearchRow } from '../contract/search.ts';
import { codeKey } from '../codeset/code-format.ts';
import { Browse } from './browse/browse.ts';
import { changesOf, isComparable } from './changes.ts';
import { buildPage } from './pages/page.ts';
import type { Chapters } from './pages/chapters.ts';
import { asProblem } from './problem.ts';
import type { CodeKey, OpenReport, OpenRequest } from './rpc.ts';
import { readLexicon } from './search/reading/word-lists.ts';
import { Search } from './search/search.ts';

/** The open library: its files, the search over them and the pages made from them. */
export class LibrarySession {
  readonly report: OpenReport;
  readonly browse: Browse;
  readonly #sets: CodeSet[];
  readonly #search: Search;
  readonly #chapters: Chapters;

  private constructor(sets: CodeSet[], problems: LineProblem[], reference: string) {
    this.#sets = sets;
    const lexicon = readLexicon((name) => readReference(reference, name));
    this.#search = new Search(sets, lexicon);
    this.#chapters = lexicon.chapters;
    this.browse = new Browse(sets, this.#chapters);
    this.report = { lines: sets.map(infoOf), problems };
  }

  /** Opens every file it can; a bad one is reported and the others answer. */
  static async open(request: OpenRequest): Promise<LibrarySession> {
    const sets: CodeSet[] = [];
    const problems = [...request.problems];
    for (const { line, file, key } of request.files.toSorted((a, b) => order(a.line) - order(b.line))) {
      try {
        sets.push(await CodeSet.open(file, Buffer.from(key)));
      } catch (error) {
        problems.push({ ...asProblem(error), line, file: basename(file) });
      }
    }
    return new LibrarySession(sets, problems, request.reference);
  }

  search(request: SearchRequest): SearchResponse {
    return this.#search.search(request);
  }

  page({ system, code, date }: CodeKey): CodePage {
    const page = buildPage(this.#sets, this.#chapters, system, codeKey(code), date);
    if (page) return page;
    const starter = this.#sets.some(({ manifest }) => manifest.starter);
    throw new AppError(
      'not-found',
      `${code} is not in the code sets you hold. ${starter ? 'Some of them are the starter set, a selection: add a full code set in the library.' : 'Check the spelling, or look in the library which editions are installed.'}`,
    );
  }

  /** What a list calls a code; undefined where no file holds it. */
  titleOf(system: System, code: string): string | undefined {
    for (const set of this.#sets) {
      const found = set.codesByKey(codeKey(code)).find((one) => one.system === system);
      if (found) return found.title;
    }
    return undefined;
  }

  family({ system, code, date }: CodeKey): SearchRow[] {
    return this.#search.family(system, codeKey(code), date);
  }

  changes(request: ChangesRequest): Changes {
    return changesOf(this.#sets, request);
  }

  close(): void {
    for (const set of this.#sets) set.close();
  }
}

function order(line: Line): number {
  return lines.indexOf(line);
}

function infoOf(set: CodeSet): LineInfo {
  const { manifest, segment } = set;
  const { line, editions, releases, sources, notices, codes, size, starter } = manifest;
  const held = new Set(segment.system);
  return {
    line,
    editions,
    releases,
    comparable: isComparable(set),
    sources,
    notices,
    codes,
    systems: systems.filter((_system, place) => held.has(place)),
    bytes: size,
    starter,
  };
}

function readReference(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch (error) {
    throw new AppError(
      'internal',
      `${name} is missing from the program's folder. Install the program again.`,
      {
        cause: error,
      },
    );
  }
}

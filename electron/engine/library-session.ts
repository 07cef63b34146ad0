import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CodeSet } from '../codeset/reader.ts';
import type { Changes, ChangesRequest } from '../contract/changes.ts';
import type { CodePage, Line, Source, System } from '../contract/codes.ts';
import { lines, systems } from '../contract/codes.ts';
import type { LineInfo, LineProblem } from '../contract/library.ts';
import { AppError } from '../contract/errors.ts';
import type { SearchRequest, SearchResponse, SearchRow } from '../contract/search.ts';
import { codeKey } from '../codeset/code-format.ts';
import { Browse } from './browse/browse.ts';
import { changesOf, isComparable } from './changes.ts';
import type { GrantsInput } from '../licence/grants-input.ts';
import { nobody } from '../licence/grants-input.ts';
import { Grants } from './grants/grants.ts';
import { shownPage } from './grants/locked.ts';
import { buildPage } from './pages/page.ts';
import { asProblem } from './problem.ts';
import type { CodeKey, OpenReport, OpenRequest } from './rpc.ts';
import type { Lexicon } from './search/reading/lexicon.ts';
import type { Chosen } from '../userdata/pick-memory.ts';
import { readLexicon } from './search/reading/word-lists.ts';
import { Search } from './search/search.ts';

/**
 * The open library: its files, the search over them and the pages made from them. Whatever answers is given the files
 * as they are granted; the whole ones are read only to name what is closed.
 */
export class LibrarySession {
  readonly report: OpenReport;
  readonly #whole: readonly CodeSet[];
  readonly #lexicon: Lexicon;
  #grants: Grants;
  #sets: CodeSet[] = [];
  #search: Search;
  #browse: Browse;

  private constructor(whole: CodeSet[], problems: LineProblem[], reference: string, grants: GrantsInput) {
    this.#whole = whole;
    this.#lexicon = readLexicon((name) => readReference(reference, name));
    this.report = { lines: whole.map(infoOf), problems };
    this.#grants = new Grants(grants);
    this.#sets = grantedSets(whole, this.#grants);
    this.#search = new Search(this.#sets, this.#lexicon);
    this.#browse = new Browse(this.#sets, this.#lexicon.chapters);
  }

  /** Lets the same files answer under other grants. */
  grant(input: GrantsInput): void {
    this.#grants = new Grants(input);
    const sets = grantedSets(this.#whole, this.#grants);
    const isSame = sets.length === this.#sets.length && sets.every((set, at) => set === this.#sets[at]);
    if (isSame) return;
    this.#sets = sets;
    this.#search = new Search(sets, this.#lexicon);
    this.#browse = new Browse(sets, this.#lexicon.chapters);
  }

  get browse(): Browse {
    return this.#browse;
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
    return new LibrarySession(sets, problems, request.reference, request.grants ?? nobody);
  }

  /** @param chosen before for these words: see `Personal.chosenFor` */
  search(request: SearchRequest, chosen: readonly Chosen[] = []): SearchResponse {
    return this.#search.search(request, chosen);
  }

  page({ system, code, date }: CodeKey): CodePage {
    const make = (sets: readonly CodeSet[]) =>
      buildPage(sets, this.#lexicon.chapters, system, codeKey(code), date);
    const granted = make(this.#sets);
    if (granted) {
      // Only where something is closed does the whole page say more.
      const isAll = this.#sets.length === this.#whole.length && this.#sets.every((set) => set.isWhole);
      const whole = isAll ? granted : (make(this.#whole) ?? granted);
      return shownPage(granted, whole, this.#grants, (source) => lineOf(this.#whole, source));
    }
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
    for (const set of this.#whole) set.close();
  }
}

function order(line: Line): number {
  return lines.indexOf(line);
}

/**
 * The files as they are granted. Those whose codes have no name stand last, so that a name of ours comes first; those
 * that hold facts alone, all of them closed, do not stand at all: examples of ours take their place.
 */
function grantedSets(whole: readonly CodeSet[], grants: Grants): CodeSet[] {
  const sets = whole.map((set) => set.granted(grants.access));
  const open = sets.filter((set) => !set.isNameless && !set.isClosed);
  return [...open, ...sets.filter((set) => set.isNameless)];
}

function lineOf(sets: readonly CodeSet[], { id }: Source): Line {
  const set = sets.find(({ manifest }) => manifest.sources.some((source) => source.id === id));
  return set?.manifest.line ?? 'editorial';
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
    pack: manifest.pack ?? null,
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

import type { Below } from './below-header.ts';
import type { Candidate } from './best-candidates.ts';
import type { Slot } from './expand.ts';
import { ExactTitles } from './exact-titles.ts';
import { Explainer } from './explain.ts';
import type { Filtered, Filters } from './filters.ts';
import { Folder } from './fold.ts';
import type { Found } from './found.ts';
import type { MergedIndex } from './index.ts';
import type { Work } from './match.ts';
import { Matcher } from './match.ts';
import { Ranker } from './rank.ts';
import type { Said } from './said.ts';

/** Texts that are read for ranking; beyond this the order of the cheap score stands. */
const rankedTexts = 300;

/** What decides on the rows of a question besides its words. */
export interface Asked {
  filters: Filters;
  /** Phrases and exclusions. */
  said: Said;
  /** Date of service: see dates.ts. */
  day: number;
  limit: number;
  /** Codes chosen before for these words, by merged number, first what counts most. */
  chosen: readonly number[];
}

/** What one question in words is answered with. */
export interface WordsAnswer {
  rows: Found[];
  /** True where the first row satisfies every term that means something. */
  isWhole: boolean;
  work: Work;
}

/** Finds codes by words: matches, ranks, folds and explains. */
export class WordsFinder {
  readonly #index: MergedIndex;
  readonly #matcher: Matcher;
  readonly #ranker: Ranker;
  readonly #folder: Folder;
  readonly #titles: ExactTitles;
  readonly #explainer: Explainer;

  constructor(index: MergedIndex) {
    this.#index = index;
    this.#matcher = new Matcher(index);
    this.#ranker = new Ranker(index);
    this.#folder = new Folder(index, this.#ranker);
    this.#titles = new ExactTitles(index);
    this.#explainer = new Explainer(index);
  }

  /** Rows up to the limit, and behind them those of the codes that were chosen before. */
  find(slots: readonly Slot[], { filters, said, day, limit, chosen }: Asked): WordsAnswer {
    const alive = this.#index.aliveOn(day);
    const { best, named, work } = this.#matcher.match(slots, { filters, said, alive }, rankedTexts);
    const passes = (code: number): boolean =>
      alive[code] === 1 && filters.passes(this.#factsOf(code)) && (!said.asks || said.passes(code));
    const listed = this.#namedCodes(slots, passes);
    const rest = this.#ranker.rank(best, slots, named);
    const ranked = [
      ...(listed.length > 0 ? this.#titles.before(listed, rest, slots) : []),
      ...listed,
      ...rest,
    ];
    const { meant } = this.#ranker;
    const rows: Found[] = [];
    const byFamily = this.#byFamily(chosen.filter(passes));
    const awaited = new Set(byFamily.values());
    const folding = {
      meant: this.#ranker.meant,
      alive,
      chosen: byFamily,
      named: namedTogether(slots),
      passes,
    };
    for (const { code, more, by } of this.#folder.rows(ranked, folding)) {
      // A name may lead to a header, and the code below it say what the name does not.
      if (said.asks && !said.passes(code)) continue;
      const isAwaited = awaited.delete(code);
      if (rows.length >= limit && !isAwaited) {
        if (awaited.size === 0) break;
        continue;
      }
      const { set, base } = this.#index.shardOf(code);
      const stored = set.code(code - base);
      if (!stored) continue;
      const isTitled = by.exact === true && this.#titles.says(code, slots);
      const explanation = this.#explainer.explain(stored.title, code, by, slots, isTitled);
      rows.push({ set, stored, more, explanation });
    }
    return { rows, isWhole: ((ranked[0]?.slots ?? 0) & meant) === meant, work };
  }

  /** What the word lists name for all that was typed stands before what titles happen to say. */
  #namedCodes(slots: readonly Slot[], passes: (code: number) => boolean): Candidate[] {
    const [only, ...more] = slots.filter(({ term }) => term.denied?.named !== false);
    if (!only || more.length > 0) return [];
    return only.alternatives
      .flatMap(({ kind, codes = [] }) => (kind === 'target' && codes.length === 1 ? codes : []))
      .filter(passes)
      .map((code) => ({ code, slots: 1 << slots.indexOf(only), score: 1, exact: true }));
  }

  /** Of several codes of a family the first stands for it. */
  #byFamily(chosen: readonly number[]): ReadonlyMap<number, number> {
    return new Map(chosen.toReversed().map((code) => [this.#folder.familyOf(code), code]));
  }

  #factsOf(code: number): Filtered {
    const { system, billable, category } = this.#index.facts;
    return { system: system[code] ?? 0, billable: billable[code] ?? 0, category: category[code] ?? 0 };
  }

  /** The codes that one row would stand for, by merged number. */
  familyOf(code: number): number[] {
    return this.#folder.membersOf(this.#folder.familyOf(code));
  }
}

/** Codes that one term names as a piece of a file ("L02.41*"); the first of them is the header. */
function namedTogether(slots: readonly Slot[]): Below[] {
  return slots.flatMap(({ alternatives }) =>
    alternatives.flatMap(({ codes = [] }) => {
      const [from] = codes;
      const last = codes.at(-1);
      const isPiece =
        from !== undefined && last !== undefined && last - from === codes.length - 1 && last > from;
      return isPiece ? { header: from, from, reach: codes.length } : [];
    }),
  );
}

import { systems } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { CodeRow } from './rows.ts';

/** What releases say of a code; `releases` has a bit for each that says it, from the oldest (bit 0). */
export interface CodeState {
  releases: number;
  row: CodeRow;
}

/** A code of any release held. */
export interface MergedCode {
  /** As the newest release that holds it says. */
  row: CodeRow;
  /** All releases that hold it. */
  releases: number;
  /** Newest first; one where every release that holds the code says the same. */
  states: readonly CodeState[];
}

/** Bits of a mask; nobody claims by a code set of thirty editions ago. */
export const mostReleases = 30;

/**
 * Merges the releases of one code data set: each code once, with what differs between releases kept as states.
 * It does not matter in which order releases arrive, nor whether they come as files or out of a code set that
 * holds some of them already.
 */
export class CodeBook {
  readonly #releases: number;
  readonly #places = new Map<string, number>();
  readonly #states: CodeState[][] = [];
  /** Codes of each release, by their place, in the publisher's order. */
  readonly #orders: number[][];

  /** @param releases how many releases there will be, at most `mostReleases` */
  constructor(releases: number) {
    if (releases > mostReleases) {
      throw new AppError(
        'usage',
        `A library keeps at most ${mostReleases} editions of one code set. Build a new library from the newest ones.`,
      );
    }
    this.#releases = releases;
    this.#orders = Array.from({ length: releases }, () => []);
  }

  get codes(): number {
    return this.#states.length;
  }

  /**
   * Adds what some releases say of a code.
   * @throws AppError `source-damaged` when one of them names the code a second time
   */
  add(releases: number, row: CodeRow): void {
    const name = `${systems.indexOf(row.system)}${row.key}`;
    let place = this.#places.get(name);
    if (place === undefined) {
      place = this.#states.length;
      this.#places.set(name, place);
      this.#states.push([]);
    }
    const states = this.#states[place] ?? [];
    if (states.some((state) => (state.releases & releases) !== 0)) {
      throw new AppError(
        'source-damaged',
        `An edition names the code ${row.key} twice, so nothing was written. Check that the file is complete and unchanged.`,
      );
    }
    const same = states.find((state) => sameState(state.row, row));
    // The newest release says best which code is above.
    if (!same) states.push({ releases, row });
    else if (releases > same.releases)
      states.splice(states.indexOf(same), 1, { releases: same.releases | releases, row });
    else same.releases |= releases;
    for (let release = 0; release < this.#releases; release += 1) {
      if ((releases & (1 << release)) !== 0) this.#orders[release]?.push(place);
    }
  }

  /** All codes in the order of the newest release; a code that it lacks stands behind the one it used to follow. */
  *merged(): Generator<MergedCode> {
    for (const place of this.#order()) {
      const states = (this.#states[place] ?? []).toSorted((a, b) => b.releases - a.releases);
      const newest = states[0];
      if (!newest) continue;
      const releases = states.reduce((all, state) => all | state.releases, 0);
      yield { row: newest.row, releases, states };
    }
  }

  #order(): number[] {
    const end = this.#states.length;
    // `after[end]` is the first place.
    const after = new Int32Array(end + 1).fill(-1);
    const linked = new Uint8Array(end);
    for (const order of this.#orders.toReversed()) {
      let last = end;
      for (const place of order) {
        if (linked[place] === 0) {
          linked[place] = 1;
          after[place] = after[last] ?? -1;
          after[last] = place;
        }
        last = place;
      }
    }
    const order: number[] = [];
    for (let place = after[end] ?? -1; place >= 0; place = after[place] ?? -1) order.push(place);
    return order;
  }
}

/** The code above is left out: it follows from the codes held. */
function sameState(a: CodeRow, b: CodeRow): boolean {
  return (
    a.title === b.title &&
    a.short === b.short &&
    a.billable === b.billable &&
    a.added === b.added &&
    a.ended === b.ended &&
    sameDetail(a.detail, b.detail)
  );
}

function sameDetail(a: CodeRow['detail'], b: CodeRow['detail']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

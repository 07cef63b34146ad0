import type { Fact } from '../codeset/facts.ts';
import { factNames, factTables } from '../codeset/facts.ts';
import { textOf } from '../codeset/content.ts';
import type { Step } from './rows.ts';

/**
 * The steps that make one release of another, both as `factsOfRelease` gives them. Codes have an order of their own;
 * everything else comes by its key, so that two and a half million edit pairs pass through without being held.
 */
export function* stepsBetween(before: Iterable<Fact>, after: Iterable<Fact>): Generator<Step> {
  const [old, now] = [ahead(before), ahead(after)];
  yield* joined(codeSteps(codes(old), codes(now)), keyedSteps(old, now));
}

/** An iterator that shows what comes next. */
interface Ahead {
  next: Fact | undefined;
  take(): Fact | undefined;
}

function ahead(facts: Iterable<Fact>): Ahead {
  const iterator = facts[Symbol.iterator]();
  const pull = (): Fact | undefined => {
    const result: IteratorResult<Fact, undefined> = iterator.next();
    return result.value;
  };
  const one: Ahead = {
    next: pull(),
    take: () => {
      const taken = one.next;
      one.next = pull();
      return taken;
    },
  };
  return one;
}

function codes(from: Ahead): Fact[] {
  const all: Fact[] = [];
  while (from.next?.table === 'code') {
    const fact = from.take();
    if (fact) all.push(fact);
  }
  return all;
}

/** Keeps the longest run of codes that are unchanged and stand in one order in both. */
function* codeSteps(before: readonly Fact[], after: readonly Fact[]): Generator<Step> {
  const places = new Map(before.map((fact, place) => [textOf(fact), place]));
  const kept = longestRising(after.map((fact) => places.get(textOf(fact)) ?? -1));
  let at = 0;
  for (const [place, fact] of after.entries()) {
    const from = kept.get(place);
    if (from === undefined) {
      yield fact;
      continue;
    }
    if (from > at) yield { skip: from - at };
    yield { keep: 1 };
    at = from + 1;
  }
  if (at < before.length) yield { skip: before.length - at };
}

/** Places of a longest strictly rising sequence among the values that are not negative, with their values. */
function longestRising(values: readonly number[]): Map<number, number> {
  /** Of the rising sequences of each length, the place whose value is the least that one ends in. */
  const ends: number[] = [];
  const previous = new Int32Array(values.length).fill(-1);
  for (const [place, value] of values.entries()) {
    if (value < 0) continue;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[place] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = place;
  }
  const kept = new Map<number, number>();
  for (let place = ends.at(-1) ?? -1; place >= 0; place = previous[place] ?? -1) {
    kept.set(place, values[place] ?? 0);
  }
  return kept;
}

function* keyedSteps(old: Ahead, now: Ahead): Generator<Step> {
  while (old.next || now.next) {
    const order = old.next && now.next ? compareFacts(old.next, now.next) : old.next ? -1 : 1;
    if (order === 0 && old.next && now.next && textOf(old.next) === textOf(now.next)) {
      yield { keep: 1 };
      old.take();
      now.take();
      continue;
    }
    if (order <= 0) {
      yield { skip: 1 };
      old.take();
    }
    if (order >= 0) {
      const fact = now.take();
      if (fact) yield fact;
    }
  }
}

/** Joins neighbouring steps of one kind, and puts what is left out before what comes instead. */
function* joined(...parts: Iterable<Step>[]): Generator<Step> {
  let keep = 0;
  let skip = 0;
  for (const part of parts) {
    for (const step of part) {
      if ('keep' in step) {
        if (skip > 0) yield { skip };
        skip = 0;
        keep += step.keep;
        continue;
      }
      if (keep > 0) yield { keep };
      keep = 0;
      if ('skip' in step) skip += step.skip;
      else yield step;
    }
  }
  if (keep > 0) yield { keep };
  if (skip > 0) yield { skip };
}

const tableOrder: readonly string[] = ['code', 'text', 'editPair', ...factNames];

/** The order in which `factsOfRelease` gives facts: what it must agree with is SQLite's. */
function compareFacts(a: Fact, b: Fact): number {
  if (a.table !== b.table) return tableOrder.indexOf(a.table) - tableOrder.indexOf(b.table);
  for (const column of keyOf(a)) {
    const order = compareValues(Reflect.get(a.row, column), Reflect.get(b.row, column));
    if (order !== 0) return order;
  }
  return 0;
}

function keyOf({ table }: Fact): readonly string[] {
  if (table === 'code') return ['system', 'key'];
  if (table === 'text') return ['system', 'key', 'kind'];
  return table === 'editPair' ? ['column1', 'column2'] : factTables[table].key;
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === b) return 0;
  // SQLite compares the bytes of UTF-8; JavaScript's own order differs beyond the basic plane.
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

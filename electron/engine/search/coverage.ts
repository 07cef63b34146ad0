import type { Slot } from './expand.ts';

/** For every set of slots (bit per slot): what it is of the whole query. */
export interface Coverage {
  /** Share of the query's weight, 0–1; 0 where a text satisfies no slot but sides: a side alone is no answer. */
  shares: Float32Array;
  /** How many words of a text it spans. */
  spans: Uint8Array;
  /** Weight of the whole query. */
  total: number;
  /** Slots of words that mean something. */
  meant: number;
  /** Slots that order texts that satisfy another one and bring in none of their own. */
  weak: number;
}

export function coverageOf(slots: readonly Slot[]): Coverage {
  const total = slots.reduce((sum, slot) => sum + slot.weight, 0) || 1;
  const sums = new Float64Array(1 << slots.length);
  const spans = new Uint8Array(1 << slots.length);
  let weak = 0;
  let meant = 0;
  let finding = 0;
  for (const [place, slot] of slots.entries()) {
    const { words } = slot.term;
    const span = Math.max(words.length, slot.alternatives[0]?.words.length ?? 0);
    const bit = 1 << place;
    if (slot.weak) weak |= bit;
    if (slot.meant) meant |= bit;
    if (!slot.weak && slot.term.side !== true) finding |= bit;
    // Each set with this as its highest slot is a smaller set plus this slot.
    for (let rest = 0; rest < bit; rest += 1) {
      sums[bit + rest] = (sums[rest] ?? 0) + slot.weight / total;
      spans[bit + rest] = (spans[rest] ?? 0) + span;
    }
  }
  // A query of such slots alone has nothing else to go by.
  const all = (1 << slots.length) - 1;
  if (weak === all) weak = 0;
  if (finding === 0) finding = all;
  // Equal shares are equal in whatever order they were added up.
  const shares = Float32Array.from(sums, (sum, set) =>
    (set & finding) === 0 ? 0 : Math.round(sum * 1e6) / 1e6,
  );
  return { shares, spans, total, weak, meant };
}

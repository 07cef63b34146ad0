import type { Edition } from '../contract/codes.ts';
import type { Release } from '../contract/editions.ts';

/** What an edition says of a code; null where it does not hold the code. */
export interface CodeSpan {
  edition: Edition;
  state: SpanState | null;
}

export interface SpanState {
  title: string;
  short: string;
  billable: boolean | null;
  /** Further official fields as JSON; null where there are none. */
  detail: string | null;
}

/** The masks of a code and of its differing states, newest first. */
export interface CodeMasks {
  releases: number;
  states: readonly (SpanState & { releases: number })[];
}

/** What each release of the code's data set says, oldest first. */
export function spansOf(
  releases: readonly Release[],
  { releases: held, states }: CodeMasks,
  newest: SpanState,
): CodeSpan[] {
  return releases.map(({ edition }, place) => {
    const bit = 1 << place;
    if ((held & bit) === 0) return { edition, state: null };
    return { edition, state: states.find((state) => (state.releases & bit) !== 0) ?? newest };
  });
}

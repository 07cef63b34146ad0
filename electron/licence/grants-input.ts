import type { System } from '../contract/codes.ts';
import type { NoticeId } from '../contract/grants.ts';

/** `Source.licence` of pages of which each counts as a view. */
export const metered = 'METERED';

/** What the main process says may be seen: plain values that cross to the engine. */
export interface GrantsInput {
  /** Codes of entitlements that are open now. */
  entitlements: readonly string[];
  /** Null where pages are not counted: with a licence. */
  views: {
    /** Pages that count already (`viewOf`): opening them again costs nothing. */
    opened: readonly string[];
    left: number;
    /** True for a free account: then only a licence opens more. */
    isRegistered: boolean;
  } | null;
  /** Notices that were accepted, in the version shown now. */
  accepted: readonly NoticeId[];
}

/** Default deny: nobody, who has accepted nothing. */
export const nobody: GrantsInput = {
  entitlements: [],
  views: { opened: [], left: 0, isRegistered: false },
  accepted: [],
};

/** A page as views are counted: whatever its date. @param code as written on a claim form */
export function viewOf(system: System, code: string): string {
  return `${system} ${code}`;
}

import type { UpdateSettings, UpdateState } from '../../contract/updates.ts';

/** What a clinic's policy says of updates of code sets. */
export interface UpdatePolicy {
  /** Whether they may be looked for. */
  updates?: boolean | undefined;
  /** Address of the feed. */
  updateFeed?: string | undefined;
}

/** The settings as they hold: the user's, and over them the policy's. */
export function underPolicy(
  own: UpdateSettings,
  { updates, updateFeed }: UpdatePolicy,
): Pick<UpdateState, 'settings' | 'managed'> {
  return {
    settings: { ...own, enabled: updates ?? own.enabled, feed: updateFeed ?? own.feed },
    managed: [
      ...(updates === undefined ? [] : (['enabled'] as const)),
      ...(updateFeed === undefined ? [] : (['feed'] as const)),
    ],
  };
}

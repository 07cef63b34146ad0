import type { SettingsStore } from '../settings/store.ts';
import type { OpenAccount } from './account.ts';

/**
 * Applies once, at the first start, what a clinic's policy only suggests: the user may change it afterwards. What the
 * policy prescribes is not copied anywhere; it holds at every start as the policy then is.
 */
export async function applyProfile(
  { managed, custody }: Pick<OpenAccount, 'managed' | 'custody'>,
  settings: Pick<SettingsStore, 'set'>,
): Promise<void> {
  const { systems } = managed.policy;
  if (systems === undefined || custody.parts.held.get().profileApplied) return;
  await settings.set({ systems });
  await custody.keep({ profileApplied: true });
}

import type { Line } from '../../contract/codes.ts';
import { UpdateRounds } from './update-rounds.ts';
import type { UpdatesParts } from './updates.ts';
import { Updates } from './updates.ts';

export interface FollowParts extends UpdatesParts {
  /** Installs what is ready for these lines, as the user's own press would. */
  installFor: (lines: Line[]) => Promise<unknown>;
}

/** Updates and the rounds in which they are looked for, by the running program's clock. */
export function followUpdates(parts: FollowParts): {
  updates: Updates;
  rounds: UpdateRounds;
  /** Once at start, when it is known what is held: tidies up, tells what is known, and begins with the rounds. */
  begin: () => Promise<void>;
} {
  const updates = new Updates(parts);
  const settings = (): ReturnType<FollowParts['settings']>['settings'] => parts.settings().settings;
  const rounds = new UpdateRounds({
    settings,
    checked: async () => {
      const { checked } = await updates.state();
      return checked === null ? null : Date.parse(checked);
    },
    round: async (signal) => {
      const { offers } = await updates.check(signal);
      const ready = offers.flatMap((offer) =>
        offer.state === 'ready' && offer.waits === null ? [offer.line] : [],
      );
      // The user may have switched while the feed was asked.
      if (signal.aborted || !settings().enabled || settings().install !== 'automatic') return;
      if (ready.length > 0) await parts.installFor(ready);
    },
    now: Date.now,
    later: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => {
        clearTimeout(timer);
      };
    },
    random: Math.random,
  });
  const begin = async (): Promise<void> => {
    // A pack that cannot be deleted is in nobody's way; it is in the log.
    await updates.tidy().catch((error: unknown) => parts.asProblem(error));
    parts.onChange(await updates.state());
    await rounds.follow();
  };
  return { updates, rounds, begin };
}

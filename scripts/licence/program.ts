import { Command, CommanderError } from 'commander';
import { exit, sayError } from '../terminal/say.ts';
import { addKeyCommands } from './key-commands.ts';
import { addLicenceCommands } from './licence-commands.ts';
import type { Place } from './options.ts';
import { addRosterCommands } from './roster-commands.ts';

/**
 * Runs `licence` with the words of a command line.
 *
 * @returns its exit code; what went wrong is one sentence on standard error
 */
export async function runLicence(words: readonly string[], place: Place): Promise<number> {
  const program = new Command('licence')
    .description(
      'Makes key pairs, licences, machine files and rosters for a vendor who runs no licence server.',
    )
    .addHelpText('after', '\nExit codes: 0 done; 1 failed or refused; 2 wrong usage.')
    .exitOverride();
  addKeyCommands(program, place);
  addLicenceCommands(program, place);
  addRosterCommands(program, place);
  try {
    await program.parseAsync(words, { from: 'user' });
    return exit.done;
  } catch (error) {
    if (!(error instanceof CommanderError)) return sayError(error);
    return error.exitCode === 0 ? exit.done : exit.usage;
  }
}

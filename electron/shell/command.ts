import { app } from 'electron';
import { AppError } from '../contract/errors.ts';
import type { Command } from '../licence/activation/commands.ts';
import { exitCodes, readCommand } from '../licence/activation/commands.ts';

/** The command of a deployment tool, or null for an ordinary start; wrong usage ends the program here. */
export function commandOf(args: readonly string[]): Command | null {
  try {
    return readCommand(args);
  } catch (error) {
    process.stderr.write(`${error instanceof AppError ? error.message : 'Wrong usage.'}\n`);
    app.exit(exitCodes.usage);
    return null;
  }
}

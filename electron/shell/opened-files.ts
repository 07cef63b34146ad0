import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from 'electron';
import { z } from 'zod';

/** macOS names several files of one gesture one after the other. */
const oneGesture = 150;

/** What a second start hands to the first: its own arguments, which Electron would mix with Chromium's. */
const handedOverSchema = z.object({ paths: z.array(z.string()).max(2000) });

/** Where the program's own arguments begin on a command line. */
export interface CommandLine {
  argv: readonly string[];
  workingFolder: string;
  isPackaged: boolean;
  /** Unpackaged, the arguments before these belong to Electron: the project's folder or the bundle of main. */
  entries: readonly string[];
}

/** The files and folders that a command line names: arguments that are no switches, as absolute paths. */
export function pathsOf(commandLine: CommandLine): string[] {
  return ownArguments(commandLine).flatMap((argument) => pathOf(argument, commandLine.workingFolder) ?? []);
}

/** The arguments that are meant for this program. */
export function ownArguments({ argv, workingFolder, isPackaged, entries }: CommandLine): string[] {
  const at = isPackaged ? 0 : argv.findLastIndex((one) => entries.includes(resolve(workingFolder, one)));
  return at < 0 ? [] : argv.slice(at + 1);
}

function pathOf(argument: string, workingFolder: string): string | null {
  if (argument === '' || argument.startsWith('-')) return null;
  // A drive letter is no scheme.
  if (!/^[a-z][a-z\d+.-]+:/i.test(argument)) return resolve(workingFolder, argument);
  try {
    // File managers of Linux hand over addresses; any other address is not for here.
    return fileURLToPath(argument);
  } catch {
    return null;
  }
}

/** Collects the files that the program is opened with, from before it is ready on. */
export class OpenedFiles {
  #waiting: string[];
  #listener: ((paths: string[]) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param paths of this start's own command line */
  constructor(app: Pick<App, 'on'>, paths: string[]) {
    this.#waiting = paths;
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.#add([path]);
    });
    app.on('second-instance', (_event, _argv, _folder, handedOver) => {
      this.#add(handedOverSchema.safeParse(handedOver).data?.paths ?? []);
    });
  }

  /** Hears of every gesture once, those before this call included. */
  listen(listener: (paths: string[]) => void): void {
    this.#listener = listener;
    this.#tell();
  }

  #add(paths: readonly string[]): void {
    this.#waiting.push(...paths);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#tell();
    }, oneGesture);
  }

  #tell(): void {
    if (!this.#listener || this.#waiting.length === 0) return;
    this.#listener(this.#waiting.splice(0));
  }
}

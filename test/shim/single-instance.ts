import { mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SecondInstance {
  argv: string[];
  workingDirectory: string;
  additionalData: unknown;
}

/**
 * One instance for one data folder, as Electron has it: the first holds a lock file with its process id; a later one
 * leaves a note in a folder the first one watches. Files, because Electron's call answers synchronously.
 */
export class SingleInstance {
  #held: string | undefined;

  get held(): boolean {
    return this.#held !== undefined;
  }

  request(folder: string, additionalData: unknown, onSecond: (second: SecondInstance) => void): boolean {
    if (this.held) return true;
    const notes = join(folder, 'shim-second-instances');
    const lock = join(folder, 'shim-instance.lock');
    mkdirSync(notes, { recursive: true });
    if (!take(lock)) {
      const note: SecondInstance = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
      writeFileSync(join(notes, `${process.pid}.json`), JSON.stringify(note));
      return false;
    }
    this.#held = lock;
    for (const stale of readdirSync(notes)) rmSync(join(notes, stale));
    watch(notes, () => {
      for (const file of readdirSync(notes).filter((entry) => entry.endsWith('.json'))) {
        const note = readNote(join(notes, file));
        if (note) onSecond(note);
      }
    }).unref();
    return true;
  }

  release(): void {
    if (this.#held) rmSync(this.#held, { force: true });
    this.#held = undefined;
  }
}

function take(lock: string): boolean {
  for (const attempt of [1, 2]) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (attempt === 2 || alive(Number(readFileSync(lock, 'utf8')))) return false;
      unlinkSync(lock); // its holder was killed
    }
  }
  return false;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Undefined while the other instance is still writing it; the watch fires again. */
function readNote(file: string): SecondInstance | undefined {
  try {
    const note = JSON.parse(readFileSync(file, 'utf8')) as SecondInstance;
    rmSync(file);
    return note;
  } catch {
    return undefined;
  }
}

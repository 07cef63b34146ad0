import type { ListrDefaultRendererLogLevels } from 'listr2';
import { Listr, ListrLogger, ProcessOutput } from 'listr2';

/** One step of a long command, shown while it runs. */
export interface Step {
  title: string;
  /** `show` replaces the step's detail: how much is done (0–1) and a few words. */
  run: (show: (done: number, detail: string) => void) => Promise<void>;
}

/**
 * Runs steps one after the other and shows them on stderr: a moving list with bars in a terminal, else one plain
 * line when a step begins. Standard output stays free for the result. The first failure ends the run.
 */
export async function runSteps(steps: readonly Step[], quiet: boolean): Promise<void> {
  // listr2 falls back to printing on stdout unless that is a terminal too.
  if (!quiet && process.stdout.isTTY && process.stderr.isTTY) return inTerminal(steps);
  for (const { title, run } of steps) {
    if (!quiet) process.stderr.write(`${title}\n`);
    await run(() => {});
  }
}

async function inTerminal(steps: readonly Step[]): Promise<void> {
  const logger = new ListrLogger<ListrDefaultRendererLogLevels>({
    useIcons: true,
    processOutput: new ProcessOutput(process.stderr, process.stderr),
  });
  const tasks = steps.map(({ title, run }) => ({
    title,
    task: (_: unknown, task: { output: string }): Promise<void> =>
      run((done, detail) => {
        task.output = `${bar(done)} ${detail}`;
      }),
  }));
  await new Listr(tasks, {
    concurrent: false,
    // Its own handler would end the process before what was begun is taken back.
    registerSignalListeners: false,
    rendererOptions: { logger },
  }).run();
}

/** Thirty places, as full as `done` says. */
export function bar(done: number): string {
  const width = 30;
  const full = Math.round(Math.min(1, Math.max(0, done)) * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${String(Math.floor(done * 100)).padStart(3)} %`;
}

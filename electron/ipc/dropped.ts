import type { IpcMain } from 'electron';
import { z } from 'zod';
import { droppedName } from '../contract/names.ts';
import type { ServeOptions } from './serve.ts';
import { trusts } from './serve.ts';

/** Beyond these a drop is an accident; a folder counts once. */
const mostPaths = 2000;
const droppedSchema = z.array(z.string().min(1).max(32_768)).max(mostPaths);

/**
 * Takes the paths of dropped files from the preload script, which alone can tell them. Not one of the contract's
 * channels: the page cannot send here, so it cannot name a path.
 */
export function serveDropped(
  ipcMain: Pick<IpcMain, 'handle'>,
  onDrop: (paths: string[]) => void,
  options: Pick<ServeOptions, 'isTrusted' | 'log'>,
): void {
  ipcMain.handle(droppedName, (event, input: unknown) => {
    const paths = trusts(options, event) ? droppedSchema.safeParse(input).data : undefined;
    if (paths) onDrop(paths);
    else options.log('dropped files refused');
  });
}

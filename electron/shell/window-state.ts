import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { replaceFile } from '../codeset/atomic-file.ts';

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(900).max(20_000),
  height: z.number().int().min(600).max(20_000),
});
const stateSchema = z.object({ bounds: boundsSchema, maximized: z.boolean() });
export type Bounds = z.infer<typeof boundsSchema>;
export type WindowState = z.infer<typeof stateSchema>;

export const firstSize = { width: 1280, height: 800 };
export const leastSize = { minWidth: 900, minHeight: 600 };

/** Where the window was last time; undefined at first start or when the file is damaged. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

export async function writeWindowState(file: string, state: WindowState): Promise<void> {
  await replaceFile(file, `${JSON.stringify(state)}\n`, 0o600);
}

/**
 * True when enough of the window would lie on a display to be seen and dragged: a monitor may have gone since.
 */
export function isReachable(
  bounds: Bounds,
  displays: readonly { workArea: Bounds | Electron.Rectangle }[],
): boolean {
  return displays.some(({ workArea }) => {
    const width =
      Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
    const height =
      Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y);
    return width >= 200 && height >= 100 && bounds.y >= workArea.y - 10;
  });
}

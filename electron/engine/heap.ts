/**
 * V8's limits for the engine, in megabytes. What it keeps is in typed arrays and SQLite; of objects there are some
 * thirty megabytes. Left alone, V8 lets many times that of garbage lie before it looks, for the machine has the room.
 */
const limits = ['--max-semi-space-size=8', '--max-old-space-size=1024'] as const;

/** Arguments for a process of plain Node. */
export const heapOfNode: readonly string[] = limits;

/** Arguments for a process of Electron, which hands V8 only what stands behind this switch. */
export const heapOfElectron: readonly string[] = [`--js-flags=${limits.join(' ')}`];

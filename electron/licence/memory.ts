import { z } from 'zod';

const time = z.number().int().nonnegative();

/**
 * What the program remembers between starts to know that a clock was turned back, a roster replaced by an older one or
 * a licence taken off this computer. Kept protected, in two places.
 */
export const memorySchema = z.strictObject({
  /** The latest moment known to have been reached, in milliseconds since 1970. */
  lastSeen: time,
  /** Of every signed file seen, the latest issue. */
  newestSigned: time,
  /** Use of the program while its clock was turned back, in milliseconds, since `newestSigned`. */
  clockGraceUsed: time,
  /** How often the user said that a clock turned back is right, since `newestSigned`. */
  clockConfirmed: time,
  /** By licence: the highest serial of a roster. */
  rosters: z.record(z.string(), z.number().int()),
  /** By licence: when an older roster than that was first seen. */
  rosterBackSince: z.record(z.string(), time),
  /** By licence that was taken off this computer: machine files issued until then are void. */
  deactivated: z.record(z.string(), time),
  /** By licence that was revoked: files issued until then are suspended. Absent in what an older version wrote. */
  suspended: z.record(z.string(), time).default({}),
  /** Latest end that this computer's clock has passed, of any licence file, since `newestSigned`. */
  latestEnd: time.default(0),
});
export type Memory = z.infer<typeof memorySchema>;

export const freshMemory: Memory = {
  lastSeen: 0,
  newestSigned: 0,
  clockGraceUsed: 0,
  clockConfirmed: 0,
  rosters: {},
  rosterBackSince: {},
  deactivated: {},
  suspended: {},
  latestEnd: 0,
};

/** Remembers that a licence was taken off this computer. @param at latest issue of a file that is void now */
export function withDeactivated(memory: Memory, licence: string, at: number): Memory {
  return { ...memory, deactivated: { ...memory.deactivated, [licence]: at } };
}

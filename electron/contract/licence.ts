import { z } from 'zod';
import { dateSchema } from './codes.ts';

/** What a person of the suite may open: a guest 1 metered page, a registered user 5 more, a licensed user all. */
export const tiers = ['guest', 'registered', 'licensed'] as const;

export const validities = [
  'none',
  'active',
  'grace',
  'expired',
  'suspended',
  'wrong-machine',
  'wrong-user',
  'tampered',
] as const;
export type Validity = (typeof validities)[number];

export const licenceWarnings = [
  'clock-rolled-back',
  'renewal-due',
  'file-renewal-due',
  'roster-old',
  'roster-replaced',
  'too-many-people',
] as const;

/** Why a file was not taken. */
export const fileFaults = [
  'not-a-file',
  'too-large',
  'damaged',
  'unsupported-algorithm',
  'bad-signature',
  'key-not-in-force',
  'needs-key',
  'wrong-key',
  'issued-in-future',
  'deactivated',
] as const;
export type FileFault = (typeof fileFaults)[number];

/** What is to be said of a state: what it is, and what to do. */
const saying = { sentence: z.string(), next: z.string() };

export const licenceStateSchema = z.object({
  tier: z.enum(tiers),
  validity: z.enum(validities),
  ...saying,
  /** Name of the licence and of whom it is for, where the file says so. */
  name: z.string().nullable(),
  /** Keygen's id of the licence; support asks for it. */
  licence: z.string().nullable(),
  /** Day on which the licence ends; null where it has no end, or there is none. */
  expires: dateSchema.nullable(),
  /** Last day of the grace period that runs now. */
  graceEnds: dateSchema.nullable(),
  /** Codes of what is open now: none once it has ended. */
  entitlements: z.array(z.string()),
  /** Named people of the clinic's roster, and how many the licence has room for (null: as many as are named). */
  people: z.object({ named: z.number().int(), seats: z.number().int().nullable() }).nullable(),
  warnings: z.array(
    z.object({ kind: z.enum(licenceWarnings), days: z.number().int().nullable(), ...saying }),
  ),
  /** Files that were not taken, each with the reason. */
  refused: z.array(z.object({ file: z.string(), fault: z.enum(fileFaults), ...saying })),
});
export type LicenceState = z.infer<typeof licenceStateSchema>;

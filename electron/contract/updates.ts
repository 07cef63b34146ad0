import { z } from 'zod';
import { editionSchema, lineSchema } from './codes.ts';
import { problemSchema } from './errors.ts';
import { webAddressSchema } from './web-address.ts';

/** What a user, or a clinic's policy, decides about updates of code sets. Off, nothing is ever asked. */
export const updateSettingsSchema = z.strictObject({
  /** True lets the program look for updates by itself. */
  enabled: z.boolean().default(false),
  /** Address of the feed's folder. */
  feed: webAddressSchema.nullable().default(null),
  /** Hours from one look to the next: up to thirty days. */
  everyHours: z.number().int().min(1).max(720).default(24),
  /** Most that downloads take of the line, in kilobytes a second; null for no cap. */
  kilobytesPerSecond: z.number().int().min(16).max(1_000_000).nullable().default(null),
  /** `ask` offers what is there; `automatic` installs it as it comes. */
  install: z.enum(['ask', 'automatic']).default('ask'),
});
export type UpdateSettings = z.infer<typeof updateSettingsSchema>;
export const noUpdates: UpdateSettings = updateSettingsSchema.parse({});

/** Something newer than what a line holds. */
export const updateOfferSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ready'),
    line: lineSchema,
    /** Those that its codes will answer from, newest first. */
    editions: z.array(editionSchema).min(1),
    /** To be downloaded in all, and what of it is here already, in bytes. */
    bytes: z.number().int(),
    arrived: z.number().int(),
    /** True where only changes come. */
    isDelta: z.boolean(),
    /** Names of editions held that the result will not hold: the user's own imports, mostly. */
    drops: z.array(z.string()),
    /**
     * Why it is never installed by itself: the line is not held, its file does not open, its user went back from an
     * edition or removed it, or editions held would go; null where it may be.
     */
    waits: z.enum(['not-held', 'not-open', 'rolled-back', 'removed', 'drops']).nullable(),
  }),
  /** It needs a newer program. */
  z.object({
    state: z.literal('needs-app'),
    line: lineSchema,
    editions: z.array(editionSchema),
    minimumApp: z.string(),
  }),
  /** It needs a licence that this installation has not. */
  z.object({ state: z.literal('needs-licence'), line: lineSchema, editions: z.array(editionSchema) }),
]);
export type UpdateOffer = z.infer<typeof updateOfferSchema>;

export const updateStateSchema = z.object({
  /** As they hold now: what the user set, and over it what the clinic's policy says. */
  settings: updateSettingsSchema,
  /** Which of them the policy decides. */
  managed: z.array(z.enum(['enabled', 'feed'])),
  activity: z.enum(['none', 'checking', 'downloading', 'installing']),
  /** When the feed last answered, in UTC; null before it ever did. */
  checked: z.iso.datetime().nullable(),
  /** The list that the offers are from: the day it was made, and whether its publisher must have had newer ones since. */
  listed: z.object({ created: z.iso.date(), isOld: z.boolean() }).nullable(),
  offers: z.array(updateOfferSchema),
  /** What went wrong with the last look or the last installation; null where nothing did. */
  problem: problemSchema.nullable(),
});
export type UpdateState = z.infer<typeof updateStateSchema>;

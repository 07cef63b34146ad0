import { z } from 'zod';
import { codePageSchema, dateSchema, systemSchema } from './codes.ts';
import { jobSchema, libraryStatusSchema } from './library.ts';
import type { ChannelName, EventName } from './names.ts';
import { searchRequestSchema, searchResponseSchema, searchRowSchema } from './search.ts';
import { settingsPatchSchema, settingsSchema } from './settings.ts';

const nothing = z.null();
const codeKey = z.strictObject({
  system: systemSchema,
  code: z.string().min(1).max(16),
  date: dateSchema,
});

/** What the renderer may ask of the main process: one input and one output schema per channel. */
export const channels = {
  'app.info': {
    input: nothing,
    output: z.object({
      name: z.string(),
      version: z.string(),
      platform: z.enum(['win32', 'darwin', 'linux', 'other']),
      runtime: z.string(),
      licences: z.string(),
    }),
  },
  'library.status': { input: nothing, output: libraryStatusSchema },
  /** Puts the starter set back in place of every line that cannot be opened; opens what it wrote. */
  'library.restoreStarter': { input: nothing, output: libraryStatusSchema },
  /** Asks the user for a library folder made by `codeset build` and adopts its lines; null when they cancel. */
  'library.add': { input: nothing, output: libraryStatusSchema.nullable() },
  'library.cancel': { input: z.strictObject({ job: z.string().max(64) }), output: nothing },
  'search.query': { input: searchRequestSchema, output: searchResponseSchema },
  'code.page': { input: codeKey, output: codePageSchema },
  /** The codes a folded row stands for. */
  'code.family': { input: codeKey, output: z.array(searchRowSchema) },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.set': { input: settingsPatchSchema, output: settingsSchema },
  'clipboard.write': { input: z.strictObject({ text: z.string().min(1).max(4000) }), output: nothing },
} satisfies Record<ChannelName, { input: z.ZodType; output: z.ZodType }>;

export const menuCommands = [
  'search',
  'back',
  'forward',
  'about',
  'library',
  'settings',
  'shortcuts',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** What the main process tells the renderer without being asked. */
export const events = {
  'library.changed': libraryStatusSchema,
  'library.job': jobSchema,
  'settings.changed': settingsSchema,
  'menu.command': z.enum(menuCommands),
} satisfies Record<EventName, z.ZodType>;

export type Input<C extends ChannelName> = z.infer<(typeof channels)[C]['input']>;
export type Output<C extends ChannelName> = z.infer<(typeof channels)[C]['output']>;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;

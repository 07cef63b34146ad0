import { z } from 'zod';
import { systems, systemSchema } from './codes.ts';
import { updateSettingsSchema } from './updates.ts';

export const themes = ['system', 'light', 'dark'] as const;

/** What a user chooses and the program remembers. Every field has a default, so a lost file is no accident. */
export const settingsSchema = z.object({
  theme: z.enum(themes).default('system'),
  density: z.enum(['normal', 'dense']).default('normal'),
  /** Code systems that a search shows at first; empty means all. */
  systems: z.array(systemSchema).max(systems.length).default([]),
  /** Whether the rows opened for a query are remembered, and come up when it is asked again. */
  learnPicks: z.boolean().default(true),
  updates: updateSettingsSchema.prefault({}),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsPatchSchema = z
  .strictObject({
    theme: z.enum(themes).optional(),
    density: z.enum(['normal', 'dense']).optional(),
    systems: z.array(systemSchema).max(systems.length).optional(),
    learnPicks: z.boolean().optional(),
    /** Whole: what it does not say would be a guess. */
    updates: updateSettingsSchema.optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'a patch that changes nothing is a mistake');
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

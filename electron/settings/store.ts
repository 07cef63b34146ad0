import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { replaceFile } from '../codeset/atomic-file.ts';
import type { Endpoint } from '../licence/activation/endpoint.ts';
import { endpointSchema } from '../licence/activation/endpoint.ts';
import type { Settings, SettingsPatch } from '../contract/settings.ts';
import { settingsSchema } from '../contract/settings.ts';

/** The settings file: what the user chose, and what an administrator may set beside it. */
const fileSchema = settingsSchema.extend({
  /** Where program updates are looked for; nothing is looked for while this is null. */
  updateFeed: z
    .url({ protocol: /^https$/ })
    .nullable()
    .default(null),
  /** The server that licence keys are activated on; nothing connects for a licence while this is null. */
  activation: endpointSchema.nullable().default(null),
});
export type StoredSettings = z.infer<typeof fileSchema>;

/** Reads settings at start and writes every change at once. A damaged file gives the defaults, field by field. */
export class SettingsStore {
  readonly #file: string;
  readonly #onChange: (settings: Settings) => void;
  #stored: StoredSettings;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, stored: StoredSettings, onChange: (settings: Settings) => void) {
    this.#file = file;
    this.#stored = stored;
    this.#onChange = onChange;
  }

  static async load(file: string, onChange: (settings: Settings) => void): Promise<SettingsStore> {
    let json: unknown = {};
    try {
      json = JSON.parse(await readFile(file, 'utf8'));
    } catch {
      // None yet, or damaged: the defaults are always right.
    }
    return new SettingsStore(file, readFields(json), onChange);
  }

  get(): Settings {
    return settingsSchema.parse(this.#stored);
  }

  get updateFeed(): string | null {
    return this.#stored.updateFeed;
  }

  get activation(): Endpoint | null {
    return this.#stored.activation;
  }

  /** Applies at once; the returned promise settles when the file is written. */
  async set({ theme, density, systems, learnPicks, updates }: SettingsPatch): Promise<Settings> {
    this.#stored = {
      ...this.#stored,
      theme: theme ?? this.#stored.theme,
      density: density ?? this.#stored.density,
      systems: systems ?? this.#stored.systems,
      learnPicks: learnPicks ?? this.#stored.learnPicks,
      updates: updates ?? this.#stored.updates,
    };
    this.#onChange(this.get());
    const text = `${JSON.stringify(this.#stored, null, 2)}\n`;
    this.#writing = this.#writing.catch(() => {}).then(() => replaceFile(this.#file, text, 0o600));
    await this.#writing;
    return this.get();
  }
}

/** Keeps every field that is valid and gives the others their defaults. */
function readFields(json: unknown): StoredSettings {
  const fields = z.record(z.string(), z.unknown()).safeParse(json).data ?? {};
  const valid = Object.entries(fields).filter(
    ([name, value]) => fileSchema.partial().safeParse({ [name]: value }).success,
  );
  return fileSchema.parse(Object.fromEntries(valid));
}

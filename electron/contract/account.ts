import { z } from 'zod';
import { problemSchema } from './errors.ts';
import { licenceStateSchema } from './licence.ts';

/** One setting that an administrator made, as it is shown under "managed by your organization". */
export const managedSettingSchema = z.object({
  field: z.string(),
  name: z.string(),
  value: z.string(),
  /** Where it was set: a file, or the registry. */
  from: z.string(),
});
export type ManagedSetting = z.infer<typeof managedSettingSchema>;

/** Everything the account screen shows. */
export const accountSchema = z.object({
  licence: licenceStateSchema,
  /** True where the user may say that a clock turned back is right now. */
  mayConfirmClock: z.boolean(),
  /** The server that keys are activated on; null where none is configured, and nothing ever connects. */
  online: z.object({ host: z.string(), mayRegister: z.boolean() }).nullable(),
  /** This computer as a request names it; null where the operating system gives it no id. */
  computer: z.object({ name: z.string(), fingerprint: z.string() }).nullable(),
  /** Account of the operating system, as a roster names it. */
  person: z.string(),
  /** Address that the user signed in with. */
  email: z.string().nullable(),
  /** The licence that can be taken off this computer; null for none, and for a clinic's. */
  removable: z.object({ isOnline: z.boolean() }).nullable(),
  /** False where this computer has no keyring: keys are then forgotten when the program ends. */
  keysKept: z.boolean(),
  /** True where the data folder was copied from another computer or account. */
  isForeign: z.boolean(),
  /** What an administrator set; null where nothing is managed. */
  managed: z
    .object({
      organization: z.string().nullable(),
      settings: z.array(managedSettingSchema),
      problems: z.array(z.object({ from: z.string(), field: z.string(), message: z.string() })),
    })
    .nullable(),
});
export type Account = z.infer<typeof accountSchema>;

const key = z.string().trim().min(1).max(8000);
const email = z.email().max(254);
const password = z.string().min(1).max(1000);

export const licenceKeySchema = z.strictObject({ key });
/** A licence, machine or roster file as text, and the key that opens it where the user has entered one. */
export const licenceTextSchema = z.strictObject({
  text: z.string().min(1).max(1_100_000),
  key: key.nullable(),
});
export const chooseLicenceSchema = z.strictObject({ key: key.nullable() });
export const signInSchema = z.strictObject({ email, password, isNew: z.boolean() });

/** What a request is for: a computer with a key, or a free account by an e-mail address. */
export const requestPurposeSchema = z.discriminatedUnion('purpose', [
  z.strictObject({ purpose: z.literal('activate'), key }),
  z.strictObject({ purpose: z.literal('register'), email }),
]);
export type RequestPurpose = z.infer<typeof requestPurposeSchema>;

/** A request made; its text goes into a file or a QR code. */
export const requestTextSchema = z.object({ text: z.string() });

/** What taking the licence off this computer left: the new state, and the request that tells the vendor. */
export const takenOffSchema = z.object({ account: accountSchema, request: z.string() });
export type TakenOff = z.infer<typeof takenOffSchema>;

/** Licence files were dropped on the window or opened with the program: how many were taken, and what was wrong. */
export const licenceDropSchema = z.object({ taken: z.number().int(), problems: z.array(problemSchema) });
export type LicenceDrop = z.infer<typeof licenceDropSchema>;

import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { endpointSchema } from './endpoint.ts';
import { freshMemory, memorySchema } from '../memory.ts';

/** What the program remembers of licences; protected, because keys open files and the memory must not be set back. */
export const heldSchema = z.strictObject({
  memory: memorySchema,
  /** Licence keys the user entered. Empty where there is no keyring to keep them in. */
  keys: z.array(z.string().min(1).max(8000)).max(20),
  /** Address that a server confirmed by signing in. */
  email: z.string().nullable(),
  /** The machine that was made on a server. */
  machine: z
    .strictObject({
      id: z.string(),
      /** The server and account where it was made: its key goes nowhere else. Null in what an older version wrote. */
      at: endpointSchema.pick({ address: true, account: true }).nullable().default(null),
      licence: z.string(),
      key: z.string(),
      /** Seconds between two pings; null where the server does not insist on them. */
      heartbeat: z.number().positive().nullable(),
    })
    .nullable(),
  /** Private half of the installation's Ed25519 pair (PKCS #8, base64): signs requests and receipts. */
  installKey: z.string(),
  /** True once the clinic's profile was applied. */
  profileApplied: z.boolean(),
});
export type Held = z.infer<typeof heldSchema>;

export function freshHeld(): Held {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    memory: freshMemory,
    keys: [],
    email: null,
    machine: null,
    installKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    profileApplied: false,
  };
}

export function installKeyOf({ installKey }: Held): KeyObject {
  return createPrivateKey({ key: Buffer.from(installKey, 'base64'), format: 'der', type: 'pkcs8' });
}

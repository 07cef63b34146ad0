import type { Endpoint } from './endpoint.ts';
import type { Machine } from './keygen.ts';
import { Keygen } from './keygen.ts';
import type { RefusalReason } from './refusals.ts';
import { ServiceError } from './service-error.ts';
import type { WebParts } from './web.ts';
import type { LicenceResource, MachineResource } from './wire.ts';

/** What an activation leaves behind. The key is a secret: it opens the machine file. */
export interface Activated {
  key: string;
  licenceId: string;
  machineId: string;
  /** Text of the machine file; verified by whoever installs it, not here. */
  file: string;
  /** Seconds between two pings that the server insists on; null where it does not. */
  heartbeat: number | null;
}

/** What a validation says of a key that is good but not yet active here. */
const awaitsMachine: ReadonlySet<RefusalReason> = new Set(['no-machine', 'heartbeat-dead']);

/** Validate → machine → check-out, with the names of these calls as Keygen prints them. */
export async function activateOnline(
  parts: WebParts,
  endpoint: Endpoint,
  { key, machine, signal }: { key: string; machine: Machine; signal?: AbortSignal },
): Promise<Activated> {
  const keygen = new Keygen(parts, endpoint, signal);
  const { licence, reason, code } = await keygen.validateKey(key, machine.fingerprint);
  if (reason !== null && !awaitsMachine.has(reason)) throw new ServiceError(reason, code);
  const active =
    reason === null
      ? await keygen.machine(key, machine.fingerprint)
      : await makeActive(keygen, key, licence, machine);
  const { heartbeatDuration, requireHeartbeat } = active.attributes;
  if (requireHeartbeat === true) await keygen.ping(key, active.id);
  return {
    key,
    licenceId: licence.id,
    machineId: active.id,
    file: await keygen.checkOut(key, active.id),
    heartbeat: requireHeartbeat === true ? (heartbeatDuration ?? null) : null,
  };
}

async function makeActive(
  keygen: Keygen,
  key: string,
  licence: LicenceResource,
  machine: Machine,
): Promise<MachineResource> {
  try {
    return await keygen.activate(key, licence.id, machine);
  } catch (error) {
    // Its first answer was lost, or it was activated before the data folder was: both are what was asked for.
    if (error instanceof ServiceError && error.reason === 'machine-known') {
      return keygen.machine(key, machine.fingerprint);
    }
    throw error;
  }
}

/** A newer file for a computer that is active: after a renewal, and before a file's own end. */
export function refreshOnline(
  parts: WebParts,
  endpoint: Endpoint,
  { key, machineId, signal }: { key: string; machineId: string; signal?: AbortSignal },
): Promise<string> {
  return new Keygen(parts, endpoint, signal).checkOut(key, machineId);
}

/**
 * Registers an e-mail address, or signs in with one that is registered, and gives the key of the user's licence: the
 * one they have, or a new one under the endpoint's open policy.
 *
 * @throws ServiceError `email-taken` (register), `sign-in-wrong` (sign in), `registration-closed` …
 */
export async function keyOfUser(
  parts: WebParts,
  endpoint: Endpoint,
  {
    email,
    password,
    isNew,
    signal,
  }: { email: string; password: string; isNew: boolean; signal?: AbortSignal },
): Promise<string> {
  const keygen = new Keygen(parts, endpoint, signal);
  if (isNew) await register(keygen, email, password);
  const token = await keygen.signIn(email, password);
  const own = await keygen.licences({ as: 'token', token });
  const [held] = own.toSorted((a, b) => rankOf(b, endpoint) - rankOf(a, endpoint));
  if (held) return held.attributes.key;
  const { registrationPolicy } = endpoint;
  if (registrationPolicy === undefined) throw new ServiceError('registration-closed');
  return (await keygen.createLicence(token, registrationPolicy)).attributes.key;
}

async function register(keygen: Keygen, email: string, password: string): Promise<void> {
  try {
    await keygen.createUser(email, password);
  } catch (error) {
    // The answer may have been lost after the account was made; then signing in with this password succeeds.
    if (!(error instanceof ServiceError && (error.reason === 'down' || error.reason === 'not-keygen')))
      throw error;
  }
}

/** A bought licence before the one that everybody gets, one that is good before one that is not. */
function rankOf(licence: LicenceResource, { registrationPolicy }: Endpoint): number {
  const isGood = !['EXPIRED', 'SUSPENDED', 'BANNED'].includes(licence.attributes.status ?? '');
  const isBought = licence.relationships?.policy?.data?.id !== registrationPolicy;
  return (isGood ? 2 : 0) + (isBought ? 1 : 0);
}

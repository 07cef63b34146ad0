import { createHash } from 'node:crypto';
import type { LicenceRecord } from './ledger.ts';

/** A file's own life: when it was issued, and for how many seconds it goes on (null: as long as the licence). */
export interface FileLife {
  now: Date;
  ttl: number | null;
}

/** The document of a licence file, as Keygen's check-out of a licence gives it. */
export function licenceDocument(record: LicenceRecord, life: FileLife): object {
  return { data: licenceResource(record), included: rest(record), meta: metaOf(life) };
}

/** The document of a machine file, as Keygen's check-out of a machine gives it. */
export function machineDocument(
  record: LicenceRecord,
  machine: LicenceRecord['machines'][number],
  life: FileLife,
): object {
  const { id, fingerprint, computer, platform } = machine;
  return {
    data: { id, type: 'machines', attributes: { fingerprint, name: computer, platform } },
    included: [licenceResource(record), ...rest(record)],
    meta: metaOf(life),
  };
}

export function rosterDocument({ id, rosterSerial, people }: LicenceRecord, now: Date): object {
  return { roster: { licence: id, serial: rosterSerial, people }, meta: { issued: now.toISOString() } };
}

function licenceResource(record: LicenceRecord): object {
  const { id, name, key, expiry, suspended, seats, mostMachines } = record;
  const { binding, graceDays, contentKeys } = record;
  return {
    id,
    type: 'licenses',
    attributes: {
      name,
      key,
      expiry,
      status: suspended ? 'SUSPENDED' : 'ACTIVE',
      suspended,
      maxUsers: seats,
      maxMachines: mostMachines,
      metadata: { binding, graceDays, contentKeys },
    },
  };
}

function rest({ id, entitlements, emails }: LicenceRecord): object[] {
  return [
    ...entitlements.map((code) => ({
      id: namedId(id, code),
      type: 'entitlements',
      attributes: { name: code, code },
    })),
    ...emails.map((email) => ({ id: namedId(id, email), type: 'users', attributes: { email } })),
  ];
}

function metaOf({ now, ttl }: FileLife): object {
  const expiry = ttl === null ? null : new Date(now.getTime() + ttl * 1000).toISOString();
  return { issued: now.toISOString(), expiry, ttl };
}

/** Resources of a file-based vendor have no id of their own; JSON:API wants one that stays. */
function namedId(licence: string, name: string): string {
  return createHash('sha256').update(`${licence} ${name}`).digest('hex').slice(0, 32);
}

import type { KeyObject } from 'node:crypto';
import { AppError } from '../../electron/contract/errors.ts';
import { names } from '../../electron/licence/roster.ts';
import type { NamedPerson } from '../../electron/licence/roster.ts';
import { rosterDocument } from './documents.ts';
import type { LicenceRecord } from './ledger.ts';
import { sealDocument } from './seal.ts';

/** Who is meant: by account, by e-mail address, or both. */
export interface Who {
  account: string | null;
  email: string | null;
}

/**
 * Names a person from a day on.
 *
 * @throws AppError `usage` where they are named already, `not-allowed` where the licence has no room
 */
export function addPerson(
  record: LicenceRecord,
  who: Who & { name: string | null },
  day: string,
): LicenceRecord {
  if (find(record, who)) throw new AppError('usage', `${said(who)} is named in the roster already.`);
  const named = record.people.filter(({ revoked }) => revoked === null).length;
  if (record.seats !== null && named >= record.seats) {
    throw new AppError(
      'not-allowed',
      `The licence of ${record.name} has room for ${record.seats} people, and as many are named. Revoke or reassign one, or renew it with more seats.`,
    );
  }
  return { ...record, people: [...record.people, { ...who, added: day, revoked: null }] };
}

/** @param day first day without @throws AppError `usage` where nobody of that name is in the roster */
export function revokePerson(record: LicenceRecord, who: Who, day: string): LicenceRecord {
  const person = find(record, who);
  if (!person) throw new AppError('usage', `${said(who)} is not named in the roster.`);
  return {
    ...record,
    people: record.people.map((one) => (one === person ? { ...one, revoked: day } : one)),
  };
}

/** Gives one person's place to another. */
export function reassign(
  record: LicenceRecord,
  from: Who,
  to: Who & { name: string | null },
  day: string,
): LicenceRecord {
  return addPerson(revokePerson(record, from, day), to, day);
}

/** The roster as a signed file, under the next serial: desks that have seen it take no older one. */
export function signRoster(
  record: LicenceRecord,
  privateKey: KeyObject,
  now: Date,
): { record: LicenceRecord; file: string } {
  const next = { ...record, rosterSerial: record.rosterSerial + 1 };
  return { record: next, file: sealDocument('roster', rosterDocument(next, now), privateKey, null) };
}

/** Named people by the day on which they were counted: what AMA and the vendor ask a clinic for. */
export function countOn({ people, seats }: LicenceRecord, day: string): object {
  const named = people.filter(({ added, revoked }) => added <= day && (revoked === null || revoked > day));
  return { day, named: named.length, seats, ever: people.length, people };
}

function find(record: LicenceRecord, { account, email }: Who): NamedPerson | undefined {
  return record.people.find((one) => one.revoked === null && names(one, { account: account ?? '', email }));
}

function said({ account, email }: Who): string {
  return account ?? email ?? 'Nobody';
}

import { z } from 'zod';
import type { Outcome } from './envelope.ts';
import { openEnvelope, openPayload, refuse } from './envelope.ts';
import { isInForce } from './vendor-keys.ts';
import type { TrustedKeys } from './vendor-keys.ts';

/** Who uses this computer: the account of the operating system, and the e-mail address they signed in with. */
export interface Person {
  /** `DOMAIN\user`, or `user` where there is no domain. */
  account: string;
  email: string | null;
}

const personSchema = z
  .strictObject({
    account: z.string().min(1).max(256).nullable(),
    email: z.email().max(254).nullable(),
    name: z.string().max(200).nullable(),
    added: z.iso.date(),
    /** First day without; null while named. */
    revoked: z.iso.date().nullable(),
  })
  .refine(({ account, email }) => account !== null || email !== null, 'names nobody');
export type NamedPerson = z.infer<typeof personSchema>;

/**
 * The named people of a clinic's licence: AMA counts individuals, not seats in use at once (FIELD: law of CPT). Signed
 * as a licence file is, over `roster/` + enc.
 */
export const rosterSchema = z.strictObject({
  roster: z.strictObject({
    licence: z.string().min(1).max(120),
    /** Goes up with every roster of the licence. */
    serial: z.number().int().positive(),
    people: z.array(personSchema).max(20_000),
  }),
  meta: z.strictObject({ issued: z.iso.datetime() }),
});
export interface Roster {
  licence: string;
  serial: number;
  people: NamedPerson[];
  issued: number;
}

export function openRoster(text: string, trusted: TrustedKeys, latest: number): Outcome<Roster> {
  const file = openEnvelope(text, trusted);
  if (!file.ok) return file;
  if (file.value.kind !== 'roster') return refuse('not-a-file');
  const payload = openPayload(file.value, []);
  if (!payload.ok) return payload;
  const parsed = rosterSchema.safeParse(payload.value);
  if (!parsed.success) return refuse('damaged');
  const issued = Date.parse(parsed.data.meta.issued);
  if (!isInForce(file.value.key, parsed.data.meta.issued.slice(0, 10))) return refuse('key-not-in-force');
  if (issued > latest) return refuse('issued-in-future');
  return { ok: true, value: { ...parsed.data.roster, issued } };
}

/** @param day `YYYY-MM-DD` */
export function namedOn(roster: Roster, day: string): NamedPerson[] {
  return roster.people.filter(({ revoked }) => revoked === null || revoked > day);
}

/** Windows compares accounts and domains without case, and e-mail addresses are compared so too. */
export function names({ account, email }: NamedPerson, person: Person): boolean {
  const same = (a: string | null, b: string | null) =>
    a !== null && b !== null && a.toLowerCase() === b.toLowerCase();
  return same(account, person.account) || same(email, person.email);
}

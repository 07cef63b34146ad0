import type { LicenceState, Validity } from '../contract/licence.ts';
import type { ObservedClock } from './clock.ts';
import { mayConfirm, mostAhead, observeClock, withEnds, withSigned } from './clock.ts';
import { unwrapContentKey } from './content-key.ts';
import type { LicenceDocument } from './document.ts';
import type { Refusal } from './envelope.ts';
import type { Memory } from './memory.ts';
import { openLicence } from './open-file.ts';
import type { Person, Roster } from './roster.ts';
import { namedOn, openRoster } from './roster.ts';
import { refusalWords, standingWords, tamperedWords, guestWords } from './sentences.ts';
import type { Standing } from './standing.ts';
import { dayOf, endsOf, standingOf } from './standing.ts';
import type { TrustedKeys } from './vendor-keys.ts';
import { warningsOf } from './warnings.ts';

/** Everything a licence's state follows from. */
export interface Evidence {
  /** Licence, machine and roster files, in any order; `name` is the file's, for messages. */
  files: readonly { name: string; text: string }[];
  /** Licence keys that the user entered, for encrypted files. */
  licenceKeys: readonly string[];
  trusted: TrustedKeys;
  fingerprint: string;
  person: Person;
  /** Milliseconds since 1970. */
  now: number;
  /** Milliseconds of a clock that only runs forward since this process last asked; 0 at its start. */
  elapsed: number;
  memory: Memory;
}

export interface Evaluation {
  state: LicenceState;
  /** True where the user may say that a clock turned back is right (`confirmClock`). */
  mayConfirmClock: boolean;
  /** Content keys of licensed packs that are open now, by key id. Secret. */
  contentKeys: Map<string, Buffer>;
  /** To be remembered for the next time. */
  memory: Memory;
}

interface Held {
  document: LicenceDocument;
  standing: Standing;
  roster: Roster | undefined;
}

/** The one function that says what is open: pure, and it never throws, whatever the files hold. */
export function evaluate(evidence: Evidence): Evaluation {
  const { files, trusted, fingerprint, person, now, memory } = evidence;
  const observed = observeClock(memory, now, evidence.elapsed);
  const given = { ...evidence, latest: observed.moment + mostAhead };
  const refused: { file: string; refusal: Refusal }[] = [];
  const documents: LicenceDocument[] = [];
  const rosters = new Map<string, Roster>();
  for (const { name, text } of files) {
    const isRoster = text.trimStart().startsWith('-----BEGIN ROSTER FILE-----');
    const opened = isRoster ? undefined : openLicence(text, given);
    const roster = isRoster ? openRoster(text, trusted, given.latest) : undefined;
    const outcome = opened ?? roster;
    if (outcome?.ok === false) refused.push({ file: name, refusal: outcome });
    else if (roster?.ok) keepNewest(rosters, roster.value);
    else if (opened?.ok) {
      const { id, issued, fingerprint: bound } = opened.value;
      const isVoid = bound === fingerprint && issued <= (memory.deactivated[id] ?? 0);
      if (isVoid) refused.push({ file: name, refusal: { ok: false, fault: 'deactivated' } });
      else documents.push(opened.value);
    }
  }
  const remembered = remember(observed, documents, rosters);
  const clock = { ...observed, mayConfirm: observed.isBack && mayConfirm(remembered, now) };
  const held = documents
    .map((opened): Held => {
      // A licence that was revoked stays so, also by the older files of it that lie here.
      const isRevoked = opened.issued <= (remembered.suspended[opened.id] ?? -1);
      const document = isRevoked ? { ...opened, suspended: true } : opened;
      const roster = rosters.get(document.id);
      const backSince = remembered.rosterBackSince[document.id] ?? null;
      const situation = { fingerprint, person, clock, now, roster: roster && { roster, backSince } };
      return { document, standing: standingOf(document, situation), roster };
    })
    .toSorted((a, b) => rank(a) - rank(b) || b.document.issued - a.document.issued);
  const usable = held.filter(isUsable);
  return {
    state: stateOf(held, usable, refused, clock),
    mayConfirmClock: clock.mayConfirm,
    contentKeys: keysOf(usable),
    memory: remembered,
  };
}

function keepNewest(rosters: Map<string, Roster>, roster: Roster): void {
  if (roster.serial > (rosters.get(roster.licence)?.serial ?? 0)) rosters.set(roster.licence, roster);
}

function remember(
  clock: ObservedClock,
  documents: readonly LicenceDocument[],
  rosters: ReadonlyMap<string, Roster>,
): Memory {
  const issues = [...documents, ...rosters.values()].map(({ issued }) => issued);
  const memory = withSigned(clock.memory, Math.max(0, ...issues));
  const serials = { ...memory.rosters };
  const backSince: Record<string, number> = {};
  for (const [licence, { serial }] of rosters) {
    const known = serials[licence] ?? 0;
    if (serial < known) backSince[licence] = memory.rosterBackSince[licence] ?? clock.moment;
    serials[licence] = Math.max(serial, known);
  }
  const suspended = { ...memory.suspended };
  for (const document of documents) {
    if (document.suspended) suspended[document.id] = Math.max(document.issued, suspended[document.id] ?? 0);
  }
  const ended = withEnds(memory, documents.flatMap(endsOf), clock);
  return { ...ended, rosters: serials, rosterBackSince: backSince, suspended };
}

function stateOf(
  held: readonly Held[],
  usable: readonly Held[],
  refused: readonly { file: string; refusal: Refusal }[],
  clock: ObservedClock,
): LicenceState {
  const best = held[0];
  const files = refused.map(({ file, refusal }) => ({
    file,
    fault: refusal.fault,
    ...refusalWords(refusal),
  }));
  const entitlements = [...new Set(usable.flatMap(({ document }) => newest(held, document.id)))].toSorted();
  const none = { name: null, licence: null, expires: null, graceEnds: null, entitlements, people: null };
  if (!best) {
    const validity = validityOfRefused(refused);
    const words = validity === 'tampered' ? tamperedWords : guestWords;
    return {
      tier: 'guest',
      validity,
      ...words,
      ...none,
      warnings: warningsOf(undefined, clock),
      refused: files,
    };
  }
  const { document, standing, roster } = best;
  const named = roster ? namedOn(roster, dayOf(clock.moment)).length : null;
  return {
    tier: usable.length > 0 ? (entitlements.length > 0 ? 'licensed' : 'registered') : tierWithout(standing),
    validity: standing.validity,
    ...standingWords(document, standing),
    name: document.name,
    licence: document.id,
    expires: document.expiry === null ? null : dayOf(document.expiry),
    graceEnds: standing.graceEnds === null ? null : dayOf(standing.graceEnds),
    entitlements,
    people: named === null ? null : { named, seats: document.seats },
    warnings: warningsOf({ document, standing, roster, named }, clock),
    refused: files,
  };
}

/** What a licence opens by the newest of its files: an older one must not bring back what was taken from it. */
function newest(held: readonly Held[], licence: string): string[] {
  const own = held.map(({ document }) => document).filter(({ id }) => id === licence);
  return own.reduce((a, b) => (b.issued > a.issued ? b : a)).entitlements;
}

/** Who had a licence that ended stays registered: the free account's pages are theirs. */
function tierWithout({ validity }: Standing): LicenceState['tier'] {
  return validity === 'expired' ? 'registered' : 'guest';
}

/** What a file says that the vendor did not write so. */
const forged: ReadonlySet<Refusal['fault']> = new Set(['bad-signature', 'damaged', 'key-not-in-force']);

function validityOfRefused(refused: readonly { refusal: Refusal }[]): Validity {
  const faults = refused.map(({ refusal }) => refusal.fault);
  if (faults.some((fault) => forged.has(fault))) return 'tampered';
  // A machine file is encrypted under the fingerprint: that of another computer does not open here.
  return refused.some(({ refusal }) => refusal.fault === 'wrong-key' && refusal.subject === 'machine')
    ? 'wrong-machine'
    : 'none';
}

function isUsable({ standing: { validity } }: Held): boolean {
  return validity === 'active' || validity === 'grace';
}

/** What opens most comes first; then what needs least to be put right. */
function rank({ document, standing }: Held): number {
  const order: Validity[] = ['active', 'grace', 'expired', 'suspended', 'wrong-user', 'wrong-machine'];
  return order.indexOf(standing.validity) + (document.entitlements.length > 0 ? 0 : 0.5);
}

function keysOf(usable: readonly Held[]): Map<string, Buffer> {
  const keys = new Map<string, Buffer>();
  for (const { document } of usable) {
    for (const wrapped of document.contentKeys) {
      try {
        keys.set(wrapped.kid, unwrapContentKey(document.key, wrapped));
      } catch {
        // One that does not open leaves its pack closed, which says so itself.
      }
    }
  }
  return keys;
}

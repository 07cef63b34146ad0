import type { KeyObject } from 'node:crypto';
import { randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '../../electron/contract/errors.ts';
import { wrapContentKey } from '../../electron/licence/content-key.ts';
import { licenceNamedIn, readReceipt } from '../../electron/licence/receipt.ts';
import type { LicenceRequest } from '../../electron/licence/request.ts';
import { licenceDocument, machineDocument } from './documents.ts';
import type { Ledger, LicenceRecord } from './ledger.ts';
import { sealDocument, signedKeyOf } from './seal.ts';

/** What signs, and when. */
export interface Signing {
  privateKey: KeyObject;
  now: Date;
}

export interface Terms {
  name: string;
  entitlements: string[];
  /** First moment after the licence; null without end. */
  expiry: string | null;
  binding: 'machine' | 'people';
  graceDays: number;
  seats: number | null;
  mostMachines: number | null;
  emails: string[];
  signedKey: boolean;
}

/** A new licence in the ledger. */
export async function issue(
  ledger: Ledger,
  terms: Terms,
  { privateKey, now }: Signing,
): Promise<LicenceRecord> {
  const { signedKey, ...kept } = terms;
  const id = randomUUID();
  const plainKey = Array.from({ length: 5 }, () => randomBytes(3).toString('hex').toUpperCase()).join('-');
  const record: LicenceRecord = {
    format: 'case2code licence record',
    version: 1,
    id,
    key: signedKey ? signedKeyOf(JSON.stringify({ licence: id, name: terms.name }), privateKey) : plainKey,
    created: now.toISOString(),
    suspended: false,
    contentKeys: [],
    machines: [],
    rosterSerial: 0,
    people: [],
    ...kept,
  };
  await ledger.save(record);
  return record;
}

/** A licence file with the licence as it is now. */
export function licenceFile(
  record: LicenceRecord,
  { privateKey, now }: Signing,
  { ttl, encrypted }: { ttl: number | null; encrypted: boolean },
): string {
  const document = licenceDocument(record, { now, ttl });
  return sealDocument('license', document, privateKey, encrypted ? record.key : null);
}

/**
 * Answers a request of a computer without a network: activates it and returns its machine file; null where the request
 * gave the licence back.
 *
 * @throws AppError `not-allowed` where the licence is suspended, ended, or has no computer left
 */
export async function answerRequest(
  ledger: Ledger,
  request: LicenceRequest,
  signing: Signing,
  { ttl }: { ttl: number | null },
): Promise<{ record: LicenceRecord; file: string | null }> {
  if (request.purpose === 'deactivate') return { record: await giveBack(ledger, request), file: null };
  const record =
    request.purpose === 'register'
      ? await freeLicence(ledger, request, signing)
      : await ledger.exact('key', request.licenceKey);
  if (!record)
    throw new AppError(
      'not-allowed',
      'The licence key of the request is none of this desk’s. No file was made.',
    );
  if (record.binding === 'people')
    throw refused(record, 'is for named people and not for computers: send its licence file and roster');
  const { privateKey, now } = signing;
  const moment = now.toISOString();
  if (record.suspended) throw refused(record, 'is suspended');
  if (record.expiry !== null && record.expiry < moment) throw refused(record, `ended on ${record.expiry}`);
  const active = record.machines.filter(({ deactivated }) => deactivated === null);
  const known = active.find(({ fingerprint }) => fingerprint === request.fingerprint);
  if (!known && record.mostMachines !== null && active.length >= record.mostMachines) {
    const names = active.map(({ computer }) => computer || 'unnamed').join(', ');
    throw refused(record, `is activated on as many computers as it has room for (${names})`);
  }
  const { fingerprint, computer, platform, installKey } = request;
  const machine = known ?? {
    id: randomUUID(),
    fingerprint,
    computer,
    platform,
    installKey,
    activated: moment,
    deactivated: null,
  };
  // A program installed anew has another key: its receipts count from now on.
  const current = { ...machine, installKey };
  const machines = [...record.machines.filter((one) => one !== known), current];
  const changed = { ...record, machines };
  await ledger.save(changed);
  const document = machineDocument(changed, current, { now, ttl });
  return {
    record: changed,
    file: sealDocument('machine', document, privateKey, record.key + fingerprint),
  };
}

/** The free account of an e-mail address: a licence without entitlements, made when it is first asked for. */
async function freeLicence(
  ledger: Ledger,
  { email }: LicenceRequest,
  signing: Signing,
): Promise<LicenceRecord> {
  if (email === null)
    throw new AppError('usage', 'The request asks for a free account and names no e-mail address.');
  const has = (record: LicenceRecord) => record.entitlements.length === 0 && record.emails.includes(email);
  const known = (await ledger.all()).find(has);
  return (
    known ??
    issue(
      ledger,
      {
        name: `Free account of ${email}`,
        entitlements: [],
        expiry: null,
        binding: 'machine',
        graceDays: 0,
        seats: null,
        mostMachines: null,
        emails: [email],
        signedKey: false,
      },
      signing,
    )
  );
}

/** @throws AppError `not-allowed` without the receipt of the installation that was activated */
async function giveBack(ledger: Ledger, { fingerprint, receipt }: LicenceRequest): Promise<LicenceRecord> {
  const record = await ledger.exact('id', licenceNamedIn(receipt ?? ''));
  if (!record) {
    throw new AppError(
      'not-allowed',
      'The receipt in the request names no licence of this desk. Nothing was changed.',
    );
  }
  const machine = record.machines.find((one) => one.fingerprint === fingerprint && one.deactivated === null);
  const proof = machine && readReceipt(receipt ?? '', Buffer.from(machine.installKey, 'base64'));
  if (!machine || proof?.licence !== record.id || proof.fingerprint !== fingerprint) {
    throw new AppError(
      'not-allowed',
      `The request does not prove that the licence of ${record.name} was taken off that computer: ${machine ? 'its receipt is not of the installation that was activated' : 'the computer is not activated'}. Nothing was changed.`,
    );
  }
  const machines = record.machines.map((one) => (one === machine ? { ...one, deactivated: proof.at } : one));
  const changed = { ...record, machines };
  await ledger.save(changed);
  return changed;
}

/** Puts a pack's content key into a licence; its next file carries it. */
export async function wrapInto(
  ledger: Ledger,
  record: LicenceRecord,
  pack: { pack: string; kid: string },
  contentKey: Uint8Array,
): Promise<LicenceRecord> {
  const others = record.contentKeys.filter(({ kid }) => kid !== pack.kid);
  const changed = { ...record, contentKeys: [...others, wrapContentKey(record.key, pack, contentKey)] };
  await ledger.save(changed);
  return changed;
}

function refused({ name, id }: LicenceRecord, why: string): AppError {
  return new AppError(
    'not-allowed',
    `The licence of ${name} (${id}) ${why}. No file was made. Renew it, take a computer off it, or give it room for more.`,
  );
}

import { createHash } from 'node:crypto';
import { readDocument } from '../../electron/licence/document.ts';
import { openEnvelope, openPayload } from '../../electron/licence/envelope.ts';
import { openRoster } from '../../electron/licence/roster.ts';
import { openSignedKey } from '../../electron/licence/signed-key.ts';
import { refusalWords } from '../../electron/licence/sentences.ts';
import type { Refusal } from '../../electron/licence/envelope.ts';
import type { TrustedKeys } from '../../electron/licence/vendor-keys.ts';

/** What `licence inspect` tells of a file or signed key. Licence key and content keys are told by a hash. */
export function inspectText(
  text: string,
  given: { trusted: TrustedKeys; licenceKey: string | null; fingerprint: string },
): { good: boolean; report: object } {
  const { trusted, licenceKey, fingerprint } = given;
  if (text.trim().startsWith('key/')) {
    const key = openSignedKey(text, trusted);
    return key.ok ? { good: true, report: { kind: 'key', data: key.value } } : refusedReport(key);
  }
  const file = openEnvelope(text, trusted);
  if (!file.ok) return refusedReport(file);
  const { kind, isEncrypted } = file.value;
  if (kind === 'roster') {
    const roster = openRoster(text, trusted, Infinity);
    return roster.ok ? { good: true, report: { kind, ...roster.value } } : refusedReport(roster);
  }
  const secrets = licenceKey === null ? [] : [licenceKey + (kind === 'machine' ? fingerprint : '')];
  const payload = openPayload(file.value, secrets);
  if (!payload.ok) return refusedReport(payload);
  const document = readDocument(kind, payload.value);
  if (!document) return refusedReport({ ok: false, fault: 'damaged' });
  const { key, contentKeys, issued, expiry, fileExpiry, ...rest } = document;
  const time = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString());
  return {
    good: true,
    report: {
      kind,
      isEncrypted,
      ...rest,
      issued: time(issued),
      expiry: time(expiry),
      fileExpiry: time(fileExpiry),
      keySha256: createHash('sha256').update(key).digest('hex'),
      contentKeys: contentKeys.map(({ pack, kid }) => ({ pack, kid })),
    },
  };
}

function refusedReport(refusal: Refusal): { good: boolean; report: object } {
  return { good: false, report: { fault: refusal.fault, ...refusalWords(refusal) } };
}

import type { LicenceDocument } from './document.ts';
import { readDocument } from './document.ts';
import type { Outcome } from './envelope.ts';
import { openEnvelope, openPayload, refuse } from './envelope.ts';
import { isInForce } from './vendor-keys.ts';
import type { TrustedKeys } from './vendor-keys.ts';

export interface OpenWith {
  trusted: TrustedKeys;
  /** Licence keys of this computer's user, for encrypted files. */
  licenceKeys: readonly string[];
  fingerprint: string;
  /** A file issued after this moment is refused: now, and what clocks may differ. */
  latest: number;
}

/** The licence in the text of a licence or machine file: signature first, then decryption, then what it says. */
export function openLicence(text: string, given: OpenWith): Outcome<LicenceDocument> {
  const file = openEnvelope(text, given.trusted);
  if (!file.ok) return file;
  const { kind, key } = file.value;
  if (kind === 'roster') return refuse('not-a-file');
  const secrets =
    kind === 'machine'
      ? given.licenceKeys.map((licenceKey) => licenceKey + given.fingerprint)
      : given.licenceKeys;
  const payload = openPayload(file.value, secrets);
  if (!payload.ok) return payload.fault === 'wrong-key' ? refuse('wrong-key', kind) : payload;
  const document = readDocument(kind, payload.value);
  if (!document) return refuse('damaged');
  if (!isInForce(key, new Date(document.issued).toISOString().slice(0, 10)))
    return refuse('key-not-in-force');
  if (document.issued > given.latest) return refuse('issued-in-future');
  return { ok: true, value: document };
}

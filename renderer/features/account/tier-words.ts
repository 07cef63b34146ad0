import type { Account } from '../../../electron/contract/account.ts';

/** The word for the header and the badge. */
export function tierWord({ tier }: Account['licence']): string {
  return { guest: 'Guest', registered: 'Registered', licensed: 'Licensed' }[tier];
}

/** What an entitlement opens, for those that this program knows. */
export function entitlementWord(code: string): string {
  const known: Record<string, string> = {
    PAGES: 'editorial pages',
    CPT: 'CPT descriptors',
    CPT_AI: 'CPT in the assistant',
    NCCI: 'NCCI edits',
    MPFS: 'fee schedule',
    CDT: 'dental codes',
  };
  return known[code] ?? code;
}

/** A fingerprint as people read it to each other: the first 16 digits, in fours. */
export function shortFingerprint(fingerprint: string): string {
  return (fingerprint.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}

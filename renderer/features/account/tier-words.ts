import type { Account } from '../../../electron/contract/account.ts';

/** The word for the header and the badge. */
export function tierWord({ tier }: Account['licence']): string {
  return { guest: 'Guest', registered: 'Registered', licensed: 'Licensed' }[tier];
}

/** What each tier opens; the numbers are the vendor's. */
export function tiersWords({ guest, registered }: { guest: number; registered: number }): string {
  const pages = (count: number) =>
    count === 0 ? 'no licensed page' : `${count} licensed ${count === 1 ? 'page' : 'pages'}`;
  return `A guest opens ${pages(guest)}, a free account ${registered} more, a licence all of them.`;
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

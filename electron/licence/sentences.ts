import type { FileFault } from '../contract/licence.ts';
import type { LicenceDocument } from './document.ts';
import type { Refusal } from './envelope.ts';
import type { Reason, Standing } from './standing.ts';
import { dayOf } from './standing.ts';

/** What is to be said: what it is, and what to do. */
interface Words {
  sentence: string;
  next: string;
}

export const guestWords: Words = {
  sentence: 'No licence is installed: this is a guest’s copy.',
  next: 'Register a free account, or activate a licence, under Account.',
};
export const tamperedWords: Words = {
  sentence:
    'A licence file here is not as the vendor signed it, so nothing is opened by it. Your own data is untouched.',
  next: 'Fetch the file again where it came from, and open it under Account.',
};

export function standingWords(document: LicenceDocument, standing: Standing): Words {
  const until = document.expiry === null ? '' : ` until ${dayOf(document.expiry)}`;
  const grace = standing.graceEnds === null ? '' : dayOf(standing.graceEnds);
  const goesOn = standing.validity === 'grace';
  const renew = 'Renew it with the vendor, then open the new licence file under Account.';
  const words: Record<Reason, Words> = {
    fine: {
      sentence:
        document.entitlements.length > 0 ? `Licensed${until}.` : `Registered: a free account${until}.`,
      next: '',
    },
    suspended: {
      sentence: 'The vendor has suspended this licence. Your own data stays readable.',
      next: 'Ask the vendor why; a new licence file opens everything again.',
    },
    'other-machine': {
      sentence: 'This licence file was made for another computer.',
      next: 'Activate this computer under Account, or move the licence from the other one.',
    },
    'not-activated': {
      sentence: 'This licence has not been activated on this computer.',
      next: 'Activate it under Account, with or without a network.',
    },
    'not-named': {
      sentence: 'This licence is for named people, and you are not among them.',
      next: 'Ask your administrator to add your account or e-mail address to the roster.',
    },
    revoked: {
      sentence: 'You are no longer among the people whom this licence names.',
      next: 'Ask your administrator if that is a mistake. Your own data stays readable.',
    },
    'no-roster': {
      sentence: 'This licence is for named people, and the list of them is not here.',
      next: 'Ask your administrator to put the roster file beside the licence file.',
    },
    'roster-back': {
      sentence: goesOn
        ? `Licensed for now: the list of people is older than one seen before. It counts until ${grace}.`
        : 'The list of people is older than one that this computer has seen, and no longer counts.',
      next: 'Ask your administrator to put the newest roster file back.',
    },
    'licence-ended': {
      sentence: goesOn
        ? `The licence ended on ${ended(document.expiry)}. Everything stays open until ${grace}.`
        : `The licence ended on ${ended(document.expiry)}. Your own data stays readable.`,
      next: renew,
    },
    'file-ended': {
      sentence: goesOn
        ? `This computer’s licence file ended on ${ended(document.fileExpiry)}. Everything stays open until ${grace}.`
        : `This computer’s licence file ended on ${ended(document.fileExpiry)}. Your own data stays readable.`,
      next: 'Connect once, or fetch a new file as you did the first one, under Account.',
    },
    'clock-back': {
      sentence: goesOn
        ? 'This computer’s clock was turned back. Everything stays open for now.'
        : 'This computer’s clock was turned back and has not been set right. Your own data stays readable.',
      next: 'Set the date and time of this computer, or confirm them under Account.',
    },
  };
  return words[standing.reason];
}

function ended(moment: number | null): string {
  return moment === null ? '' : dayOf(moment);
}

export function refusalWords({ fault, subject = '' }: Refusal): Words {
  const again = 'Fetch the file again where it came from, and open it under Account.';
  const words: Record<FileFault, Words> = {
    'not-a-file': { sentence: 'This is no licence, machine or roster file.', next: again },
    'too-large': { sentence: 'This file is far larger than any licence file.', next: again },
    damaged: { sentence: 'This file is damaged, or not in the form of a licence file.', next: again },
    'unsupported-algorithm': {
      sentence: `This file is signed or encrypted in a way that is not accepted: ${/^[\w+.-]+$/.test(subject) ? subject : 'unreadable'}.`,
      next: 'Ask the vendor for a file with base64+ed25519 or aes-256-gcm+ed25519.',
    },
    'bad-signature': {
      sentence: 'This file was changed, or not signed by a vendor whom this program knows.',
      next: `${again} A program older than the file may have to be updated first.`,
    },
    'key-not-in-force': {
      sentence: 'This file is signed with a key that was not in use on the day it says.',
      next: 'Ask the vendor for a new file.',
    },
    'needs-key': {
      sentence: 'This file is encrypted, and its licence key is not here.',
      next: 'Enter the licence key under Account, then open the file again.',
    },
    'wrong-key':
      subject === 'machine'
        ? {
            sentence: 'This file was made for another computer or another licence key.',
            next: 'Activate this computer under Account, or check the licence key.',
          }
        : {
            sentence: 'The licence key here does not open this file.',
            next: 'Check the licence key under Account.',
          },
    'issued-in-future': {
      sentence: 'This file was issued later than this computer’s clock shows.',
      next: 'Set the date and time of this computer, then open the file again.',
    },
    deactivated: {
      sentence: 'This licence was taken off this computer, which made this file void.',
      next: 'Activate the computer again to get a new file.',
    },
  };
  return words[fault];
}

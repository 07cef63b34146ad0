/**
 * Why an endpoint did not do what it was asked, as far as a user must act differently. The names of the codes are
 * Keygen's (API reference: "Errors" and "Validation codes"); several of them mean the same thing to a coder.
 */
export const refusalReasons = [
  'unknown-key',
  'suspended',
  'expired',
  'overdue',
  'banned',
  'no-machine',
  'too-many-machines',
  'too-many-users',
  'too-big-machine',
  'other-product',
  'other-user',
  'missing-entitlement',
  'machine-known',
  'machine-gone',
  'heartbeat-dead',
  'key-not-allowed',
  'sign-in-wrong',
  'sign-in-expired',
  'second-factor',
  'email-taken',
  'email-wrong',
  'password-wrong',
  'registration-closed',
  'endpoint-wrong',
  'endpoint-old',
  'endpoint-unpaid',
  'not-permitted',
  'busy',
  'down',
  'not-keygen',
  'replayed',
  'refused',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** What happened, what it means and what to do, in the words a coder reads. */
export const refusalWords: Record<RefusalReason, string> = {
  'unknown-key':
    'The activation server does not know this licence key. Check it against the message it came in: keys are often cut when they are copied.',
  suspended:
    'This licence is suspended, so it cannot be activated. Ask the vendor what is open on your account; nothing on this computer is lost.',
  expired: 'This licence has expired. Renew it with the vendor, then activate again with the same key.',
  overdue:
    'This licence has to be checked in with the vendor before it can be used again. Ask the vendor to check it in.',
  banned: 'The account this licence belongs to is closed. Ask the vendor.',
  'no-machine': 'This computer is not activated for the licence. Activate it again.',
  'too-many-machines':
    'This licence is active on as many computers as it allows. Deactivate it on one of them (Account → Move to another computer), or ask the vendor for more.',
  'too-many-users': 'This licence has as many users as it allows. Ask the vendor for more, or free one.',
  'too-big-machine':
    'This computer has more processors or memory than the licence allows. Ask the vendor for a licence that fits it.',
  'other-product': 'This key belongs to another product or edition. Enter the key for Case2Code Desktop.',
  'other-user': 'This licence belongs to another user. Sign in as that user, or use a key of your own.',
  'missing-entitlement':
    'This licence lacks something the server asks for. Ask the vendor which licence you need.',
  'machine-known': 'This computer is already activated for the licence.',
  'machine-gone':
    'The server no longer knows this computer: it was deactivated elsewhere. Activate it again if it should stay licensed.',
  'heartbeat-dead':
    'The server gave this computer up because it had not heard from it for too long. Activate it again.',
  'key-not-allowed':
    'The server does not let a licence key sign in by itself. The vendor has to allow licence-key authentication in the policy of this licence.',
  'sign-in-wrong':
    'The e-mail address or the password is not right. Try again, or register if you have no account.',
  'sign-in-expired': 'The sign-in has run out. Sign in again.',
  'second-factor':
    'This account asks for a second factor, which this program does not offer. Activate with the licence key instead.',
  'email-taken': 'There is an account with this e-mail address already. Sign in instead.',
  'email-wrong': 'The server does not accept this e-mail address. Check it for a typing mistake.',
  'password-wrong':
    'The server does not accept this password: it is too short or too simple. Choose a longer one.',
  'registration-closed':
    'The server does not let users register by themselves. Ask the vendor for a licence key or a licence file.',
  'endpoint-wrong':
    'The activation server does not know the account or product this program is set up for. Tell whoever set up the program: the address, account or product in its configuration is wrong.',
  'endpoint-old':
    'The activation server speaks an older version than this program. Tell whoever runs it; meanwhile activate by file.',
  'endpoint-unpaid':
    'The activation server has reached a limit of its own and takes no more activations. Tell the vendor; meanwhile activate by file.',
  'not-permitted': 'The activation server does not permit this with this licence. Ask the vendor.',
  busy: 'The activation server asks to wait. Try again in a few minutes; nothing has been changed here.',
  down: 'The activation server is out of order at the moment. Try again later, or activate by file; nothing has been changed here.',
  'not-keygen':
    'What answered is not an activation server, or something between it and this computer changes its answers (a proxy, a sign-in page of the network). Check the network, or activate by file.',
  replayed:
    'The answer was not made for this request: something between this computer and the server repeats old answers. Try another network, or activate by file.',
  refused: 'The activation server refused without saying why in a way this program knows. Ask the vendor.',
};

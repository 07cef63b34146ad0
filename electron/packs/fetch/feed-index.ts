import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { editionSchema, lineSchema } from '../../contract/codes.ts';
import { releaseSchema } from '../../contract/editions.ts';
import { AppError } from '../../contract/errors.ts';
import { keyIdOf, rawPublicKey, signBytes, verifyBytes } from '../../licence/signature.ts';
import type { TrustedKeys } from '../../licence/vendor-keys.ts';
import { publicKeyOf } from '../../licence/vendor-keys.ts';
import { versionSchema } from '../app-version.ts';

/**
 * `index.json` of an update feed: a folder of static files on any web server. It holds the list of packs as one string,
 * so that exactly those bytes are signed; a mirror can withhold the list, not change it.
 */
const envelopeSchema = z.strictObject({
  format: z.literal('case2code feed'),
  version: z.literal(1),
  /** `keyIdOf` the public key, and the Ed25519 signature over `signedText(list)`, base64. */
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  list: z.string(),
});

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const feedPackSchema = z
  .strictObject({
    id: z.string().min(1).max(120),
    line: lineSchema,
    kind: z.enum(['full', 'delta']),
    /** Content hash of the file that a delta starts from; null for a full pack. */
    base: hash.nullable(),
    /** Content hash of the file that installing it gives. */
    result: hash,
    /** Of the result, those that its codes answer from, newest first. */
    editions: z.array(editionSchema).min(1).max(50),
    /** Everything that the pack speaks of. */
    releases: z
      .array(releaseSchema.pick({ dataset: true, edition: true }))
      .min(1)
      .max(500),
    /** The pack's own: goes up with every pack that a vendor makes of a line. */
    serial: z.number().int().positive(),
    created: z.iso.date(),
    /** Id of the content key that a licence must hold; null for a public pack. */
    contentKeyId: z.string().max(120).nullable(),
    minimumApp: versionSchema,
    /** Of the pack as it is downloaded. */
    size: z.number().int().positive(),
    sha256: hash,
    /** Relative to `index.json`. */
    url: z
      .string()
      .max(500)
      .regex(/^(?!\/)(?!.*\.\.)[A-Za-z0-9._/-]+$/),
    /** Percentage of installations that are offered it. */
    staged: z.number().int().min(0).max(100),
  })
  .refine(
    ({ kind, base }) => (kind === 'delta') === (base !== null),
    'a delta names its base, a full pack none',
  );
export type FeedPack = z.infer<typeof feedPackSchema>;

export const feedListSchema = z.strictObject({
  /** Goes up with every list that is published: an older one is no answer. */
  serial: z.number().int().positive(),
  created: z.iso.date(),
  packs: z.array(feedPackSchema).max(5000),
});
export type FeedList = z.infer<typeof feedListSchema>;

/** Largest `index.json` that is read, in bytes: five thousand packs have about three million. */
export const largestIndex = 8 << 20;

/** The whole text of `index.json` for a list. */
export function sealIndex(list: FeedList, privateKey: KeyObject): string {
  const text = JSON.stringify(feedListSchema.parse(list));
  const envelope: z.infer<typeof envelopeSchema> = {
    format: 'case2code feed',
    version: 1,
    keyId: keyIdOf(rawPublicKey(privateKey)),
    signature: signBytes(signedText(text), privateKey).toString('base64'),
    list: text,
  };
  return `${JSON.stringify(envelope)}\n`;
}

/**
 * The list in `index.json`. Of what is in it only the day it was made is looked at before its signature is checked: it
 * says which keys may have signed it.
 *
 * @throws AppError `feed-damaged`, `feed-unknown-key`, `feed-signature`
 */
export function openIndex(text: string, trusted: TrustedKeys): FeedList {
  const envelope = envelopeSchema.safeParse(jsonOf(text));
  if (!envelope.success) throw damaged('It is no list of packs that this version reads.', envelope.error);
  const { keyId, signature, list } = envelope.data;
  const json = jsonOf(list);
  const made = z.object({ created: z.iso.date() }).safeParse(json);
  if (!made.success) throw damaged('Its list does not say when it was made.', made.error);
  const publicKey = publicKeyOf(trusted, keyId, made.data.created);
  if (publicKey === undefined) {
    throw new AppError(
      'feed-unknown-key',
      `The update feed is signed with a key that this program does not know (${keyId}). Nothing was downloaded. Check the feed's address; a program older than the feed may have to be updated first.`,
    );
  }
  if (!verifyBytes(signedText(list), Buffer.from(signature, 'base64'), publicKey)) {
    throw new AppError(
      'feed-signature',
      'The list of the update feed is not as its publisher signed it: it was changed on the way or on the server. Nothing was downloaded. Tell whoever runs the feed.',
    );
  }
  const parsed = feedListSchema.safeParse(json);
  if (!parsed.success) throw damaged('Its list is signed but not one that this version reads.', parsed.error);
  return parsed.data;
}

/** What is signed begins with its purpose, so that no signature over something else fits. */
function signedText(list: string): Buffer {
  return Buffer.from(`C2CFEED1\n${list}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(why: string, cause: unknown): AppError {
  return new AppError(
    'feed-damaged',
    `The update feed's index could not be read. ${why} Nothing was downloaded. Check the feed's address; if it is right, tell whoever runs the feed.`,
    { cause },
  );
}

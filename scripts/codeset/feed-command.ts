import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { AppError } from '../../electron/contract/errors.ts';
import {
  isInForce,
  trustedFor,
  vendorKeyListSchema,
  vendorKeys,
} from '../../electron/licence/vendor-keys.ts';
import type { VendorKey } from '../../electron/licence/vendor-keys.ts';
import { dayOf, passphraseOption, readPassphrase } from '../licence/options.ts';
import { openPrivateKey, readKeyFile } from '../licence/private-key.ts';
import { exitCodes } from './exit-codes.ts';
import { buildFeed, feedText } from './feed.ts';

interface FeedFlags {
  packs: string;
  out: string;
  key: string;
  passphraseFile?: string;
  trust?: string;
  staged: [id: string | null, percent: number][];
  json?: boolean;
}

/** How a subcommand runs and prints, the same for all of `codeset`. */
export interface Answering {
  answer: (json: boolean | undefined, run: () => Promise<number>) => Promise<void>;
  print: (json: boolean | undefined, object: object, text: string) => void;
}

/** `codeset feed build` */
export function addFeedCommand(program: Command, { answer, print }: Answering): void {
  program
    .command('feed')
    .description('Make an update feed: a folder of static files for any web server.')
    .exitOverride()
    .command('build')
    .description('Verify packs, copy them into a feed, and sign its list. The list before is taken up.')
    .requiredOption('--packs <folder>', 'folder of .c2cpack files')
    .requiredOption('--out <folder>', 'folder to publish; index.json in it is the list before')
    .requiredOption('--key <file>', 'private key of “licence keys create --use feed”')
    .addOption(passphraseOption())
    .option('--trust <file>', 'public keys that may have signed the packs, besides those of the program')
    .addOption(
      new Option(
        '--staged <percent>',
        'share of installations that are offered new packs (25), or one of them (ID=25); may be repeated',
      )
        .argParser(takeStaged)
        .default([], '100'),
    )
    .option('--json', 'print one JSON object')
    .exitOverride()
    .action((flags: FeedFlags) =>
      answer(flags.json, async () => {
        const built = await run(flags, new Date());
        print(flags.json, { ok: true, ...built }, feedText(built));
        return exitCodes.done;
      }),
    );
}

async function run(flags: FeedFlags, now: Date): ReturnType<typeof buildFeed> {
  const { packs, out, key: file, passphraseFile, trust, staged } = flags;
  const { public: own } = await readKeyFile(file);
  const created = dayOf(now);
  if (!own.uses.includes('feed') || !isInForce(own, created)) {
    throw new AppError('usage', `The key in ${file} may not sign a feed today.`);
  }
  const others = trust === undefined ? [] : await keysIn(trust);
  return buildFeed({
    packs,
    out,
    privateKey: await openPrivateKey(file, await readPassphrase(passphraseFile)),
    trusted: trustedFor('packs', [...vendorKeys(), ...others, own]),
    staged: new Map(staged.flatMap(([id, percent]) => (id === null ? [] : [[id, percent]]))),
    stagedNew: staged.findLast(([id]) => id === null)?.[1] ?? 100,
    created,
  });
}

/** @throws AppError `usage` */
async function keysIn(file: string): Promise<VendorKey[]> {
  try {
    return vendorKeyListSchema.parse(JSON.parse(await readFile(file, 'utf8'))).keys;
  } catch (error) {
    throw new AppError('usage', `${file} is no list of public keys.`, { cause: error });
  }
}

/** "25", or "icd10cm-2027=25" */
function takeStaged(given: string, before: FeedFlags['staged']): FeedFlags['staged'] {
  const [, id = null, digits = ''] = /^(?:([a-z0-9][a-z0-9._-]{0,119})=)?(\d{1,3})$/.exec(given) ?? [];
  if (digits === '' || Number(digits) > 100) {
    throw new InvalidArgumentError('a percentage from 0 to 100, with ID= before it for one pack');
  }
  return [...before, [id, Number(digits)]];
}

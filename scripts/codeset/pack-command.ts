import { statSync } from 'node:fs';
import { Command, Option } from 'commander';
import { lines } from '../../electron/contract/codes.ts';
import type { Line } from '../../electron/contract/codes.ts';
import { AppError } from '../../electron/contract/errors.ts';
import { signPack } from '../../electron/packs/assemble.ts';
import type { PackManifest } from '../../electron/packs/format.ts';
import { readHead, statedManifest } from '../../electron/packs/head.ts';
import { verifyPack } from '../../electron/packs/verify.ts';
import { calendarDate, wholeNumber } from '../licence/options.ts';
import { exitCodes } from './exit-codes.ts';
import type { KeyFlags, SigningFlags } from './pack-options.ts';
import { codeSetAt, contentKeyFrom, signingKey, trustedKeys } from './pack-options.ts';
import { packJson, packText } from './pack-summary.ts';
import type { PackBuildFlags } from './pack-work.ts';
import { packBuild, packDiff, packInstall } from './pack-work.ts';

type Json = { json?: boolean };

/** How `codeset` runs a subcommand and prints its result. */
export interface Terminal {
  answer: (json: boolean | undefined, run: () => Promise<number>) => Promise<void>;
  print: (json: boolean | undefined, object: object, text: string) => void;
}

/** `codeset pack …`: the vendor's side of packs, and a pack into a library of the terminal's. */
export function packCommand({ answer, print }: Terminal): Command {
  const pack = new Command('pack').description('Builds, signs, checks, compares and installs packs.');
  const show = (json: boolean | undefined, file: string, manifest: PackManifest): number => {
    const bytes = statSync(file).size;
    print(json, { ok: true, file, bytes, ...packJson(manifest) }, packText(file, bytes, manifest));
    return exitCodes.done;
  };

  withKey(
    withSigning(
      command(pack, 'build', 'Make a pack of one line; with --base, of what changed from another edition.'),
    ),
  )
    .requiredOption('--from <path>', 'library folder or code-set file')
    .addOption(new Option('--line <line>', 'which line of the library').choices(lines))
    .option('--base <path>', 'library or code-set file that a delta starts from')
    .requiredOption('--out <file>', 'pack to write')
    .requiredOption('--serial <number>', 'goes up with every pack of the line', wholeNumber)
    .option('--id <id>', 'name of the pack; made of its line, edition and serial when left out')
    .option('--created <date>', 'day on which it is signed; today when left out', calendarDate)
    .option(
      '--minimum-app <version>',
      'oldest version of the program that may install it; this one when left out',
    )
    .option('--key-file <file>', 'key of the code sets, where it does not lie beside them')
    .action((flags: PackBuildFlags & Json) =>
      answer(flags.json, async () => show(flags.json, flags.out, await packBuild(flags))),
    );

  withSigning(command(pack, 'sign', 'Sign a pack that was built without a key, or anew.'))
    .argument('<pack>')
    .option('--out <file>', 'pack to write; the same file when left out')
    .action((file: string, flags: SigningFlags & Json & { out?: string }) =>
      answer(flags.json, async () => {
        const key = await signingKey(flags);
        if (!key) throw new AppError('usage', 'Name the private key: --sign-key and --passphrase-file.');
        const out = flags.out ?? file;
        return show(flags.json, out, await signPack(file, out, key));
      }),
    );

  withKey(
    withTrust(command(pack, 'verify', 'Check signature, size, hash and, where its key is held, every row.')),
  )
    .argument('<pack>')
    .action((file: string, flags: KeyFlags & Json) =>
      answer(flags.json, async () => {
        const contentKey = await contentKeyFrom(flags);
        const { manifest, rowsRead } = await verifyPack(file, {
          trusted: await trustedKeys(flags),
          contentKeys: new Map(contentKey ? [[contentKey.id, contentKey.key]] : []),
        });
        const signedBy = manifest.keyId;
        const text = `good  ${file}, signed by ${signedBy ?? ''}${rowsRead ? '' : '; its rows are locked and were not read'}\n`;
        print(flags.json, { ok: true, file, signedBy, rowsRead }, text);
        return exitCodes.done;
      }),
    );

  command(pack, 'inspect', 'Show what a pack says of itself, whoever signed it. Needs no key.')
    .argument('<pack>')
    .action((file: string, flags: Json) =>
      answer(flags.json, async () => show(flags.json, file, statedManifest(file, await readHead(file)))),
    );

  command(pack, 'diff', 'Count the rows that differ from one library or code-set file to another.')
    .argument('<before>')
    .argument('<after>')
    .addOption(new Option('--line <line>', 'which line of the libraries').choices(lines))
    .option('--key-file <file>', 'key of the code sets, where it does not lie beside them')
    .action((before: string, after: string, flags: Json & { line?: Line; keyFile?: string }) =>
      answer(flags.json, async () => {
        const { line, keyFile } = flags;
        const releases = await packDiff(
          await codeSetAt(before, line, keyFile),
          await codeSetAt(after, line, keyFile),
        );
        const text = releases.map(
          ({ edition, from, kept, gone, come }) =>
            `${edition} from ${from ?? 'nothing'}: ${kept} rows kept, ${gone} gone, ${come} come\n`,
        );
        print(flags.json, { ok: true, releases }, text.join(''));
        return exitCodes.done;
      }),
    );

  withKey(
    withTrust(command(pack, 'install', 'Install a pack into a library folder, with key files beside it.')),
  )
    .argument('<pack>')
    .requiredOption('--out <folder>', 'library folder; other lines in it stay')
    .action((file: string, flags: KeyFlags & Json & { out: string }) =>
      answer(flags.json, async () => {
        const installed = await packInstall(file, flags.out, flags);
        const text =
          installed.length === 0 ? 'Held already: nothing was changed' : `Installed: ${installed.join(', ')}`;
        print(flags.json, { ok: true, lines: installed }, `${text}\n`);
        return exitCodes.done;
      }),
    );

  return pack;
}

function command(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option('--json', 'print one JSON object')
    .exitOverride();
}

function withSigning(one: Command): Command {
  return one
    .option('--sign-key <file>', 'private key made by "licence keys create --use packs"')
    .option('--passphrase-file <file>', 'its passphrase; “-” or nothing reads it from standard input');
}

function withKey(one: Command): Command {
  return one
    .option('--content-key-file <file>', 'content key of a licensed pack: 64 hexadecimal digits')
    .option('--kid <id>', 'id under which licences carry that key');
}

function withTrust(one: Command): Command {
  return one.option('--trust <file...>', 'public keys to trust besides those of the program');
}

import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Option } from 'commander';
import { AppError } from '../../electron/contract/errors.ts';
import { parseRequest } from '../../electron/licence/request.ts';
import { answerRequest, issue, licenceFile, wrapInto } from './desk.ts';
import { inspectText } from './inspect.ts';
import type { LicenceRecord } from './ledger.ts';
import { Ledger } from './ledger.ts';
import type { Common, Place } from './options.ts';
import {
  calendarDate,
  deskOption,
  endOf,
  outOption,
  ownKeys,
  passphraseOption,
  seconds,
  signingKey,
  ttlOption,
  wholeNumber,
  writeOut,
} from './options.ts';

interface FileFlags extends Common {
  out: string;
  ttlDays: number | null;
  encrypted?: boolean;
}
interface IssueFlags extends FileFlags {
  name: string;
  entitlements?: string[];
  expires?: string;
  binding: 'machine' | 'people';
  seats?: number;
  machines?: number;
  email?: string[];
  graceDays: number;
  signedKey?: boolean;
}

const which = ['<licence>', 'its id, the beginning of it, its name, or its key'] as const;
const encrypted = () => new Option('--encrypted', 'encrypt the file under the licence key');

export function addLicenceCommands(program: Command, { now, say }: Place): void {
  const writeLicence = async (record: LicenceRecord, flags: FileFlags): Promise<void> => {
    const privateKey = await signingKey(flags, 'licences', now);
    const how = { ttl: seconds(flags.ttlDays), encrypted: flags.encrypted === true };
    await writeOut(flags.out, licenceFile(record, { privateKey, now }, how));
    say(summary(record));
  };

  program
    .command('issue')
    .description('Make a licence and its licence file.')
    .addOption(deskOption())
    .addOption(passphraseOption())
    .addOption(outOption())
    .requiredOption('--name <name>', 'whom it is for')
    .option('--entitlements <code...>', 'what it opens: PAGES CPT CPT_AI NCCI MPFS …; none is a free account')
    .option('--expires <date>', 'its last day; without end if not given', calendarDate)
    .addOption(
      new Option('--binding <kind>', 'what it counts').choices(['machine', 'people']).default('machine'),
    )
    .option('--seats <number>', 'most named people', wholeNumber)
    .option('--machines <number>', 'most computers at once', wholeNumber)
    .option('--email <address...>', 'owner and users')
    .option('--grace-days <days>', 'days it goes on after its end', wholeNumber, 14)
    .option('--signed-key', 'a licence key that carries its own signature')
    .addOption(ttlOption())
    .addOption(encrypted())
    .action(async (flags: IssueFlags) => {
      const privateKey = await signingKey(flags, 'licences', now);
      const record = await issue(
        new Ledger(flags.desk),
        {
          name: flags.name,
          entitlements: flags.entitlements ?? [],
          expiry: flags.expires === undefined ? null : endOf(flags.expires),
          binding: flags.binding,
          graceDays: flags.graceDays,
          seats: flags.seats ?? null,
          mostMachines: flags.machines ?? null,
          emails: flags.email ?? [],
          signedKey: flags.signedKey === true,
        },
        { privateKey, now },
      );
      const how = { ttl: seconds(flags.ttlDays), encrypted: flags.encrypted === true };
      await writeOut(flags.out, licenceFile(record, { privateKey, now }, how));
      say({ ...summary(record), key: record.key });
    });

  program
    .command('renew')
    .description('Give a licence another last day, more room or other entitlements, and make its file anew.')
    .argument(...which)
    .addOption(deskOption())
    .addOption(passphraseOption())
    .addOption(outOption())
    .option('--expires <date>', 'its new last day', calendarDate)
    .option('--entitlements <code...>', 'what it opens from now on')
    .option('--seats <number>', 'most named people', wholeNumber)
    .option('--machines <number>', 'most computers at once', wholeNumber)
    .addOption(ttlOption())
    .addOption(encrypted())
    .action(async (licence: string, flags: FileFlags & Partial<IssueFlags>) => {
      const ledger = new Ledger(flags.desk);
      const record = await ledger.find(licence);
      const changed: LicenceRecord = {
        ...record,
        suspended: false,
        expiry: flags.expires === undefined ? record.expiry : endOf(flags.expires),
        entitlements: flags.entitlements ?? record.entitlements,
        seats: flags.seats ?? record.seats,
        mostMachines: flags.machines ?? record.mostMachines,
      };
      await ledger.save(changed);
      await writeLicence(changed, flags);
    });

  program
    .command('revoke')
    .description('Suspend a licence. Its new file says so; no request of it is answered until it is renewed.')
    .argument(...which)
    .addOption(deskOption())
    .addOption(passphraseOption())
    .addOption(outOption())
    .addOption(ttlOption())
    .action(async (licence: string, flags: FileFlags) => {
      const ledger = new Ledger(flags.desk);
      const changed = { ...(await ledger.find(licence)), suspended: true };
      await ledger.save(changed);
      await writeLicence(changed, flags);
    });

  program
    .command('machine')
    .description('Answer the request file of a computer: its machine file, or a licence given back.')
    .addOption(deskOption())
    .addOption(passphraseOption())
    .requiredOption('--request <file>', 'as the computer made it')
    .option('--out <file>', 'machine file to write; not for a licence given back')
    .addOption(ttlOption())
    .action(async (flags: Common & { request: string; out?: string; ttlDays: number | null }) => {
      const request = parseRequest(await readFile(flags.request, 'utf8'));
      if (request.purpose !== 'deactivate' && flags.out === undefined) {
        throw new AppError('usage', 'Name the machine file to write with --out.');
      }
      const signing = { privateKey: await signingKey(flags, 'licences', now), now };
      const ttl = seconds(flags.ttlDays);
      const { record, file } = await answerRequest(new Ledger(flags.desk), request, signing, { ttl });
      if (file !== null && flags.out !== undefined) await writeOut(flags.out, file);
      // A free account's file is encrypted under a key that nobody has been told yet.
      say(request.purpose === 'register' ? { ...summary(record), key: record.key } : summary(record));
    });

  program
    .command('wrap')
    .description('Put the content key of a pack into a licence. Make its file anew afterwards.')
    .argument(...which)
    .addOption(deskOption())
    .requiredOption('--pack <id>', 'id of the pack')
    .requiredOption('--kid <id>', 'id of the content key')
    .requiredOption('--content-key-file <file>', 'the key, 64 hexadecimal digits')
    .action(
      async (licence: string, flags: Common & { pack: string; kid: string; contentKeyFile: string }) => {
        const hex = (await readFile(flags.contentKeyFile, 'utf8')).trim();
        if (!/^[0-9a-f]{64}$/i.test(hex)) {
          throw new AppError('usage', `${flags.contentKeyFile} holds no key of 64 hexadecimal digits.`);
        }
        const ledger = new Ledger(flags.desk);
        const { pack, kid } = flags;
        const key = Buffer.from(hex, 'hex');
        say(summary(await wrapInto(ledger, await ledger.find(licence), { pack, kid }, key)));
      },
    );

  program
    .command('list')
    .description('List the licences of the desk.')
    .addOption(deskOption())
    .action(async ({ desk }: Common) => {
      say((await new Ledger(desk).all()).map(summary));
    });

  program
    .command('inspect')
    .description(
      'Tell what a licence, machine or roster file or a signed key says, and whether it is the desk’s.',
    )
    .argument('<file>', 'the file')
    .addOption(deskOption())
    .option('--licence-key <key>', 'for an encrypted file')
    .option('--fingerprint <digits>', 'for an encrypted machine file', '')
    .action(async (file: string, flags: Common & { licenceKey?: string; fingerprint: string }) => {
      const { good, report } = inspectText(await readFile(file, 'utf8'), {
        trusted: await ownKeys(flags.desk),
        licenceKey: flags.licenceKey ?? null,
        fingerprint: flags.fingerprint,
      });
      say(report);
      if (!good) throw new AppError('not-allowed', `${file} is no good file of this desk.`);
    });
}

/** What may be shown of a licence: not its key. */
function summary(record: LicenceRecord): object {
  const { id, name, expiry, suspended, entitlements, binding, seats, mostMachines, machines, people } =
    record;
  return {
    id,
    name,
    expiry,
    suspended,
    entitlements,
    binding,
    computers: {
      active: machines.filter(({ deactivated }) => deactivated === null).length,
      most: mostMachines,
    },
    people: { named: people.filter(({ revoked }) => revoked === null).length, seats },
    contentKeys: record.contentKeys.map(({ kid }) => kid),
  };
}

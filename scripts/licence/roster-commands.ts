import type { Command } from 'commander';
import { AppError } from '../../electron/contract/errors.ts';
import type { LicenceRecord } from './ledger.ts';
import { Ledger } from './ledger.ts';
import type { Common, Place } from './options.ts';
import {
  calendarDate,
  dayOf,
  deskOption,
  outOption,
  passphraseOption,
  signingKey,
  writeOut,
} from './options.ts';
import type { Who } from './people.ts';
import { addPerson, countOn, reassign, revokePerson, signRoster } from './people.ts';

interface WhoFlags {
  account?: string;
  email?: string;
  name?: string;
}
interface ChangeFlags extends Common, WhoFlags {
  on: string;
  toAccount?: string;
  toEmail?: string;
}

/** The named people of a clinic's licence. A change reaches desks with the next `roster sign`. */
export function addRosterCommands(program: Command, { now, say }: Place): void {
  const roster = program.command('roster').description('The named people of a clinic’s licence.');
  const today = dayOf(now);

  const change = (name: string, description: string): Command =>
    roster
      .command(name)
      .description(description)
      .argument('<licence>', 'its id, the beginning of it, its name, or its key')
      .addOption(deskOption())
      .option('--account <account>', String.raw`account of the operating system: DOMAIN\user`)
      .option('--email <address>', 'e-mail address')
      .option('--on <date>', 'first day of the change', calendarDate, today);
  const apply =
    (to: (record: LicenceRecord, flags: ChangeFlags) => LicenceRecord) =>
    async (licence: string, flags: ChangeFlags): Promise<void> => {
      const ledger = new Ledger(flags.desk);
      const changed = to(await ledger.find(licence), flags);
      await ledger.save(changed);
      say(countOn(changed, flags.on));
    };

  change('add', 'Name a person.')
    .option('--name <name>', 'their name, for your own list')
    .action(
      apply((record, flags) =>
        addPerson(record, { ...who(flags.account, flags.email), name: flags.name ?? null }, flags.on),
      ),
    );
  change('revoke', 'Take a person off, from a day on.').action(
    apply((record, flags) => revokePerson(record, who(flags.account, flags.email), flags.on)),
  );
  change('reassign', 'Give one person’s place to another.')
    .option('--to-account <account>', 'account of the other')
    .option('--to-email <address>', 'e-mail address of the other')
    .option('--name <name>', 'name of the other')
    .action(
      apply((record, flags) => {
        const to = { ...who(flags.toAccount, flags.toEmail), name: flags.name ?? null };
        return reassign(record, who(flags.account, flags.email), to, flags.on);
      }),
    );

  roster
    .command('sign')
    .description('Write the roster file for the desks, under the next serial.')
    .argument('<licence>', 'its id, the beginning of it, its name, or its key')
    .addOption(deskOption())
    .addOption(passphraseOption())
    .addOption(outOption())
    .action(async (licence: string, flags: Common & { out: string }) => {
      const ledger = new Ledger(flags.desk);
      const privateKey = await signingKey(flags, 'licences', now);
      const signed = signRoster(await ledger.find(licence), privateKey, now);
      await ledger.save(signed.record);
      await writeOut(flags.out, signed.file);
      say({ serial: signed.record.rosterSerial, ...countOn(signed.record, today) });
    });

  roster
    .command('export')
    .description('Print how many people are named on a day, and who.')
    .argument('<licence>', 'its id, the beginning of it, its name, or its key')
    .addOption(deskOption())
    .option('--on <date>', 'the day', calendarDate, today)
    .action(async (licence: string, flags: Common & { on: string }) => {
      say(countOn(await new Ledger(flags.desk).find(licence), flags.on));
    });
}

function who(account: string | undefined, email: string | undefined): Who {
  if (account === undefined && email === undefined) {
    throw new AppError('usage', 'Say who is meant, by --account or --email.');
  }
  return { account: account ?? null, email: email ?? null };
}

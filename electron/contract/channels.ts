import { z } from 'zod';
import {
  accountSchema,
  chooseLicenceSchema,
  licenceDropSchema,
  licenceKeySchema,
  licenceTextSchema,
  requestPurposeSchema,
  requestTextSchema,
  signInSchema,
  takenOffSchema,
} from './account.ts';
import {
  entriesRequestSchema,
  entriesSchema,
  gridRequestSchema,
  gridSchema,
  pcsRequestSchema,
  pcsSchema,
  placeRequestSchema,
  placeSchema,
  targetRequestSchema,
  targetSchema,
} from './browse.ts';
import { changesRequestSchema, changesSchema } from './changes.ts';
import { codePageSchema, dateSchema, lineSchema, systemSchema } from './codes.ts';
import {
  foundPackSchema,
  importSummarySchema,
  installedPackSchema,
  mostPacks,
  offerSchema,
  previewSchema,
} from './import.ts';
import { downloadsSchema, jobSchema, libraryStatusSchema, verifiedLineSchema } from './library.ts';
import { acceptSchema, rightsSchema, standingSchema } from './grants.ts';
import type { ChannelName, EventName } from './names.ts';
import {
  publicDownloadSchema,
  publicListingSchema,
  publicRequestSchema,
  publicSetSchema,
} from './public-sets.ts';
import { digestSchema, mostRecents, recentCodeSchema } from './recent.ts';
import { pickSchema, searchRequestSchema, searchResponseSchema, searchRowSchema } from './search.ts';
import { settingsPatchSchema, settingsSchema } from './settings.ts';
import { updateStateSchema } from './updates.ts';

const nothing = z.null();
const anOffer = z.strictObject({ offer: z.uuid() });
const aLine = z.strictObject({ line: lineSchema });
const codeKey = z.strictObject({
  system: systemSchema,
  code: z.string().min(1).max(16),
  date: dateSchema,
});

/** What the renderer may ask of the main process: one input and one output schema per channel. */
export const channels = {
  'app.info': {
    input: nothing,
    output: z.object({
      name: z.string(),
      version: z.string(),
      platform: z.enum(['win32', 'darwin', 'linux', 'other']),
      runtime: z.string(),
      licences: z.string(),
    }),
  },
  'library.status': { input: nothing, output: libraryStatusSchema },
  /** Puts the starter set back in place of every line that cannot be opened; opens what it wrote. */
  'library.restoreStarter': { input: nothing, output: libraryStatusSchema },
  /** Asks the user for a library folder made by `codeset build` and adopts its lines; null when they cancel. */
  'library.add': { input: nothing, output: libraryStatusSchema.nullable() },
  /** Asks the user for official files, or for a folder of them; null when they cancel. */
  'library.chooseFiles': {
    input: z.strictObject({ kind: z.enum(['files', 'folder']) }),
    output: offerSchema.nullable(),
  },
  /** Files that were offered before this page listened: opened with the program. */
  'library.waitingOffer': { input: nothing, output: offerSchema.nullable() },
  /** What the offered files are, and what importing them would do. Changes nothing. */
  'library.inspect': { input: anOffer, output: previewSchema },
  /** Imports what `library.inspect` showed, line by line; what was finished when it is cancelled stays. */
  'library.import': {
    input: anOffer.extend({
      /** For files of the AMA: whose licence they are used under. */
      rights: rightsSchema.optional(),
    }),
    output: importSummarySchema,
  },
  /** Installs packs that `library.inspect` showed, one after the other; what was finished when it is cancelled stays. */
  'library.installPacks': {
    input: z.strictObject({
      offer: z.uuid(),
      packs: z.array(foundPackSchema.shape.id).min(1).max(mostPacks),
    }),
    output: z.array(installedPackSchema),
  },
  /** What an edition of codes changed against the older one beside it. */
  'library.changes': { input: changesRequestSchema, output: changesSchema },
  /** Lets the file kept of a line answer in place of the one that does; it is read whole first. */
  'library.rollBack': { input: aLine, output: libraryStatusSchema },
  /** Lets nothing answer for a line; its file is kept, and `library.rollBack` brings it back. */
  'library.remove': { input: aLine, output: libraryStatusSchema },
  /** Reads every page of a line's file, or of all that answer. Changes nothing. */
  'library.verify': {
    input: z.strictObject({ line: lineSchema.nullable() }),
    output: z.array(verifiedLineSchema),
  },
  /** Deletes the files that are kept, or those that were set aside at a restore. */
  'library.freeSpace': {
    input: z.strictObject({ what: z.enum(['kept', 'aside']) }),
    output: libraryStatusSchema,
  },
  /** What downloads take of the disk, whole and begun, outside of the library. */
  'library.downloads': { input: nothing, output: downloadsSchema },
  /** Deletes them. Refused while something is downloaded, imported or installed. */
  'library.clearDownloads': { input: nothing, output: downloadsSchema },
  'library.cancel': { input: z.strictObject({ job: z.string().max(64) }), output: nothing },
  /** The public sets that can be downloaded. Asks nobody. */
  'publicSets.sources': { input: nothing, output: z.array(publicSetSchema) },
  /** Asks the publishers what they offer now. */
  'publicSets.list': { input: nothing, output: z.array(publicListingSchema) },
  /** Downloads files that `publicSets.list` gave; what has arrived when it is cancelled goes on at the next call. */
  'publicSets.get': { input: publicRequestSchema, output: publicDownloadSchema },
  /** Whether updates are looked for, and what is known of them. Asks nobody. */
  'updates.state': { input: nothing, output: updateStateSchema },
  /** Asks the feed what it has now. */
  'updates.check': { input: nothing, output: updateStateSchema },
  /** Downloads and installs what is ready for these lines; what has arrived goes on at the next call. */
  'updates.install': {
    input: z.strictObject({ lines: z.array(lineSchema).min(1).max(20) }),
    output: updateStateSchema,
  },
  'search.query': { input: searchRequestSchema, output: searchResponseSchema },
  /** Remembers which row was opened for a text, where the user lets the program learn. */
  'search.pick': { input: pickSchema, output: nothing },
  /** How many choices are remembered. */
  'search.picks': { input: nothing, output: z.number().int() },
  /** Codes whose pages were opened, newest first. */
  'recent.codes': {
    input: z.strictObject({ limit: z.number().int().min(1).max(mostRecents) }),
    output: z.array(recentCodeSchema),
  },
  'recent.forget': { input: z.strictObject({ what: z.enum(['recents', 'picks']) }), output: nothing },
  /** What updates changed of the codes opened lately, one of a line. */
  'recent.digests': { input: nothing, output: z.array(digestSchema) },
  'recent.dismissDigest': { input: aLine, output: nothing },
  'code.page': { input: codeKey, output: codePageSchema },
  /** The codes a folded row stands for. */
  'code.family': { input: codeKey, output: z.array(searchRowSchema) },
  /** A level of an index or of a list of codes. */
  'browse.entries': { input: entriesRequestSchema, output: entriesSchema },
  /** Rows of the Neoplasm Table or the Table of Drugs and Chemicals. */
  'browse.grid': { input: gridRequestSchema, output: gridSchema },
  /** Where an entry stands in its book, or what was typed. */
  'browse.place': { input: placeRequestSchema, output: placeSchema },
  /** What may follow the beginning of an ICD-10-PCS code. */
  'browse.pcs': { input: pcsRequestSchema, output: pcsSchema },
  /** What a code that a table names is on the date. */
  'browse.target': { input: targetRequestSchema, output: targetSchema },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.set': { input: settingsPatchSchema, output: settingsSchema },
  'licence.account': { input: nothing, output: accountSchema },
  /** Activates a key on the configured server. */
  'licence.activate': { input: licenceKeySchema, output: accountSchema },
  /** A key for encrypted licence files that lie here already. */
  'licence.enterKey': { input: licenceKeySchema, output: accountSchema },
  /** A licence, machine or roster file that was pasted. */
  'licence.takeText': { input: licenceTextSchema, output: accountSchema },
  /** Asks the user for such a file; null when they cancel. */
  'licence.chooseFile': { input: chooseLicenceSchema, output: accountSchema.nullable() },
  'licence.signIn': { input: signInSchema, output: accountSchema },
  /** A newer file for this computer, from the server it was activated on. */
  'licence.fetchNewest': { input: nothing, output: accountSchema },
  /** The signed request for a vendor, for a QR code or a file. */
  'licence.request': { input: requestPurposeSchema, output: requestTextSchema },
  /** Saves the request made last where the user says; false when they cancel. */
  'licence.saveRequest': { input: nothing, output: z.boolean() },
  /** Takes the licence off this computer; offline by a receipt only. */
  'licence.takeOff': { input: z.strictObject({ isOffline: z.boolean() }), output: takenOffSchema },
  /** The user says that a clock which was turned back is right. */
  'licence.confirmClock': { input: nothing, output: accountSchema },
  /** Ends the conversation with the activation server. */
  'licence.cancel': { input: nothing, output: nothing },
  /** Page views left, and the notices that are due. */
  'grants.standing': { input: nothing, output: standingSchema },
  /** Keeps that notices were accepted, in the version that was shown. */
  'grants.accept': { input: acceptSchema, output: standingSchema },
  'clipboard.write': { input: z.strictObject({ text: z.string().min(1).max(4000) }), output: nothing },
} satisfies Record<ChannelName, { input: z.ZodType; output: z.ZodType }>;

export const menuCommands = [
  'search',
  'back',
  'forward',
  'browse',
  'about',
  'account',
  'importFiles',
  'importFolder',
  'print',
  'library',
  'settings',
  'shortcuts',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** What the main process tells the renderer without being asked. */
export const events = {
  'library.changed': libraryStatusSchema,
  'library.job': jobSchema,
  /** Files were dropped on the window or opened with the program; null where they are no files of this computer. */
  'library.offered': offerSchema.nullable(),
  'settings.changed': settingsSchema,
  'licence.changed': accountSchema,
  'licence.dropped': licenceDropSchema,
  'updates.changed': updateStateSchema,
  'grants.changed': standingSchema,
  'menu.command': z.enum(menuCommands),
} satisfies Record<EventName, z.ZodType>;

export type Input<C extends ChannelName> = z.infer<(typeof channels)[C]['input']>;
export type Output<C extends ChannelName> = z.infer<(typeof channels)[C]['output']>;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;

// Plain values that both sides need. Kept free of imports: the preload script and the renderer take no schemas in.

/** The names of every channel and event. */
export const channelNames = [
  'app.info',
  'library.status',
  'library.restoreStarter',
  'library.add',
  'library.chooseFiles',
  'library.waitingOffer',
  'library.inspect',
  'library.import',
  'library.installPacks',
  'library.changes',
  'library.remove',
  'library.rollBack',
  'library.verify',
  'library.freeSpace',
  'library.downloads',
  'library.clearDownloads',
  'library.cancel',
  'publicSets.sources',
  'publicSets.list',
  'publicSets.get',
  'updates.state',
  'updates.check',
  'updates.install',
  'search.query',
  'search.pick',
  'search.picks',
  'recent.codes',
  'recent.forget',
  'recent.digests',
  'recent.dismissDigest',
  'code.page',
  'code.family',
  'settings.get',
  'settings.set',
  'browse.entries',
  'browse.grid',
  'browse.place',
  'browse.pcs',
  'licence.account',
  'licence.activate',
  'licence.enterKey',
  'licence.takeText',
  'licence.chooseFile',
  'licence.signIn',
  'licence.fetchNewest',
  'licence.request',
  'licence.saveRequest',
  'licence.takeOff',
  'licence.confirmClock',
  'licence.cancel',
  'browse.target',
  'grants.standing',
  'grants.accept',
  'clipboard.write',
] as const;
export type ChannelName = (typeof channelNames)[number];

export const eventNames = [
  'library.changed',
  'library.job',
  'library.offered',
  'settings.changed',
  'licence.changed',
  'licence.dropped',
  'updates.changed',
  'grants.changed',
  'menu.command',
] as const;
export type EventName = (typeof eventNames)[number];

/**
 * Carries the paths of files dropped on the window from the preload script to the main process. No channel: the page
 * cannot send on it.
 */
export const droppedName = 'case2code:dropped';

/** The property of `window` under which the preload script puts the bridge. */
export const bridgeKey = 'case2code';

/** Longest text the search field takes; a longer paste is cut there and refused by the schema. */
export const maxQueryLength = 500;

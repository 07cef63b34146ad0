/** The names of every channel and event. Kept free of imports: the preload script is built from this file alone. */
export const channelNames = [
  'app.info',
  'library.status',
  'library.restoreStarter',
  'library.add',
  'library.cancel',
  'search.query',
  'code.page',
  'code.family',
  'settings.get',
  'settings.set',
  'clipboard.write',
] as const;
export type ChannelName = (typeof channelNames)[number];

export const eventNames = ['library.changed', 'library.job', 'settings.changed', 'menu.command'] as const;
export type EventName = (typeof eventNames)[number];

/** The property of `window` under which the preload script puts the bridge. */
export const bridgeKey = 'case2code';

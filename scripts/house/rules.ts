/**
 * The arrows of the house as data. A room is a folder that holds one capability; an import is an arrow from the
 * importing room to the imported one. What is not listed is forbidden, so a new arrow is a decision made here.
 */
export interface Room {
  /** Folder, or the file itself for rooms of one file; the longest match wins. */
  path: string;
  /** Rooms this one may import, besides itself. */
  mayImport: readonly string[];
  /** The only packages it may import; absent where any package will do. */
  onlyPackages?: readonly string[];
  /** True where Node's builtins exist at run time. */
  node: boolean;
  /** Shown with a forbidden arrow. */
  why: string;
}

const everyRoomOfMain = [
  'contract',
  'codeset',
  'importers',
  'engine',
  'packs',
  'licence',
  'userdata',
  'settings',
  'secrets',
  'diagnostics',
  'ipc',
  'shell',
  'casepilot',
  'consult',
  'careers',
] as const;

const electronRoom = (name: string, mayImport: readonly string[], why: string): [string, Room] => [
  name,
  { path: `electron/${name}`, mayImport: ['contract', ...mayImport], node: true, why },
];

export const rooms: ReadonlyMap<string, Room> = new Map<string, Room>([
  [
    'contract',
    {
      path: 'electron/contract',
      mayImport: [],
      onlyPackages: ['zod'],
      node: false,
      why: 'the contract is pure: zod and itself, so that every process and the window can load it',
    },
  ],
  electronRoom('codeset', [], 'a code set knows only its own format; engine and importers build on it'),
  electronRoom(
    'importers',
    ['codeset', 'data'],
    'an importer turns one file format into rows, and nothing else',
  ),
  electronRoom(
    'engine',
    ['codeset', 'importers', 'packs', 'licence', 'userdata', 'diagnostics', 'data'],
    'the engine runs in its own process, without Electron and without the parts of main',
  ),
  electronRoom('packs', ['codeset', 'licence'], 'a pack carries rows for a code set'),
  electronRoom(
    'licence',
    ['data', 'codeset'],
    'a licence is a document, given its clock and machine; from codeset it takes how a file is replaced safely',
  ),
  electronRoom('userdata', ['codeset'], 'user data shares only the cipher with the code sets'),
  // Main's side of the house: these take from codeset how a file is replaced safely, and from engine what main holds
  // of it. That none of them loads SQLite is asserted on the bundles.
  electronRoom(
    'settings',
    ['codeset', 'licence'],
    'settings are one file; its activation server is licence’s to check',
  ),
  electronRoom(
    'secrets',
    ['codeset', 'engine'],
    'secrets seal keys and know nothing of windows and channels',
  ),
  electronRoom('diagnostics', [], 'everybody may report, so diagnostics may know nobody'),
  electronRoom(
    'ipc',
    ['codeset', 'engine', 'settings', 'diagnostics', 'licence'],
    'ipc serves channels; windows, secrets and packs reach it through main',
  ),
  electronRoom(
    'shell',
    ['codeset', 'engine', 'settings', 'secrets', 'licence', 'diagnostics', 'root'],
    'the shell is windows, menus, rules and what the licence parts need of the system; main connects it with the rest',
  ),
  electronRoom(
    'casepilot',
    ['diagnostics'],
    'an online companion is optional: nobody leans on it, it on nobody',
  ),
  electronRoom(
    'consult',
    ['diagnostics'],
    'an online companion is optional: nobody leans on it, it on nobody',
  ),
  electronRoom(
    'careers',
    ['diagnostics'],
    'an online companion is optional: nobody leans on it, it on nobody',
  ),
  [
    'main',
    {
      path: 'electron/main.ts',
      mayImport: [...everyRoomOfMain, 'resources'],
      node: true,
      why: 'main connects the rooms of electron/ and nothing else',
    },
  ],
  [
    'preload',
    {
      path: 'electron/preload.ts',
      mayImport: ['names'],
      onlyPackages: ['electron'],
      node: false,
      why: 'a sandboxed preload is one small bundle: electron and contract/names.ts',
    },
  ],
  [
    'names',
    {
      path: 'electron/contract/names.ts',
      mayImport: [],
      onlyPackages: [],
      node: false,
      why: 'names.ts goes into the preload, so it imports nothing',
    },
  ],
  [
    'renderer',
    {
      path: 'renderer',
      mayImport: ['contract', 'resources'],
      node: false,
      why: 'the window imports the contract, and asks the rest over a channel',
    },
  ],
  [
    'scripts',
    {
      path: 'scripts',
      mayImport: [...everyRoomOfMain, 'test', 'data', 'root'],
      node: true,
      why: 'a script uses the rooms of electron/, never the window or main.ts',
    },
  ],
  [
    'test',
    {
      path: 'test',
      mayImport: [...everyRoomOfMain, 'scripts', 'data', 'root'],
      node: true,
      why: 'a test that crosses a process starts the window, it does not import it',
    },
  ],
]);

/** What a unit test, which sits beside its file, may import besides what its room may. */
export const besideFile = (from: string): { mayImport: readonly string[]; why: string } =>
  from === 'renderer'
    ? { mayImport: ['test'], why: "a test of the window uses the window's rooms and test/fixtures" }
    : {
        mayImport: [...everyRoomOfMain, 'test', 'scripts', 'data'],
        why: 'a unit test may use any room but the window, main.ts and the preload',
      };

/** Packages that only some rooms may import. `typesFrom`: rooms that may import their types. */
export const reservedPackages: Readonly<
  Record<string, { rooms: readonly string[]; typesFrom: readonly string[]; why: string }>
> = {
  electron: {
    rooms: ['main', 'preload', 'shell', 'ipc', 'secrets'],
    typesFrom: ['test', 'scripts'],
    why: 'what imports Electron runs in its main process only; hand in what you need of it',
  },
  'better-sqlite3': {
    rooms: ['codeset', 'userdata', 'engine', 'packs', 'scripts', 'test'],
    typesFrom: [],
    why: 'databases are opened in the engine process, never in main or the window',
  },
};

/** Folder names that say what kind of file is inside instead of what it is for. */
export const vagueNames: readonly string[] = [
  'utils',
  'util',
  'helpers',
  'services',
  'types',
  'common',
  'misc',
];

/** Names at the top of the tree; dotfiles and what git ignores are free. */
export const topLevel: readonly string[] = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'electron-builder.yml',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'electron',
  'renderer',
  'resources',
  'data',
  'scripts',
  'test',
  'docs',
];

export const maxLines = 300;

/** Fewer than this has not read the tree: a checker that passes on nothing is worse than none. */
export const minimum = { files: 40, imports: 80 } as const;

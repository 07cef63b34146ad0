import { join } from 'node:path';
import { app, BrowserWindow, clipboard, ipcMain, nativeTheme, powerMonitor, session } from 'electron';
import type { EventPayload } from './contract/channels.ts';
import type { EventName } from './contract/names.ts';
import { isCalendarDate, localDate } from './codeset/dates.ts';
import { openLog } from './diagnostics/log.ts';
import { LibraryKeeper } from './engine/keeper.ts';
import { asProblem, traceOf } from './engine/problem.ts';
import type { PackTerms } from './engine/rpc.ts';
import { serveDropped } from './ipc/dropped.ts';
import { makeHandlers } from './ipc/handlers.ts';
import { takeLicenceFiles } from './ipc/licence-handlers.ts';
import { Offers } from './ipc/offers.ts';
import { trustedFor, vendorKeys } from './licence/vendor-keys.ts';
import { followUpdates } from './packs/fetch/follow-updates.ts';
import { tidiedDownloads } from './packs/fetch/fetched.ts';
import { holdingsOf } from './packs/fetch/holdings.ts';
import { underPolicy } from './packs/fetch/managed-settings.ts';
import { PublicSets } from './packs/fetch/public-sets.ts';
import { webParts } from './packs/fetch/web.ts';
import { serve } from './ipc/serve.ts';
import { isLicenceName } from './licence/activation/licence-files.ts';
import { runCommand } from './licence/activation/run-command.ts';
import { proxyOf } from './licence/policy/proxy-rules.ts';
import { loadInstallKey } from './secrets/install-key.ts';
import { loadUserDataKey } from './secrets/user-data-key.ts';
import { systemKeyring } from './secrets/keyring.ts';
import { SettingsStore } from './settings/store.ts';
import { openAccount } from './shell/account.ts';
import { appInfo } from './shell/app-info.ts';
import { chooseFiles, chooseLibrary, chooseLicence, saveText } from './shell/choose.ts';
import { applyProfile } from './shell/clinic-profile.ts';
import { commandOf } from './shell/command.ts';
import { spawnEngine } from './shell/engine-process.ts';
import { openGrants } from './shell/grants.ts';
import { setMenu } from './shell/menu.ts';
import { OpenedFiles, ownArguments, pathsOf } from './shell/opened-files.ts';
import { registerAppScheme, serveAppScheme } from './shell/protocol.ts';
import { confine, denyEverything, isOwnPage } from './shell/rules.ts';
import { runSmokeTest } from './shell/smoke-test.ts';
import { watchLicence } from './shell/watch-licence.ts';
import { fetchOverChromium, useProxy } from './shell/web.ts';
import { openWindow } from './shell/window.ts';

// Start-up order only: build the parts, connect them, open the window.
const out = join(import.meta.dirname, '..');
const developmentServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];

registerAppScheme();
app.enableSandbox();
const commandLine = {
  argv: process.argv,
  workingFolder: process.cwd(),
  isPackaged: app.isPackaged,
  entries: [app.getAppPath(), import.meta.filename],
};
const command = commandOf(ownArguments(commandLine));
const paths = pathsOf(commandLine);
const opened = new OpenedFiles(app, paths);
// A deployment tool's command is carried out beside a program that runs; that one keeps what the command wrote
// (ProtectedStore) and looks at its files again within the hour.
if (command || app.requestSingleInstanceLock({ paths })) void app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  const userData = app.getPath('userData');
  const log = openLog(join(userData, 'logs'));
  log(`start ${app.getVersion()} on ${process.platform}`);

  const tell = <E extends EventName>(event: E, payload: EventPayload<E>): void => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(event, payload);
  };
  let onSettings = (): void => {};
  const settings = await SettingsStore.load(join(userData, 'settings.json'), (changed) => {
    nativeTheme.themeSource = changed.theme;
    tell('settings.changed', changed);
    onSettings();
  });
  nativeTheme.themeSource = settings.get().theme;

  const seal = await loadInstallKey(join(userData, 'install-key.json'), await systemKeyring(), log);
  const grants = await openGrants({
    userData,
    seal,
    lines: () => keeper.status().lines,
    send: (granted) => keeper.host.grant(granted),
    today,
    onChange: (standing) => {
      tell('grants.changed', standing);
    },
    log,
  });
  const account = await openAccount({
    userData,
    seal,
    endpoint: settings.activation,
    now,
    onChange: (changed, { state }) => {
      tell('licence.changed', changed);
      // A command has no library.
      if (!command) void grants.setLicence(state);
    },
    log,
  });
  if (command) {
    app.exit(await runCommand(command, { ...account, print: (text) => process.stdout.write(text) }));
    return;
  }
  await useProxy(proxyOf(account.managed.policy.proxy));
  await applyProfile(account, settings);
  const web = webParts(fetchOverChromium);
  const downloads = await tidiedDownloads(userData, log);
  // A test run may trust a vendor of its own; a packaged program, only those compiled into it.
  const keys = vendorKeys(app.isPackaged ? undefined : process.env['C2C_VENDOR_KEYS']);
  const terms = (): PackTerms => ({
    trusted: [...trustedFor('packs', keys)],
    contentKeys: [...account.custody.current.contentKeys],
    appVersion: app.getVersion(),
  });
  const { updates, rounds, begin } = followUpdates({
    web,
    settings: () => underPolicy(settings.get().updates, account.managed.policy),
    trusted: trustedFor('feed', keys),
    folder: downloads.packs,
    holdings: () => holdingsOf(keeper.status()),
    appVersion: app.getVersion(),
    today,
    contentKeys: () => new Set(account.custody.current.contentKeys.keys()),
    install: (packs, report, signal) => keeper.packs.installPacks(packs, report, signal),
    installFor: async (lines) => handlers['updates.install']({ lines }),
    asProblem: (error) =>
      asProblem(error, (id, cause) => {
        log(`${id} updates: ${traceOf(cause)}`);
      }),
    onChange: (state) => {
      tell('updates.changed', state);
    },
    loopback: !app.isPackaged,
  });
  // What is newer than what is held depends on both.
  const tellUpdates = (): void => {
    void updates.state().then((state) => {
      tell('updates.changed', state);
    });
  };
  onSettings = (): void => {
    updates.follow();
    tellUpdates();
    void rounds.follow();
  };

  const keeper = new LibraryKeeper({
    folder: join(userData, 'library'),
    starterPack: join(out, 'data', 'starter.c2cpack'),
    reference: join(out, 'data'),
    seal,
    userData: await loadUserDataKey(join(userData, 'user-data'), seal, log).catch((error: unknown) => {
      log(`nothing of the user is kept: ${traceOf(error)}`);
      return null;
    }),
    packTerms: terms,
    spawn: () => spawnEngine(join(out, 'main', 'engine.js'), log),
    today,
    onChange: (status) => {
      tell('library.changed', status);
      tellUpdates();
      void grants.refresh();
    },
    log,
  });
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    // The engine closes its own databases before the program ends.
    event.preventDefault();
    rounds.end();
    void keeper.close().finally(() => {
      closed = true;
      app.quit();
    });
  });

  if (app.commandLine.hasSwitch('smoke-test')) {
    await runSmokeTest(keeper);
    return;
  }

  const offers = new Offers();
  const parts = {
    keeper,
    settings,
    offers,
    updates,
    publicSets: new PublicSets({
      builtIn: join(out, 'data', 'sources.json'),
      own: join(userData, 'sources.json'),
      folder: downloads.zips,
      web,
      today,
      bandwidth: () => updates.bandwidth(),
      loopback: !app.isPackaged,
    }),
    downloads,
    licence: { desk: account.desk, chooseLicence, saveText },
    grants,
    info: appInfo(),
    chooseFolder: chooseLibrary,
    chooseFiles,
    writeClipboard: async (text: string) => {
      await clipboard.writeText(text);
    },
    onJob: (job: EventPayload<'library.job'>) => {
      tell('library.job', job);
    },
    now: Date.now,
    log,
  };
  const handlers = makeHandlers(parts);
  const options = {
    isTrusted: (event: Parameters<typeof isOwnPage>[0]) => isOwnPage(event, developmentServer),
    checkOutput: !app.isPackaged,
    log,
  };
  serve(ipcMain, handlers, options);
  const offer = (given: string[]): void => {
    const licences = given.filter(isLicenceName);
    const others = given.filter((path) => !isLicenceName(path));
    if (licences.length > 0) {
      void takeLicenceFiles(account.desk, licences).then((drop) => {
        tell('licence.dropped', drop);
      });
    }
    if (others.length > 0 || licences.length === 0)
      tell('library.offered', others.length === 0 ? null : offers.present(others));
  };
  serveDropped(ipcMain, offer, options);
  serveAppScheme(join(out, 'renderer'));
  denyEverything(session.defaultSession, log, developmentServer);
  app.on('web-contents-created', (_event, contents) => {
    confine(contents, log, developmentServer);
  });

  const feed = settings.updateFeed;
  setMenu({
    command: (chosen) => {
      tell('menu.command', chosen);
    },
    addLibrary: () => {
      // What went wrong reaches the interface as the job's state.
      Promise.resolve(handlers['library.add'](null)).catch(() => {});
    },
    checkForUpdates:
      feed === null
        ? undefined
        : () => void import('./shell/updater.ts').then((updater) => updater.checkForUpdates(feed, log)),
  });

  const open = (): BrowserWindow =>
    openWindow({
      preload: join(out, 'preload', 'preload.cjs'),
      stateFile: join(userData, 'window.json'),
      developmentServer,
      log,
    });
  const show = (): void => {
    const window = BrowserWindow.getAllWindows()[0] ?? open();
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  app.on('second-instance', () => {
    show();
    void account.custody.refresh();
  });
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await account.custody.refresh();
  open();
  watchLicence(account, powerMonitor);
  opened.listen((given) => {
    show();
    offer(given);
  });
  await keeper.start();
  await begin();
}

/** The moment that licences are judged at; noon of the day that a test run fixes. */
function now(): number {
  const fixed = app.isPackaged ? undefined : process.env['C2C_TODAY'];
  return fixed !== undefined && isCalendarDate(fixed) ? Date.parse(`${fixed}T12:00:00`) : Date.now();
}

/** Today's date; unpackaged, tests and screenshots may fix it. */
function today(): string {
  const fixed = app.isPackaged ? undefined : process.env['C2C_TODAY'];
  return fixed !== undefined && isCalendarDate(fixed) ? fixed : localDate(new Date());
}

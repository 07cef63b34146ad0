import { app, dialog } from 'electron';

/**
 * Program updates from a generic feed of static files. Off until a feed is configured: without one this module is
 * never called and electron-updater is never loaded. The user asks, the user decides, the user restarts.
 *
 * @param feed https address of the folder that holds `latest.yml`
 */
export async function checkForUpdates(feed: string, log: (message: string) => void): Promise<void> {
  const { default: electronUpdater } = await import('electron-updater');
  const updater = electronUpdater.autoUpdater;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.logger = null;
  updater.setFeedURL({ provider: 'generic', url: feed });
  try {
    const found = await updater.checkForUpdates();
    const version = found?.updateInfo.version;
    if (!found?.isUpdateAvailable || !version) {
      await say(`Version ${app.getVersion()} is the newest.`);
      return;
    }
    if (!(await ask(`Version ${version} is available.`, 'Download', 'Not now'))) return;
    await updater.downloadUpdate();
    if (await ask(`Version ${version} is ready.`, 'Restart to update', 'Later')) updater.quitAndInstall();
  } catch (error) {
    log(`update: ${error instanceof Error ? error.name : 'failed'}`);
    await say('The update feed could not be reached or did not answer as expected. Nothing was changed.');
  }
}

async function say(message: string): Promise<void> {
  await dialog.showMessageBox({ type: 'info', message, buttons: ['OK'] });
}

async function ask(message: string, yes: string, no: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message,
    buttons: [yes, no],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}

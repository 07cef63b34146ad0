import { app } from 'electron';
import licence from '../../LICENSE?raw';
import type { Output } from '../contract/channels.ts';

/** What About shows of the program itself. */
export function appInfo(): Output<'app.info'> {
  const { platform, versions } = process;
  return {
    name: 'Case2Code Desktop',
    version: app.getVersion(),
    platform: platform === 'win32' || platform === 'darwin' || platform === 'linux' ? platform : 'other',
    runtime: `Electron ${versions.electron ?? 'none'}, Chromium ${versions.chrome ?? 'of this system'}, Node ${versions.node}`,
    licences: licence,
  };
}

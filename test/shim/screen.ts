import type * as Electron from 'electron';
import { Loud, plainStandIn, standsFor, type PartOf } from './stand-in.ts';

/** The size of the one screen: a laptop's, because a headless browser has none. */
export const screenSize = { width: 1440, height: 900 };

/** True where a person looks: `npm start` without Electron. Tests run headless. */
export const headed = process.env['SHIM_HEADED'] === '1';

export const workArea = (): Electron.Rectangle => ({ x: 0, y: 0, ...screenSize });

const display = plainStandIn<Electron.Display>('Display', {
  id: 1,
  label: 'shim',
  bounds: workArea(),
  workArea: workArea(),
  size: screenSize,
  workAreaSize: screenSize,
  scaleFactor: 1,
  rotation: 0,
  internal: true,
});

class ShimScreen extends Loud implements PartOf<Electron.Screen> {
  getAllDisplays(): Electron.Display[] {
    return [display];
  }

  getPrimaryDisplay(): Electron.Display {
    return display;
  }

  getDisplayMatching(): Electron.Display {
    return display;
  }

  getDisplayNearestPoint(): Electron.Display {
    return display;
  }

  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 };
  }
}

export const screen = standsFor<Electron.Screen>(new ShimScreen('screen'));

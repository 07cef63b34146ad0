import type { PowerMonitor } from 'electron';
import type { OpenAccount } from './account.ts';

const hour = 3_600_000;
/** Keygen's shortest heartbeat is a minute. */
const tick = 20_000;

/**
 * Judges the licence again every hour and when the computer wakes: a date passes without a restart. Files that an
 * administrator has replaced meanwhile are read again. A heartbeat goes out only where the user activated a licence on
 * a server that insists on one.
 */
export function watchLicence({ custody, desk }: OpenAccount, power: Pick<PowerMonitor, 'on'>): void {
  const again = (): void => {
    void custody.refresh().then(() => custody.copyShare());
  };
  setInterval(again, hour).unref();
  power.on('resume', again);
  void custody.copyShare();

  let due = 0;
  let isAsking = false;
  const beat = async (): Promise<void> => {
    if (isAsking || performance.now() < due) return;
    isAsking = true;
    const seconds = await desk.beat();
    isAsking = false;
    if (seconds !== null) due = performance.now() + seconds * 1000 * 0.8;
  };
  setInterval(() => void beat(), tick).unref();
  void beat();
}

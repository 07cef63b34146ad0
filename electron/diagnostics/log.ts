import { join } from 'node:path';
import log from 'electron-log/node.js';

/**
 * The program's own log: start, restarts, failures with their ids. Never a query, a code's text, a key or a path
 * that a user typed.
 */
export function openLog(folder: string): (message: string) => void {
  log.transports.file.resolvePathFn = () => join(folder, 'main.log');
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.file.maxSize = 1 << 20;
  log.transports.console.level = false;
  return (message) => {
    log.info(message);
  };
}

import { EventEmitter } from 'node:events';
import type { ShimWindow } from './browser-window.ts';
import type { Browser } from './browser.ts';
import { deferred } from './deferred.ts';

/** Every window there is, oldest first; emits `all-closed` when the last one goes. */
class OpenWindows extends EventEmitter<{ 'all-closed': []; created: [ShimWindow]; focused: [ShimWindow] }> {
  readonly list: ShimWindow[] = [];
  focused: ShimWindow | undefined;

  add(window: ShimWindow): void {
    this.list.push(window);
    this.emit('created', window);
  }

  remove(window: ShimWindow): void {
    this.list.splice(this.list.indexOf(window), 1);
    if (this.focused === window) this.focused = undefined;
    if (this.list.length === 0) this.emit('all-closed');
  }
}

export const windows = new OpenWindows();

/** The browser, once `app` has started it; a window made earlier waits for it. */
export const browser = deferred<Browser>();

/** Loaded before a forked bundle: gives it `process.parentPort`, as Electron's utility processes have it. */
import { EventEmitter } from 'node:events';

class ParentPort extends EventEmitter {
  /** What came before anybody listened. */
  #early: unknown[] = [];

  constructor() {
    super();
    process.on('message', (data) => {
      if (this.listenerCount('message') === 0) this.#early.push(data);
      else this.emit('message', { data, ports: [] });
    });
    this.on('newListener', (event) => {
      if (event !== 'message') return;
      setImmediate(() => {
        for (const data of this.#early.splice(0)) this.emit('message', { data, ports: [] });
      });
    });
    // An Electron utility process does not outlive its main process.
    process.on('disconnect', () => process.exit(0));
  }

  postMessage(message: unknown): void {
    process.send?.(message);
  }
}

Object.defineProperty(process, 'parentPort', { value: new ParentPort() });

import { makeWire } from './wire.ts';

const wire = makeWire();

interface Sent {
  channel: string;
  args: string;
}

/**
 * What `webContents.send` has for the document now in the page. Like Electron's, messages for a document that is
 * gone, or that has not begun, are lost.
 */
export class Outbox {
  #document: string | undefined;
  #waiting: Sent[] = [];
  #deliver: ((messages: Sent[]) => void) | undefined;

  open(document: string): void {
    this.#document = document;
    this.#waiting = [];
    this.#deliver = undefined;
  }

  send(channel: string, args: unknown[]): void {
    const message = { channel, args: wire.encode(args) };
    if (this.#document === undefined) return;
    this.#waiting.push(message);
    this.#flush();
  }

  /** Resolves with everything sent since the last call, at once or when something is. */
  next(document: string): Promise<Sent[]> {
    return new Promise((resolve) => {
      if (document !== this.#document) return;
      this.#deliver = resolve;
      this.#flush();
    });
  }

  #flush(): void {
    if (!this.#deliver || this.#waiting.length === 0) return;
    this.#deliver(this.#waiting.splice(0));
    this.#deliver = undefined;
  }
}

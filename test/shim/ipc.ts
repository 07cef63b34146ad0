import type * as Electron from 'electron';
import type { Frame } from 'playwright';
import type { PageMessage, PageReply } from './page-runtime.ts';
import { Loud, standsFor, type PartOf } from './stand-in.ts';
import { frameMain } from './web-frame.ts';
import type { ShimContents } from './web-contents.ts';
import { makeWire } from './wire.ts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const wire = makeWire();

class ShimIpcMain extends Loud implements PartOf<Electron.IpcMain> {
  readonly handlers = new Map<string, Handler>();

  constructor() {
    super('ipcMain');
  }

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
}

const shimIpcMain = new ShimIpcMain();
export const ipcMain = standsFor<Electron.IpcMain>(shimIpcMain);

function senderEvent(contents: ShimContents, frame: Frame): Electron.IpcMainInvokeEvent {
  const senderFrame = frameMain(frame);
  const part: Partial<Electron.IpcMainInvokeEvent> = {
    type: 'frame',
    sender: standsFor<Electron.WebContents>(contents),
    senderFrame,
    frameId: senderFrame.routingId,
    processId: senderFrame.processId,
    defaultPrevented: false,
    preventDefault() {},
  };
  return part as Electron.IpcMainInvokeEvent;
}

/** Answers one message of a page, as the text the binding carries. */
export async function receive(contents: ShimContents, frame: Frame, text: string): Promise<string> {
  return JSON.stringify(await answer(contents, frame, JSON.parse(text) as PageMessage));
}

async function answer(contents: ShimContents, frame: Frame, message: PageMessage): Promise<PageReply> {
  switch (message.kind) {
    case 'hello':
      contents.outbox.open(message.document);
      return { ok: true, value: wire.encode(undefined) };
    case 'poll':
      return { ok: true, messages: await contents.outbox.next(message.document) };
    case 'open':
      contents.windowOpened(message.url, message.frameName, message.features);
      return { ok: true, value: wire.encode(undefined) };
    case 'send':
      shimIpcMain.emit(message.channel, senderEvent(contents, frame), ...decodeArgs(message.args));
      return { ok: true, value: wire.encode(undefined) };
    case 'invoke': {
      const handler = shimIpcMain.handlers.get(message.channel);
      if (!handler) return { ok: false, message: `Error: No handler registered for '${message.channel}'` };
      try {
        const value = await handler(senderEvent(contents, frame), ...decodeArgs(message.args));
        return { ok: true, value: wire.encode(value) };
      } catch (error) {
        console.error(`Error occurred in handler for '${message.channel}':`, error);
        return { ok: false, message: String(error) };
      }
    }
  }
}

const decodeArgs = (args: string): unknown[] => wire.decode(args) as unknown[];

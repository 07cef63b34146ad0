import type * as Electron from 'electron';
import type { Frame } from 'playwright';
import { originOf, toElectron } from './origin.ts';
import { Loud, standsFor, type PartOf } from './stand-in.ts';

let nextId = 1;

/**
 * `WebFrameMain` over a Playwright frame. A sender check compares identities (`event.senderFrame ===
 * contents.mainFrame`) and reads `url`, `origin`, `parent`: those are true; the numbers only differ from each other.
 */
class ShimFrame extends Loud implements PartOf<Electron.WebFrameMain> {
  readonly frameTreeNodeId = nextId++;
  readonly routingId = this.frameTreeNodeId;
  readonly processId = 1;
  readonly frameToken = String(this.frameTreeNodeId);
  readonly visibilityState = 'visible';
  #frame: () => Frame | undefined;

  constructor(frame: () => Frame | undefined) {
    super('WebFrameMain');
    this.#frame = frame;
  }

  get url(): string {
    return toElectron(this.#frame()?.url() ?? '');
  }

  get origin(): string {
    return originOf(this.url);
  }

  get name(): string {
    return this.#frame()?.name() ?? '';
  }

  get parent(): Electron.WebFrameMain | null {
    const parent = this.#frame()?.parentFrame();
    return parent ? frameMain(parent) : null;
  }

  get top(): Electron.WebFrameMain | null {
    const frame = this.#frame();
    return frame ? frameMain(frame.page().mainFrame()) : null;
  }

  get detached(): boolean {
    return this.isDestroyed();
  }

  isDestroyed(): boolean {
    return this.#frame()?.isDetached() ?? false;
  }
}

const frames = new WeakMap<Frame, Electron.WebFrameMain>();

export function frameMain(frame: Frame): Electron.WebFrameMain {
  const known = frames.get(frame) ?? standsFor<Electron.WebFrameMain>(new ShimFrame(() => frame));
  frames.set(frame, known);
  return known;
}

/** The main frame exists with its WebContents, before there is a page; `bind` says later which frame it is. */
export function pendingFrame(): { main: Electron.WebFrameMain; bind: (frame: Frame) => void } {
  let bound: Frame | undefined;
  const main = standsFor<Electron.WebFrameMain>(new ShimFrame(() => bound));
  return {
    main,
    bind(frame) {
      bound = frame;
      frames.set(frame, main);
    },
  };
}

import type { Wire } from './wire.ts';

/** What the page tells the main process over the binding. */
export type PageMessage =
  | { kind: 'invoke' | 'send'; channel: string; args: string }
  | { kind: 'hello' | 'poll'; document: string }
  | { kind: 'open'; url: string; frameName: string; features: string };

/** What comes back: an encoded value, a refusal, or (for `poll`) the messages sent since the last one. */
export type PageReply =
  | { ok: true; value: string }
  | { ok: false; message: string }
  | { ok: true; messages: { channel: string; args: string }[] };

export type RunPreload = (require: (name: string) => unknown, process: Record<string, unknown>) => void;

/**
 * Runs in every document before its scripts: takes the binding off `window`, runs the sandboxed preload script with
 * Electron's `require('electron')`, and then asks the main process for messages, one long poll after another, so
 * that nothing but what the preload exposes stays reachable for the page.
 *
 * Self-contained: only its source text reaches the page.
 */
export function pageRuntime(
  binding: string,
  makeWire: () => Wire,
  preload: RunPreload | null,
  platform: string,
): void {
  const scope = window as unknown as Record<string, unknown>;
  const call = scope[binding] as (text: string) => Promise<string>;
  Reflect.deleteProperty(scope, binding);
  const wire = makeWire();
  const tell = async (message: PageMessage): Promise<PageReply> =>
    JSON.parse(await call(JSON.stringify(message))) as PageReply;

  // A denied window is null to its opener, as in Electron; only the main process knows what it does instead.
  window.open = (url, frameName, features) => {
    const target = new URL(String(url ?? 'about:blank'), document.baseURI).href;
    void tell({ kind: 'open', url: target, frameName: frameName ?? '', features: features ?? '' });
    return null;
  };
  if (window !== window.top || location.href === 'about:blank' || preload === null) return;

  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  const remove = (channel: string, listener: Listener) => {
    const rest = (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener);
    listeners.set(channel, rest);
    return ipcRenderer;
  };
  const add = (channel: string, listener: Listener, once: boolean) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const reply = await tell({ kind: 'invoke', channel, args: wire.encode(args) });
      if (!reply.ok) throw new Error(`Error invoking remote method '${channel}': ${reply.message}`);
      return 'value' in reply ? wire.decode(reply.value) : undefined;
    },
    send(channel: string, ...args: unknown[]): void {
      void tell({ kind: 'send', channel, args: wire.encode(args) });
    },
    sendSync(): never {
      throw new Error('The Electron shim has no synchronous IPC, and neither may this program.');
    },
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners(channel?: string) {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
  };

  /** Copies a value from one side of the bridge to the other: functions become proxies, the rest is cloned. */
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const target = value as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => cross(target(...args.map(cross)));
    }
    if (value instanceof Promise)
      return value.then(cross, (error: unknown) => {
        throw cross(error);
      });
    if (value instanceof Error) return new Error(value.message);
    if (Array.isArray(value)) return value.map(cross);
    const prototype: unknown =
      typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
    if (prototype === Object.prototype || prototype === null)
      return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, cross(item)]));
    return structuredClone(value);
  };
  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown): void {
      if (key in scope)
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      const value = freeze(cross(api));
      Object.defineProperty(scope, key, { value, enumerable: true, writable: false, configurable: false });
    },
  };

  // A stock Chromium tells nobody where a dropped file lies: whoever drops it here says so just before.
  const placeOf = ({ name, size }: { name: string; size: number }) => `${size} ${name}`;
  const places = new Map<string, string>();
  window.addEventListener('shim-dropping', (event) => {
    const { detail } = event as CustomEvent<{ name: string; size: number; path: string }[]>;
    for (const file of detail) places.set(placeOf(file), file.path);
  });
  const webUtils = { getPathForFile: (file: File): string => places.get(placeOf(file)) ?? '' };

  const listen = async (): Promise<void> => {
    const id = crypto.randomUUID();
    await tell({ kind: 'hello', document: id });
    for (;;) {
      const reply = await tell({ kind: 'poll', document: id });
      for (const { channel, args } of 'messages' in reply ? reply.messages : []) {
        const values = wire.decode(args) as unknown[];
        for (const { listener, once } of listeners.get(channel) ?? []) {
          if (once) remove(channel, listener);
          listener({ sender: ipcRenderer, ports: [] }, ...values);
        }
      }
    }
  };
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return { contextBridge, ipcRenderer, webUtils };
    throw new Error(`module not found: ${name}`);
  };
  preload(require, { platform, type: 'renderer', sandboxed: true, contextIsolated: true, argv: [], env: {} });
  void listen();
}

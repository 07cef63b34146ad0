import { readFileSync } from 'node:fs';
import { pageRuntime } from './page-runtime.ts';
import { makeWire } from './wire.ts';

/** The name under which the binding waits in a new document until the runtime takes it away. */
export const bindingName = '__electronShim';

/**
 * The script Chromium runs before a page's own: the preload bundle as a function body, because the page's
 * Content-Security-Policy forbids making code out of text.
 */
export function preloadScript(preload: string | undefined): string {
  const body =
    preload === undefined
      ? 'null'
      : `(require, process) => { const module = { exports: {} }; const exports = module.exports;
${readFileSync(preload, 'utf8')}
}`;
  return `(${pageRuntime.toString()})(${JSON.stringify(bindingName)}, ${makeWire.toString()}, ${body}, ${JSON.stringify(process.platform)});`;
}

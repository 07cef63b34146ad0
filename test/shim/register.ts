/** `node --import ./test/shim/register.ts out/main/main.js`: from here on `electron` is the shim. */
import { registerHooks } from 'node:module';
import { answerTests } from './control.ts';

const shim = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (/^electron(\/main|\/common)?$/.test(specifier))
      return { url: shim, format: 'module-typescript', shortCircuit: true };
    return next(specifier, context);
  },
});

answerTests();

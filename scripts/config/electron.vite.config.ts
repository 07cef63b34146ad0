import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Three bundles in out/: main and engine (ESM, the addon external), one CJS preload, the renderer. */
export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      minify: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { main: at('electron/main.ts'), engine: at('electron/engine/entry.ts') },
        external: ['better-sqlite3'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      minify: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    build: {
      outDir: at('out/renderer'),
      minify: true,
      rolldownOptions: { input: at('renderer/index.html') },
    },
    plugins: [react()],
  },
});

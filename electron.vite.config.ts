import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname

/** One CommonJS file with all it needs inside: Electron 22 loads no ES modules, and a sandboxed preload requires nothing. */
const oneCommonJsFile = (entry: string) => ({
  target: 'node16',
  externalizeDeps: false,
  lib: { entry: resolve(root, entry), formats: ['cjs' as const] },
  rolldownOptions: { output: { entryFileNames: 'index.cjs', codeSplitting: false } }
})

export default defineConfig({
  main: { build: oneCommonJsFile('src/main/index.ts') },
  preload: { build: oneCommonJsFile('src/preload/index.ts') },
  renderer: {
    root: resolve(root, 'src/renderer'),
    plugins: [svelte()],
    build: {
      target: 'chrome108',
      minify: true,
      outDir: resolve(root, 'out/renderer'),
      rolldownOptions: {
        input: resolve(root, 'src/renderer/index.html'),
        // `no-eval.ts` has to run before the first schema is made, whatever chunk that is in.
        output: { strictExecutionOrder: true }
      }
    }
  }
})

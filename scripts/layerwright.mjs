// npm run --silent layerwright -- …: sets up what the command line needs, then is the command line.
import { handOver, source } from './setup/hand-over.mjs'
import { compileCacheFolder, findElectron } from './setup/paths.mjs'
import { setUp } from './setup/setup.mjs'
import { buildWindow } from './setup/window-build.mjs'

const args = process.argv.slice(2)
const node = await setUp('commandLine')
// `serve` hosts the window in a browser, so it needs the built window.
if (args[0] === 'serve') await buildWindow(node)
handOver(node, ['--disable-warning=ExperimentalWarning', source('cli/index.ts'), ...args], {
  LAYERWRIGHT_NODE: node,
  LAYERWRIGHT_ELECTRON: findElectron() ?? '',
  NODE_COMPILE_CACHE: compileCacheFolder()
})

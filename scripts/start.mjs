// npm start: sets up what is missing, then opens the studio; without a display, hosts it for a browser.
import { handOver, source } from './setup/hand-over.mjs'
import { compileCacheFolder, electronPath, findElectron, projectRoot } from './setup/paths.mjs'
import { stopOnProblem } from './setup/problem.mjs'
import { sandboxFor } from './setup/sandbox.mjs'
import { setUp } from './setup/setup.mjs'
import { buildWindow } from './setup/window-build.mjs'
import { say } from './setup/words.mjs'

const args = process.argv.slice(2)
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

const node = await setUp(hasDisplay ? 'window' : 'commandLine')
await buildWindow(node)
if (hasDisplay) openWindow()
else host()

function openWindow() {
  const electron = electronPath()
  const sandbox = stopOnProblem(say('opening the window', '打开窗口'), () => sandboxFor(electron))
  if (sandbox.note) process.stderr.write(`${sandbox.note}\n`)
  handOver(electron, [...sandbox.args, projectRoot, ...args], {
    LAYERWRIGHT_NODE: node,
    LAYERWRIGHT_ELECTRON: electron,
    NODE_COMPILE_CACHE: compileCacheFolder()
  })
}

function host() {
  process.stderr.write(
    `${say('There is no display here, so the studio is hosted for a browser on this machine.', '这里没有显示器，因此改为在本机的浏览器中使用。')}\n`
  )
  handOver(node, ['--disable-warning=ExperimentalWarning', source('cli/index.ts'), 'serve', ...args], {
    LAYERWRIGHT_NODE: node,
    LAYERWRIGHT_ELECTRON: findElectron() ?? '',
    NODE_COMPILE_CACHE: compileCacheFolder()
  })
}

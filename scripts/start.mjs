// npm start: sets up what is missing, then opens the studio; without a display, hosts it for a browser.
import { handOver, source } from './setup/hand-over.mjs'
import { electronPath, projectRoot } from './setup/paths.mjs'
import { setUp } from './setup/setup.mjs'
import { buildWindow } from './setup/window-build.mjs'

const args = process.argv.slice(2)
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

const node = await setUp(hasDisplay ? 'window' : 'commandLine')
await buildWindow(node)

if (hasDisplay) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  if (asRoot)
    process.stderr.write(
      "Started as root, so the window runs without Chromium's sandbox; use an ordinary account for more safety.\n"
    )
  handOver(electronPath(), [...(asRoot ? ['--no-sandbox'] : []), projectRoot, ...args], {
    LAYERWRIGHT_NODE: node
  })
} else {
  process.stderr.write(
    'There is no display here (DISPLAY and WAYLAND_DISPLAY are empty), so the studio is hosted for a browser.\n'
  )
  handOver(node, ['--disable-warning=ExperimentalWarning', source('cli/index.ts'), 'serve', ...args], {
    LAYERWRIGHT_NODE: node
  })
}

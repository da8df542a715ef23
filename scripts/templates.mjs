// npm run templates [-- NAME…] [--json]: sets up what training needs, then trains the examples of the templates.
import { join } from 'node:path'
import { handOver } from './setup/hand-over.mjs'
import { projectRoot } from './setup/paths.mjs'
import { setUp } from './setup/setup.mjs'

const node = await setUp('commandLine')
handOver(
  node,
  ['--disable-warning=ExperimentalWarning', join(projectRoot, 'examples/index.ts'), ...process.argv.slice(2)],
  { LAYERWRIGHT_NODE: node }
)

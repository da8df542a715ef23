import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lastWords, runCommand } from '../command.mjs'
import { checkHash, place, unfinishedFolder } from '../files.mjs'
import { npmCommand } from '../npm.mjs'
import { cachedNode, findNode, platformKey } from '../paths.mjs'
import { NODE_PACKAGES, NODE_VERSION } from '../pins.mjs'
import { SetupProblem } from '../problem.mjs'

/** The Node that the studio and the trainer run on, whatever Node started this. */
export const node = {
  name: 'node',
  title: `Node ${NODE_VERSION}`,
  isDone: () => findNode() !== undefined,

  /** @param {import('../wheel.mjs').Progress} progress */
  async run(progress) {
    const pin = NODE_PACKAGES[platformKey]
    if (!pin) {
      throw new SetupProblem({
        expected: `Node ${NODE_VERSION}, which has no pinned package for ${platformKey}`,
        found: `Node ${process.versions.node}`,
        fix: `Install Node ${NODE_VERSION} and run the command with it, or set LAYERWRIGHT_NODE to its path.`
      })
    }
    const folder = unfinishedFolder()
    progress.now(`fetching ${pin.name}, ${pin.megabytes} MB`)
    const finished = await runCommand(
      ...npmCommand(['pack', `${pin.name}@${NODE_VERSION}`, '--pack-destination', folder], process.execPath)
    )
    const [packed] = readdirSync(folder)
    if (finished.status !== 0 || packed === undefined) {
      throw new SetupProblem({
        expected: `the package ${pin.name} ${NODE_VERSION} from the npm registry`,
        found: `npm pack: ${lastWords(finished)}`,
        fix: `Make "npm view ${pin.name}" work (network, proxy or registry of npm), then run the command again.`
      })
    }
    progress.now('checking and unpacking')
    await checkHash(join(folder, packed), { algorithm: 'sha512', encoding: 'base64', value: pin.sha512 })
    await unpack(join(folder, packed), folder)
    place(join(folder, 'package/bin/node'), cachedNode())
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} tarball
 * @param {string} folder
 */
async function unpack(tarball, folder) {
  const finished = await runCommand('tar', ['-xzf', tarball, '-C', folder, 'package/bin/node'])
  const binary = join(folder, 'package/bin/node')
  if (finished.status === 0) {
    chmodSync(binary, 0o755)
    const started = await runCommand(binary, ['--version'])
    if (started.output === `v${NODE_VERSION}`) return
    throw new SetupProblem({
      expected: `a Node ${NODE_VERSION} that runs here`,
      found: lastWords(started),
      fix: 'Set LAYERWRIGHT_NODE to a Node 24 that runs on this machine.'
    })
  }
  throw new SetupProblem({
    expected: 'tar unpacks the Node package',
    found: lastWords(finished),
    fix: 'Install tar and free some disk space (200 MB), then run the command again.'
  })
}

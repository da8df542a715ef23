import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lastWords, runCommand } from '../command.mjs'
import { checkHash, place, unfinishedFolder } from '../files.mjs'
import { npmCommand } from '../npm.mjs'
import { cachedNode, findNode, platformKey } from '../paths.mjs'
import { NODE_PACKAGES, NODE_VERSION } from '../pins.mjs'
import { SetupProblem } from '../problem.mjs'
import { say } from '../words.mjs'

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
        expected: say(
          `Node ${NODE_VERSION}, which has no pinned package for ${platformKey}`,
          `Node ${NODE_VERSION}，但没有为 ${platformKey} 固定的软件包`
        ),
        found: `Node ${process.versions.node}`,
        fix: say(
          `Install Node ${NODE_VERSION} and run the command with it, or set LAYERWRIGHT_NODE to its path.`,
          `请安装 Node ${NODE_VERSION} 并用它运行命令，或将 LAYERWRIGHT_NODE 设为它的路径。`
        )
      })
    }
    const folder = unfinishedFolder()
    progress.now(say(`fetching ${pin.name}, ${pin.megabytes} MB`, `下载 ${pin.name}，${pin.megabytes} MB`))
    const finished = await runCommand(
      ...npmCommand(['pack', `${pin.name}@${NODE_VERSION}`, '--pack-destination', folder], process.execPath)
    )
    const [packed] = readdirSync(folder)
    if (finished.status !== 0 || packed === undefined) {
      throw new SetupProblem({
        expected: say(
          `the package ${pin.name} ${NODE_VERSION} from the npm registry`,
          `npm 软件源中的 ${pin.name} ${NODE_VERSION}`
        ),
        found: `npm pack: ${lastWords(finished)}`,
        fix: say(
          `Make "npm view ${pin.name}" work (network, proxy or registry of npm), then run the command again.`,
          `请先让 "npm view ${pin.name}" 能够运行（检查网络、代理或 npm 的软件源），再重新运行命令。`
        )
      })
    }
    progress.now(say('checking and unpacking', '校验并解压'))
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
      expected: say(`a Node ${NODE_VERSION} that runs here`, `能在这台机器上运行的 Node ${NODE_VERSION}`),
      found: lastWords(started),
      fix: say(
        'Set LAYERWRIGHT_NODE to a Node 24 that runs on this machine.',
        '请将 LAYERWRIGHT_NODE 设为能在这台机器上运行的 Node 24。'
      )
    })
  }
  throw new SetupProblem({
    expected: say('tar unpacks the Node package', 'tar 能够解压 Node 软件包'),
    found: lastWords(finished),
    fix: say(
      'Install tar and free some disk space (200 MB), then run the command again.',
      '请安装 tar 并腾出磁盘空间（200 MB），再重新运行命令。'
    )
  })
}

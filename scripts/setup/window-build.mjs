import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { lastWords, runCommand } from './command.mjs'
import { fingerprint, isStamped, stamp } from './files.mjs'
import { projectRoot } from './paths.mjs'
import { describe, SetupProblem } from './problem.mjs'
import { startProgress } from './progress.mjs'
import { say } from './words.mjs'

const stampFile = join(projectRoot, 'out/.layerwright-build')

/** All that the bundles are made from. */
const SOURCES = ['src/main', 'src/preload', 'src/renderer', 'src/shared', 'resources']
const FILES = ['electron.vite.config.ts', 'package.json', 'package-lock.json']

/**
 * Builds shell, preload and window with electron-vite when a source of theirs changed since.
 *
 * @param {string} node  path of Node 24
 */
export async function buildWindow(node) {
  const value = sourcesFingerprint()
  if (isStamped(stampFile, value)) return
  const progress = startProgress({ number: 1, of: 1, title: say('Building the window', '构建窗口') })
  const built = await runCommand(node, [
    join(projectRoot, 'node_modules/electron-vite/bin/electron-vite.js'),
    'build'
  ])
  progress.end(built.status === 0 ? 'done' : 'stopped')
  if (built.status === 0) return stamp(stampFile, value)
  const problem = new SetupProblem({
    expected: say('electron-vite builds the window', 'electron-vite 能够构建窗口'),
    found: lastWords(built),
    fix: say(
      'Undo the last change below src/, or set it right; "npm test -- --only build" shows the whole message.',
      '请撤销或改正 src/ 下最近的改动；"npm test -- --only build" 会显示完整的信息。'
    )
  })
  process.stderr.write(describe(say('Building the window', '构建窗口'), problem))
  process.exit(1)
}

function sourcesFingerprint() {
  const files = SOURCES.flatMap((folder) => filesBelow(folder))
  return fingerprint(
    ...[...FILES, ...files].flatMap((path) => [path, readFileSync(join(projectRoot, path), 'latin1')])
  )
}

/**
 * @param {string} folder  relative to the checkout; may be absent
 * @returns {string[]} relative paths, sorted
 */
function filesBelow(folder) {
  try {
    return readdirSync(join(projectRoot, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1))
      .sort()
  } catch {
    return []
  }
}

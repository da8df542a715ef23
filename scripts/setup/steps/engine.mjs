import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compileAddOn, loadAddOn } from '../add-on.mjs'
import { fingerprint, isStamped, stamp } from '../files.mjs'
import { cacheFolder, projectRoot } from '../paths.mjs'
import { say } from '../words.mjs'
import { tfjs } from './tensorflow.mjs'

const sources = join(projectRoot, 'native')
const built = join(sources, 'build/engine.node')
const stampFile = `${built}.layerwright`
const nodeApi = join(projectRoot, 'node_modules/node-api-headers')
const libraries = join(tfjs, 'deps')

const FLAGS = ['-shared', '-fPIC', '-pthread', '-O2', '-std=c++17', '-Wall', '-Wextra']

/** The program's own C++ (native/), which runs whole training steps, compiled against the same libtensorflow. */
export const engine = {
  name: 'engine',
  title: say('Training engine', '训练引擎'),
  isDone: () => existsSync(built) && isStamped(stampFile, wanted()),

  /** @param {import('../wheel.mjs').Progress} progress */
  async run(progress) {
    rmSync(stampFile, { force: true })
    const value = wanted()
    const cached = join(cacheFolder(), `engine-${value.slice(0, 16)}.node`)
    if (!existsSync(cached)) {
      progress.now(say('compiling', '编译'))
      await compile(cached)
    }
    mkdirSync(dirname(built), { recursive: true })
    copyFileSync(cached, built)
    progress.now(say('loading it once', '试加载'))
    await loadAddOn(built, cached)
    stamp(stampFile, value)
  }
}

const codeFiles = () =>
  readdirSync(sources)
    .filter((name) => /\.(cc|h|inc)$/u.test(name))
    .sort()

/** Everything that the compiled file depends on; the libraries are named by the stamp of what was unpacked. */
function wanted() {
  const library = join(libraries, '.layerwright-tensorflow')
  return fingerprint(
    ...codeFiles().map((name) => readFileSync(join(sources, name), 'utf8')),
    readFileSync(join(nodeApi, 'package.json'), 'utf8'),
    existsSync(library) ? readFileSync(library, 'utf8') : '',
    ...FLAGS
  )
}

/** @param {string} cached */
const compile = (cached) =>
  compileAddOn({
    title: say('the training engine', '训练引擎'),
    flags: FLAGS,
    includes: [join(nodeApi, 'include'), join(libraries, 'include')],
    code: codeFiles()
      .filter((name) => name.endsWith('.cc'))
      .map((name) => join(sources, name)),
    libraries: [
      '-L',
      join(libraries, 'lib'),
      '-ltensorflow',
      '-ltensorflow_framework',
      '-Wl,-rpath,$ORIGIN/../../node_modules/@tensorflow/tfjs-node-gpu/deps/lib'
    ],
    cached
  })

import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compileAddOn, loadAddOn } from '../add-on.mjs'
import { fingerprint, isStamped, stamp } from '../files.mjs'
import { cacheFolder, projectRoot } from '../paths.mjs'
import { modulesAreLinked } from './packages.mjs'
import { tfjs } from './tensorflow.mjs'
import { say } from '../words.mjs'

const built = join(tfjs, 'lib/napi-v8/tfjs_binding.node')
const stampFile = `${built}.layerwright`
const nodeApi = join(projectRoot, 'node_modules/node-api-headers')
const sources = join(tfjs, 'binding')

const FLAGS = [
  '-shared',
  '-fPIC',
  '-O2',
  '-std=c++17',
  '-DNAPI_VERSION=8',
  '-DNODE_GYP_MODULE_NAME=tfjs_binding'
]

/** tfjs-node's own C++ between Node and libtensorflow, compiled against the Node-API headers that npm brings. */
export const binding = {
  name: 'binding',
  title: say('TensorFlow binding', 'TensorFlow 接口'),
  isDone: () => existsSync(built) && (modulesAreLinked() || isStamped(stampFile, wanted())),

  /** @param {import('../wheel.mjs').Progress} progress */
  async run(progress) {
    rmSync(stampFile, { force: true })
    const value = wanted()
    const cached = join(cacheFolder(), `binding-${value.slice(0, 16)}.node`)
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

/** Everything that the compiled file depends on; the libraries are named by the stamp of what was unpacked. */
function wanted() {
  const files = readdirSync(sources)
    .sort()
    .map((name) => readFileSync(join(sources, name), 'utf8'))
  const library = join(tfjs, 'deps/.layerwright-tensorflow')
  const headers = readFileSync(join(nodeApi, 'package.json'), 'utf8')
  return fingerprint(...files, headers, existsSync(library) ? readFileSync(library, 'utf8') : '', ...FLAGS)
}

/** @param {string} cached */
const compile = (cached) =>
  compileAddOn({
    title: say('the binding of tfjs-node', 'tfjs-node 的接口'),
    flags: FLAGS,
    includes: [join(nodeApi, 'include'), join(tfjs, 'deps/include'), tfjs],
    code: ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(sources, name)),
    libraries: [
      '-L',
      join(tfjs, 'deps/lib'),
      '-ltensorflow',
      '-ltensorflow_framework',
      '-Wl,-rpath,$ORIGIN/../../deps/lib'
    ],
    cached
  })

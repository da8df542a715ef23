import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { lastWords, runCommand } from '../command.mjs'
import { fingerprint, isStamped, place, stamp, unfinishedFolder } from '../files.mjs'
import { cacheFolder, findProgram, nodePath, projectRoot } from '../paths.mjs'
import { SetupProblem } from '../problem.mjs'
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
    await load(cached)
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
async function compile(cached) {
  const compiler = process.env.CXX ?? findProgram(['g++', 'clang++', 'c++'])
  if (!compiler) {
    throw new SetupProblem({
      expected: say('a C++ compiler', 'C++ 编译器'),
      found: say('no g++, clang++ or c++ on the PATH', 'PATH 中没有 g++、clang++ 或 c++'),
      fix: say(
        'Install one; on Debian and Ubuntu: sudo apt-get install -y g++',
        '请安装一个；Debian 和 Ubuntu：sudo apt-get install -y g++'
      )
    })
  }
  const folder = unfinishedFolder()
  const out = join(folder, 'tfjs_binding.node')
  const includes = [join(nodeApi, 'include'), join(tfjs, 'deps/include'), tfjs].flatMap((path) => [
    '-I',
    path
  ])
  const code = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(sources, name))
  const libraries = [
    '-L',
    join(tfjs, 'deps/lib'),
    '-ltensorflow',
    '-ltensorflow_framework',
    '-Wl,-rpath,$ORIGIN/../../deps/lib'
  ]
  const finished = await runCommand(compiler, [...FLAGS, ...includes, ...code, ...libraries, '-o', out])
  if (finished.status !== 0) {
    throw new SetupProblem({
      expected: say(
        `${compiler} compiles the binding of tfjs-node (C++17)`,
        `${compiler} 能够编译 tfjs-node 的接口（C++17）`
      ),
      found: lastWords(finished),
      fix: say(
        'Use g++ 9 or newer (set CXX to choose one), then run the command again.',
        '请使用 g++ 9 或更新的版本（可用 CXX 指定），再重新运行命令。'
      )
    })
  }
  place(out, cached)
  rmSync(folder, { recursive: true, force: true })
}

/**
 * A binding that does not load is thrown away, here and in the cache.
 *
 * @param {string} cached
 */
async function load(cached) {
  const finished = await runCommand(nodePath(), [
    '-e',
    'process.dlopen({ exports: {} }, process.argv[1])',
    built
  ])
  if (finished.status === 0) return
  rmSync(cached, { force: true })
  rmSync(built, { force: true })
  throw new SetupProblem({
    expected: say('Node 24 loads TensorFlow', 'Node 24 能够加载 TensorFlow'),
    found: lastWords(finished),
    fix: say(
      'TensorFlow needs glibc 2.27 and a processor with AVX; on such a machine run the command again.',
      'TensorFlow 需要 glibc 2.27 和支持 AVX 的处理器；请在这样的机器上重新运行命令。'
    )
  })
}

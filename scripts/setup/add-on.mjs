import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { lastWords, runCommand } from './command.mjs'
import { place, unfinishedFolder } from './files.mjs'
import { findProgram, nodePath } from './paths.mjs'
import { SetupProblem } from './problem.mjs'
import { say } from './words.mjs'

/**
 * Compiles an add-on of Node into the cache, where it is whole or absent.
 *
 * @param {object} addOn
 * @param {string} addOn.title  what is compiled, in the person's language
 * @param {readonly string[]} addOn.flags
 * @param {readonly string[]} addOn.includes
 * @param {readonly string[]} addOn.code
 * @param {readonly string[]} addOn.libraries
 * @param {string} addOn.cached
 */
export async function compileAddOn({ title, flags, includes, code, libraries, cached }) {
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
  const out = join(folder, 'compiled.node')
  const from = includes.flatMap((path) => ['-I', path])
  const finished = await runCommand(compiler, [...flags, ...from, ...code, ...libraries, '-o', out])
  if (finished.status !== 0) {
    throw new SetupProblem({
      expected: say(`${compiler} compiles ${title} (C++17)`, `${compiler} 能够编译${title}（C++17）`),
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
 * Loads an add-on once in a process of its own; one that does not load is thrown away, here and in the cache.
 *
 * @param {string} built
 * @param {string} cached
 */
export async function loadAddOn(built, cached) {
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

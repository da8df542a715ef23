import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder, findProgram } from '../../scripts/setup/paths.mjs'

const run = promisify(execFile)

/** What pip installs for each peer; TensorFlow is the trainer's own version. */
const packages = {
  keras: ['tensorflow-cpu==2.21.0', 'keras', 'jax'],
  torch: ['torch', 'numpy'],
  tokenizers: ['tokenizers']
} as const

export type Environment = keyof typeof packages

export type Found = { readonly python: string } | { readonly python: undefined; readonly reason: string }

/** Python with a peer in an environment of its own, made once; or why there is none. */
export async function findEnvironment(name: Environment): Promise<Found> {
  const folder = path.join(cacheFolder(), `bench-${name}`)
  const python = path.join(folder, 'bin/python')
  const ready = path.join(folder, `ready-${name}`)
  if (existsSync(ready)) return { python }
  const base = findProgram(['python3', 'python'])
  if (base === undefined) return { python: undefined, reason: 'there is no Python' }
  try {
    console.log(`Installing ${packages[name].join(', ')} by pip, once.`)
    await rm(folder, { recursive: true, force: true })
    await run(base, ['-m', 'venv', folder])
    await run(python, ['-m', 'pip', 'install', '--quiet', ...packages[name]], { maxBuffer: 2 ** 26 })
    await run(python, [
      '-c',
      `import ${name}; open(${JSON.stringify(ready)}, 'w').write(${name}.__version__)`
    ])
    return { python }
  } catch (error) {
    const said = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)
    return { python: undefined, reason: `pip could not install ${packages[name].join(' and ')}: ${said}` }
  }
}

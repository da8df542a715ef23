import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder } from '../scripts/setup/paths.mjs'

const packages = [
  'keras==3.15.1',
  process.platform === 'linux' ? 'tensorflow-cpu==2.21.0' : 'tensorflow==2.21.0'
]

/** Python with Keras, made once for each user and pair of versions. */
export function findPython(): string {
  const folder = path.join(cacheFolder(), `keras-${packages.join('-').replaceAll('==', '-')}`)
  const python = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const mark = path.join(folder, 'complete')
  if (existsSync(mark)) return python
  mkdirSync(cacheFolder(), { recursive: true })
  const own = process.platform === 'win32' ? 'python' : 'python3'
  execFileSync(own, ['-m', 'venv', '--clear', folder], { stdio: 'inherit' })
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], {
    stdio: 'inherit'
  })
  writeFileSync(mark, '')
  return python
}

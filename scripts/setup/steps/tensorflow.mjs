import { existsSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../command.mjs'
import { fingerprint, isStamped, place, stamp, unfinishedFolder } from '../files.mjs'
import { cacheFolder, platformKey, projectRoot } from '../paths.mjs'
import { TENSORFLOW_VERSION, TENSORFLOW_WHEELS } from '../pins.mjs'
import { SetupProblem } from '../problem.mjs'
import { extractWheel, fetchWheel } from '../wheel.mjs'
import { modulesAreLinked } from './packages.mjs'
import { say } from '../words.mjs'

/** @typedef {'cpu' | 'gpu'} Variant */

export const tfjs = join(projectRoot, 'node_modules/@tensorflow/tfjs-node-gpu')
const deps = join(tfjs, 'deps')
const STAMP = '.layerwright-tensorflow'

/** Which parts of TensorFlow's wheel the binding needs, and where. */
const PARTS = {
  'tensorflow/include/tensorflow/c/': 'include/tensorflow/c/',
  'tensorflow/include/tensorflow/core/platform/': 'include/tensorflow/core/platform/',
  'tensorflow/include/xla/': 'include/xla/',
  'tensorflow/include/tsl/': 'include/tsl/',
  'tensorflow/libtensorflow': 'lib/libtensorflow',
  // libtensorflow looks for CUDA beside its own folder.
  'nvidia/': 'nvidia/'
}

/** TensorFlow's C library and headers, where the binding of tfjs-node looks for them. */
export const tensorflow = {
  name: 'tensorflow',
  title: `libtensorflow ${TENSORFLOW_VERSION}`,
  isDone: () =>
    modulesAreLinked() ? existsSync(join(deps, 'lib')) : isStamped(join(deps, STAMP), wanted(quickVariant())),

  /** @param {import('../wheel.mjs').Progress} progress */
  async run(progress) {
    const variant = await findVariant()
    const value = wanted(variant)
    if (!isStamped(join(cached(variant), STAMP), value)) await unpack(variant, value, progress)
    rmSync(deps, { recursive: true, force: true })
    symlinkSync(cached(variant), deps, 'junction')
    // A driver that is there but does not answer must not ask for the GPU wheels at every start.
    if (quickVariant() !== variant) stamp(noGpuFile(), 'nvidia-smi gave no GPU')
  }
}

/** @param {Variant} variant */
const cached = (variant) => join(cacheFolder(), `tensorflow-${TENSORFLOW_VERSION}-${variant}`)
const noGpuFile = () => join(cacheFolder(), 'no-gpu')

/**
 * @param {Variant} variant
 * @param {string} value
 * @param {import('../wheel.mjs').Progress} progress
 */
async function unpack(variant, value, progress) {
  const wheels = wheelsOf(variant)
  const folder = unfinishedFolder()
  const files = []
  for (const wheel of wheels) {
    const file = await fetchWheel(wheel, progress)
    progress.now(say(`unpacking ${wheel.name}`, `解压 ${wheel.name}`))
    await extractWheel(file, folder, PARTS)
    files.push(file)
  }
  symlinkSync('libtensorflow_cc.so.2', join(folder, 'lib/libtensorflow.so'))
  symlinkSync('libtensorflow_framework.so.2', join(folder, 'lib/libtensorflow_framework.so'))
  stamp(join(folder, STAMP), value)
  place(folder, cached(variant))
  for (const file of files) rmSync(file, { force: true })
}

/** @param {Variant} variant */
function wheelsOf(variant) {
  const wheels = TENSORFLOW_WHEELS[platformKey]?.[variant]
  if (wheels) return wheels
  throw new SetupProblem({
    expected: say(`a pinned libtensorflow for ${platformKey}`, `为 ${platformKey} 固定的 libtensorflow`),
    found: say(
      `pins for ${Object.keys(TENSORFLOW_WHEELS).join(', ')}`,
      `仅有 ${Object.keys(TENSORFLOW_WHEELS).join('、')}`
    ),
    fix: say('Use one of these platforms.', '请使用其中一种平台。')
  })
}

/** @param {Variant} variant */
const wanted = (variant) =>
  fingerprint(...(TENSORFLOW_WHEELS[platformKey]?.[variant] ?? []).map(({ sha256 }) => sha256))

/** LAYERWRIGHT_TENSORFLOW=cpu or gpu overrules what is found. */
function named() {
  const value = process.env.LAYERWRIGHT_TENSORFLOW
  return value === 'cpu' || value === 'gpu' ? value : undefined
}

/**
 * The variant to expect, without starting a program.
 *
 * @returns {Variant}
 */
function quickVariant() {
  const driver = existsSync('/dev/nvidiactl') || existsSync('/usr/lib/wsl/lib/libcuda.so.1')
  const gpu = driver && !existsSync(noGpuFile()) && TENSORFLOW_WHEELS[platformKey]?.gpu !== undefined
  return named() ?? (gpu ? 'gpu' : 'cpu')
}

/**
 * The variant to install: the GPU's only where the driver names a GPU.
 *
 * @returns {Promise<Variant>}
 */
async function findVariant() {
  if (named() || quickVariant() === 'cpu') return quickVariant()
  const smi = await runCommand('nvidia-smi', ['-L'])
  return smi.status === 0 && /^GPU \d/m.test(smi.output) ? 'gpu' : 'cpu'
}

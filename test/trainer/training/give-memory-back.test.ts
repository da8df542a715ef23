import { memoryUsage, platform } from 'node:process'
import { expect, it } from 'vitest'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { giveMemoryBack } from '../../../src/trainer/training/compiled-step/native-graph.ts'

const multiply = (): Float32Array =>
  tf.tidy(() => tf.matMul(tf.linspace(0, 1, 64).reshape([8, 8]), tf.eye(8)).dataSync<'float32'>())

it.skipIf(platform !== 'linux')(
  'gives back what loading TensorFlow has touched, and computes the same afterwards',
  () => {
    const wanted = multiply()
    const before = memoryUsage.rss()
    giveMemoryBack()

    expect(before - memoryUsage.rss()).toBeGreaterThan(50 * 2 ** 20)
    expect(multiply()).toEqual(wanted)
  }
)

import { describe, expect, it } from 'vitest'
import { withSettings } from '../../src/cli/recipe-settings.ts'
import { defaultTraining, trainingSpec } from '../../src/shared/training/training-spec.ts'

const set = (words: string) => trainingSpec.safeParse(withSettings(defaultTraining, words))

describe('--set', () => {
  it('changes settings by their path, with JSON where one has several numbers', () => {
    const parsed = set(
      'optimizer.learningRate=0.02, schedule={"kind":"cosine","finalShare":0.1,"warmup":null},classWeights.kind=balanced'
    )
    expect(parsed.data).toEqual({
      ...defaultTraining,
      optimizer: { ...defaultTraining.optimizer, learningRate: 0.02 },
      schedule: { kind: 'cosine', finalShare: 0.1, warmup: null },
      classWeights: { kind: 'balanced' }
    })
    expect(defaultTraining.optimizer.learningRate).toBe(0.001)
  })

  it('leaves what is no setting to the schema', () => {
    expect(set('batchSizes=4').success).toBe(false)
    expect(set('gradientClipping.by=sideways').success).toBe(false)
  })

  it('refuses words without a value', () => {
    expect(() => withSettings(defaultTraining, 'batchSize')).toThrow('NAME=VALUE')
  })
})

import { describe, expect, it } from 'vitest'
import { defaultTraining, trainingSpec } from '../../../src/shared/training/training-spec.ts'

describe('a training spec', () => {
  it('written before there was a choice of engines leaves the choice to the program', () => {
    const { engine: _, ...older } = defaultTraining

    expect(trainingSpec.parse(older)).toEqual({ ...older, engine: 'auto' })
  })
})

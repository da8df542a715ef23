import { describe, expect, it } from 'vitest'
import { checkNetwork } from '../../../src/shared/network/check-network.ts'
import { setAnswers } from '../../../src/shared/network/graph-edits.ts'
import {
  checkAuxiliaryLosses,
  resolveAuxiliaryLosses
} from '../../../src/shared/training/auxiliary-losses.ts'
import { checkTraining } from '../../../src/shared/training/check-training.ts'
import { defaultTraining, trainingSpec } from '../../../src/shared/training/training-spec.ts'
import { classes, draw, id, input } from '../network/draw.ts'

const { model } = checkNetwork(
  setAnswers(
    draw(
      [input, ['size', 'dense', { units: 1, activation: 'linear' }], classes(3)],
      ['input > out', 'input > size']
    ),
    id('size'),
    'size'
  ),
  {
    inputShape: [4],
    output: {
      kind: 'classification',
      classCount: 3,
      auxiliaries: [{ name: 'size', output: { kind: 'regression' } }]
    }
  }
)
if (model === undefined) throw new Error('The network is not sound.')
const targets = { name: 'kind', auxiliaries: [{ name: 'size', classes: null }] }
const codesOf = (plan: Parameters<typeof checkAuxiliaryLosses>[0]) =>
  checkAuxiliaryLosses(plan, model, targets).map(({ code, at }) => [code, at])

describe('losses of several targets', () => {
  it('are the usual ones where the plan names none', () => {
    expect(resolveAuxiliaryLosses({}, model, targets)).toEqual({ size: 'meanSquaredError' })
    expect(resolveAuxiliaryLosses({ auxiliaryLosses: { size: 'huber' } }, model, targets)).toEqual({
      size: 'huber'
    })
    expect(codesOf({})).toEqual([])
  })

  it('of the main target still belong to its own layer', () => {
    expect(checkTraining(defaultTraining, model, 'classification', ['a', 'b', 'c'])).toEqual([])
  })

  it.each([
    [
      { auxiliaryLosses: { size: 'binaryCrossentropy' as const } },
      'training/auxiliary-loss',
      'training.auxiliaryLosses.size'
    ],
    [{ auxiliaryLosses: { kind: 'huber' as const } }, 'training/unknown-target', 'training.auxiliaryLosses'],
    [{ lossWeights: { colour: 2 } }, 'training/unknown-target', 'training.lossWeights'],
    [{ lossWeights: { kind: 0, size: 0 } }, 'training/no-loss-counts', 'training.lossWeights']
  ])('%j is refused: %s', (plan, code, at) => {
    expect(codesOf(plan)).toEqual([[code, at]])
  })

  it('are left out of a plan that has none, so that older plans stay the same to the letter', () => {
    const kept = trainingSpec.parse(JSON.parse(JSON.stringify(defaultTraining)))
    expect(Object.keys(kept)).not.toContain('lossWeights')
    expect(Object.keys(kept)).not.toContain('auxiliaryLosses')
  })
})

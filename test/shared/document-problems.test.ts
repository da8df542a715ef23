import { describe, expect, it } from 'vitest'
import { documentProblems } from '../../src/shared/document-problems.ts'
import { problemWords } from '../../src/shared/problems/catalogue.ts'
import { trainingSpec, defaultTraining } from '../../src/shared/training/training-spec.ts'

const problemsOf = (change: object) => {
  const document = { ...defaultTraining, ...change }
  const parsed = trainingSpec.safeParse(document)
  return parsed.success ? [] : documentProblems(parsed.error, document, 'recipe.json')
}

describe('problems of a document', () => {
  it.each([
    {
      change: { epochs: 'many' },
      at: 'epochs',
      message: 'At epochs: expected a number, found the text "many".'
    },
    { change: { epochs: 1.5 }, at: 'epochs', message: 'At epochs: expected a whole number, found 1.5.' },
    { change: { epochs: 0 }, at: 'epochs', message: 'At epochs: expected a number of at least 1, found 0.' },
    { change: { seed: undefined }, at: 'seed', message: 'At seed: expected a number, found nothing.' },
    {
      change: { device: 'gpu' },
      at: 'device',
      message: 'At device: expected one of "auto", "cpu", found the text "gpu".'
    },
    {
      change: { optimizer: { kind: 'adm' } },
      at: 'optimizer.kind',
      message:
        'At optimizer.kind: expected one of "sgd", "momentum", "rmsprop", "adagrad", "adam", "adamw", "adamax", "nadam", "adadelta", "lion", found the text "adm".'
    },
    {
      change: { regularization: [] },
      at: 'regularization',
      message: 'At regularization: expected an object, found a list.'
    },
    {
      change: { learnRate: 1 },
      at: 'learnRate',
      message: 'At recipe.json: there is no setting called "learnRate".'
    }
  ])('says for $change: $message', ({ change, at, message }) => {
    expect(problemsOf(change)).toMatchObject([{ at, message }])
  })

  it('lists all of them, and has words for each in Chinese', () => {
    const found = problemsOf({ epochs: 'many', seed: -1, extra: 1 })
    expect(found).toHaveLength(3)
    for (const one of found) expect(problemWords(one, 'zh').message).toMatch(/[\u4e00-\u9fff]/u)
  })
})

import type { FittedPair, FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import { TEXT_END, TEXT_END_ID, TEXT_START_ID } from '../../shared/dataset/text/special-tokens.ts'

/** How a question stands in a sample of a model that answers. */
export const pairSample = ({ layout, questionLength, answerLength }: FittedPair): string =>
  layout === 'twoRows'
    ? `One sample is ${questionLength} tokens of a question, filled up with 0, then ${answerLength} of the answer so far: ${TEXT_START_ID} begins it, 0 fills it up. What each token stands for is in preparation.json under \`words\`.`
    : `One sample is ${questionLength + answerLength + 2} tokens: ${TEXT_START_ID}, the question, ${TEXT_END_ID}, ${TEXT_START_ID}, then the answer so far, filled up with 0. What each token stands for is in preparation.json under \`words\`.`

/** How the output becomes an answer, in a few lines of Python. */
export function pairAnswer({ target }: FittedPreparation, { layout, questionLength }: FittedPair): string {
  const first =
    layout === 'twoRows' ? `${questionLength}` : `int(np.where(sample[1:] == ${TEXT_START_ID})[0][0]) + 1`
  const output = layout === 'twoRows' ? `place - ${questionLength}` : 'place'
  return [
    `The output is, for each step, the probability of each word to come next in \`${target.name}\`. An answer is written word by word, until \`${TEXT_END}\`:`,
    '',
    '```python',
    `def answer(sample, predict):  # sample: with nothing of the answer but its beginning; predict: [1, tokens] → [steps, words]`,
    `    place, tokens = ${first}, []`,
    '    while True:',
    `        shares = predict(sample[None])[${output}].copy()`,
    `        shares[:${TEXT_END_ID}] = 0  # they stand for no word`,
    '        token = int(shares.argmax())',
    `        if token == ${TEXT_END_ID} or place + 1 >= len(sample):`,
    `            return tokens + [token] * (token != ${TEXT_END_ID})`,
    '        place += 1',
    '        tokens.append(token)',
    '        sample[place] = token',
    '```'
  ].join('\n')
}

import { expect, it } from 'vitest'
import { closeAnswers, closeQuestion } from '../../src/main/close-words.ts'

it.each([
  {
    work: { run: { number: 3, name: 'Run 3' }, waitingCount: 0, locale: 'en' },
    says: 'Run 3 is still at work.'
  },
  {
    work: { run: { number: 3, name: 'Wide' }, waitingCount: 2, locale: 'en' },
    says: 'Wide is still at work. 2 more wait.'
  },
  { work: { run: null, waitingCount: 1, locale: 'en' }, says: 'A run waits to be trained.' },
  {
    work: { run: { number: 3, name: 'Run 3' }, waitingCount: 1, locale: 'zh' },
    says: '“训练 3”还在进行。还有 1 个在排队。'
  }
] as const)('asks in words: $says', ({ work, says }) => {
  const { message, buttons } = closeQuestion(work)
  expect(message).toBe(says)
  expect(buttons).toHaveLength(closeAnswers.length)
})

import { adam } from '../src/shared/network/templates/template.ts'
import type { Example } from './example.ts'
import { onFewNews } from './few-news-facts.ts'
import { maskedNews } from './masked-news.ts'

/** The same network three times: from random values, from the pre-trained one frozen, and from there all of it. */
export const fewNewsFresh: Example = {
  ...onFewNews,
  key: 'few-news-fresh',
  title: { en: 'Topics from 72 stories, from random values', zh: '72 条新闻分主题（随机初始值）' },
  bound: 0.25
}

export const fewNewsFrozen: Example = {
  ...onFewNews,
  key: 'few-news-frozen',
  title: { en: 'The same, pre-trained layers frozen', zh: '72 条新闻分主题（冻结预训练层）' },
  startFrom: { example: maskedNews, takes: 'frozen' },
  // One layer of few weights learns, so it may take large steps.
  training: { optimizer: adam(0.01), epochs: 150, earlyStopping: { patience: 20, minDelta: 0 } },
  bound: 0.4
}

export const fewNewsUnfrozen: Example = {
  ...onFewNews,
  key: 'few-news-unfrozen',
  title: { en: 'From there, all layers trained', zh: '随后解冻全部层继续训练' },
  startFrom: { example: fewNewsFrozen, takes: 'weights' },
  bound: 0.65
}

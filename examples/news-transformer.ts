import { textTransformer } from '../src/shared/network/templates/text-transformer.ts'
import type { Example } from './example.ts'
import { onNews } from './news-facts.ts'

export const newsTransformer: Example = {
  ...onNews,
  key: 'news-transformer',
  title: { en: 'Topics of news by Transformer', zh: 'Transformer 新闻主题分类' },
  template: textTransformer
}

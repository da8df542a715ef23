import { formatCount } from './format.ts'

// Parts of the window know no data; how a token is shown they have from here.
export { showHidden, showPiece } from '../../shared/dataset/text/show-text.ts'
export type { TextPiece } from '../../shared/dataset/text/text-piece.ts'

/** Words of texts that are shown as their tokens. */
export const tokenWords = {
  showAs: { en: 'Show as', zh: '显示为' },
  text: { en: 'Text', zh: '文本' },
  tokens: { en: 'Tokens', zh: '词元' },
  terms: { en: 'Terms', zh: '词项' },
  ids: { en: 'Numbers', zh: '编号' },
  idsTip: {
    en: 'Each token with its number in the vocabulary, which is what the network receives.',
    zh: '每个词元及其在词表中的编号，网络实际接收的就是这些编号。'
  },
  unknown: {
    en: (count: number) => `${formatCount(count)} unknown to the model`,
    zh: (count: number) => `${formatCount(count)} 个模型不认识的词元`
  },
  filler: { en: 'only fills up', zh: '仅用于补齐' },
  more: {
    en: (count: number) => `… ${formatCount(count)} more`,
    zh: (count: number) => `… 还有 ${formatCount(count)} 个`
  },
  cutOff: {
    en: (count: number) =>
      `The last ${formatCount(count)} ${count === 1 ? 'token does' : 'tokens do'} not fit in and ${count === 1 ? 'is' : 'are'} not read.`,
    zh: (count: number) => `超出长度的 ${formatCount(count)} 个词元不会被读入。`
  }
} as const

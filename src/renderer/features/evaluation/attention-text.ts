import { formatCount } from '../../text/format.ts'

export const attentionText = {
  title: { en: 'What looks at what', zh: '注意力图' },
  hint: {
    en: 'Each row is a token, and shows how much it takes over from each other one. Darker is more; hatched must not be looked at.',
    zh: '每一行对应一个词元，显示它从其他各词元取用多少。颜色越深取用越多；斜线格表示不可查看。'
  },
  none: {
    en: 'This network has no attention layer. TransformerEncoder, MultiHeadAttention and Attention have one.',
    zh: '这个网络没有注意力层。TransformerEncoder、MultiHeadAttention 和 Attention 含有注意力层。'
  },
  layer: { en: 'Layer', zh: '层' },
  head: { en: 'Head', zh: '注意力头' },
  headName: {
    en: (number: number) => `Head ${formatCount(number)}`,
    zh: (number: number) => `第 ${formatCount(number)} 个头`
  },
  token: { en: 'Token', zh: '词元' },
  map: {
    en: (queries: number, keys: number) =>
      `Attention map, ${formatCount(queries)} tokens by ${formatCount(keys)}. Arrow keys choose a pair.`,
    zh: (queries: number, keys: number) =>
      `注意力图，${formatCount(queries)} × ${formatCount(keys)} 个词元。用方向键选择一对。`
  },
  pair: {
    en: (query: string, key: string, share: string) => `${query} → ${key}: ${share}`,
    zh: (query: string, key: string, share: string) => `${query} → ${key}：${share}`
  },
  pairHidden: {
    en: (query: string, key: string) => `${query} → ${key}: must not be looked at`,
    zh: (query: string, key: string) => `${query} → ${key}：不可查看`
  },
  most: {
    en: (query: string) => `${query} takes over most from`,
    zh: (query: string) => `${query} 取用最多的词元`
  },
  filler: { en: 'padding', zh: '填充' },
  leftOut: {
    en: (count: number) => `${formatCount(count)} more that only fill up, or lie further back, are left out.`,
    zh: (count: number) => `另有 ${formatCount(count)} 个用于填充或更靠后的位置未显示。`
  }
} as const

import { formatCount } from '../../text/format.ts'

/** Words of the profile of a text column. */
export const textProfileText = {
  lengths: { en: 'Length of the texts, in characters', zh: '文本长度（字符数）' },
  lengthsOf: {
    en: (min: number, max: number) => `Texts of ${formatCount(min)} to ${formatCount(max)} characters`,
    zh: (min: number, max: number) => `文本长度为 ${formatCount(min)} 到 ${formatCount(max)} 个字符`
  },
  mean: { en: 'Mean length', zh: '平均长度' },
  median: { en: 'Median length', zh: '长度中位数' },
  characters: { en: 'Characters', zh: '不同字符' },
  doubles: { en: 'Repeated texts', zh: '重复文本' },
  empty: { en: 'Blank texts', zh: '空白文本' },
  hidden: { en: 'Hidden', zh: '不可见字符' },
  hiddenHelp: {
    en: 'Control characters, and marks that turn the direction of writing. Clean text takes them out.',
    zh: '控制字符以及改变书写方向的标记。“清理文本”可以去掉它们。'
  },
  scripts: { en: 'Scripts', zh: '文字' },
  scriptNames: {
    Latin: { en: 'Latin', zh: '拉丁字母' },
    Han: { en: 'Chinese characters', zh: '汉字' },
    Hiragana: { en: 'Hiragana', zh: '平假名' },
    Katakana: { en: 'Katakana', zh: '片假名' },
    Hangul: { en: 'Hangul', zh: '谚文' },
    Cyrillic: { en: 'Cyrillic', zh: '西里尔字母' },
    Greek: { en: 'Greek', zh: '希腊字母' },
    Arabic: { en: 'Arabic', zh: '阿拉伯字母' },
    other: { en: 'other', zh: '其他' }
  },
  topWords: { en: 'Most frequent words', zh: '最常见的词' }
} as const

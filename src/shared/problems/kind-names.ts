const kindWords: Readonly<Record<string, { en: string; zh: string }>> = {
  number: { en: 'numbers', zh: '数值' },
  category: { en: 'categories', zh: '类别' },
  text: { en: 'text', zh: '文本' },
  words: { en: 'words', zh: '已分词的文本' },
  tokens: { en: 'tokens', zh: '词元' },
  vector: { en: 'prepared numbers', zh: '已转换的数字' },
  date: { en: 'dates', zh: '日期' }
}

/** What a column of a kind holds, in words. */
export const kindName = (kind: string, locale: 'en' | 'zh'): string => kindWords[kind]?.[locale] ?? kind

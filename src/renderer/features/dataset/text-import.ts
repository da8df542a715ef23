import { counted } from './text.ts'
import { formatBytes, formatCount, formatDuration } from '../../text/format.ts'

/** Words of the import dialog. */
export const importText = {
  title: { en: (name: string) => `Import ${name}`, zh: (name: string) => `导入 ${name}` },
  found: {
    en: (size: number) => `${formatBytes(size)}. Everything below was found by itself; change what is wrong.`,
    zh: (size: number) => `${formatBytes(size)}。以下均为自动识别的结果，如有不对请更改。`
  },
  foundImages: {
    en: (classes: number, images: number, size: number) =>
      `${formatCount(images)} images in ${classes === 1 ? '1 class' : `${formatCount(classes)} classes`}${size > 0 ? `, ${formatBytes(size)}` : ''}. Each sub-folder is a class.`,
    zh: (classes: number, images: number, size: number) =>
      `${formatCount(classes)} 个类别，共 ${formatCount(images)} 张图像${size > 0 ? `，${formatBytes(size)}` : ''}。每个子文件夹是一个类别。`
  },
  delimiter: { en: 'Columns end at', zh: '分隔符' },
  delimiters: {
    ',': { en: 'Comma  ,', zh: '逗号  ,' },
    ';': { en: 'Semicolon  ;', zh: '分号  ;' },
    '\t': { en: 'Tab', zh: '制表符' },
    '|': { en: 'Bar  |', zh: '竖线  |' },
    ' ': { en: 'Space', zh: '空格' }
  },
  quote: { en: 'Text in quotes', zh: '文本引号' },
  quotes: {
    '"': { en: 'Double  "', zh: '双引号  "' },
    "'": { en: "Single  '", zh: "单引号  '" },
    '': { en: 'None', zh: '无' }
  },
  header: { en: 'First line', zh: '首行' },
  hasHeader: { en: 'Names', zh: '列名' },
  noHeader: { en: 'Data', zh: '数据' },
  encoding: { en: 'Encoding', zh: '编码' },
  decimalMark: { en: 'Decimal mark', zh: '小数点' },
  preview: { en: 'First rows', zh: '前几行' },
  previewNote: {
    en: (rows: number, columns: number) => `the first ${counted(rows, 'row')}, ${counted(columns, 'column')}`,
    zh: (rows: number, columns: number) => `前 ${formatCount(rows)} 行，${formatCount(columns)} 列`
  },
  moreColumns: {
    en: (count: number) =>
      `and ${formatCount(count)} more columns; their kinds can be changed after the import`,
    zh: (count: number) => `另有 ${formatCount(count)} 列，导入后可更改其类型`
  },
  kindOf: { en: (name: string) => `Kind of ${name}`, zh: (name: string) => `${name} 的类型` },
  moreClasses: {
    en: (count: number) => `and ${formatCount(count)} more`,
    zh: (count: number) => `另有 ${formatCount(count)} 个`
  },
  import: { en: 'Import', zh: '导入' },
  cancel: { en: 'Cancel', zh: '取消' },
  looking: { en: 'Looking at the file', zh: '正在查看文件' },
  remaining: {
    en: (ms: number) => `about ${formatDuration(ms)} left`,
    zh: (ms: number) => `大约还需 ${formatDuration(ms)}`
  }
} as const

/** Encodings offered by name; the one found is always offered too. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-1252',
  'iso-8859-2',
  'windows-1251'
] as const

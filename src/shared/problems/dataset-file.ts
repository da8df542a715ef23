import { words } from './words.ts'

type File = { file: string }
type Line = { line: number }

const kinds = { number: { en: 'numbers', zh: '数值' }, date: { en: 'dates', zh: '日期' } }

/** What can be wrong with a path that is to be imported. */
const pathProblems = {
  'dataset/file-not-found': words<File>({
    en: ({ file }) => ({
      message: `${file} cannot be found.`,
      fix: 'Check whether it was moved or renamed.'
    }),
    zh: ({ file }) => ({ message: `找不到 ${file}。`, fix: '请检查它是否被移动或改名。' })
  }),
  'dataset/no-permission': words<File>({
    en: ({ file }) => ({
      message: `${file} may not be read.`,
      fix: 'Give yourself permission to read it, or copy it to a folder of your own.'
    }),
    zh: ({ file }) => ({
      message: `没有读取 ${file} 的权限。`,
      fix: '请获取读取权限，或把它复制到自己的文件夹。'
    })
  }),
  'dataset/special-file': words<File>({
    en: ({ file }) => ({
      message: `${file} is neither a file nor a folder, but a device or pipe.`,
      fix: 'Choose a CSV file, or a folder of images.'
    }),
    zh: ({ file }) => ({
      message: `${file} 既不是文件也不是文件夹，而是设备或管道。`,
      fix: '请选择 CSV 文件或图像文件夹。'
    })
  }),
  'dataset/not-readable': words<{ folder: string }>({
    en: ({ folder }) => ({
      message: `The imported data set ${folder} is missing or damaged.`,
      fix: 'Import the data again.'
    }),
    zh: ({ folder }) => ({ message: `已导入的数据集 ${folder} 缺失或损坏。`, fix: '请重新导入数据。' })
  }),
  'dataset/disk-full': words<{ name: string; needed: number; free: number }>({
    en: ({ name, needed, free }) => ({
      message: `The disk is full: ${name} needs about ${needed} MB, and ${free} MB are free. Nothing of it was kept.`,
      fix: 'Free some space, or keep the project on another disk; then import again.'
    }),
    zh: ({ name, needed, free }) => ({
      message: `磁盘已满：${name} 约需 ${needed} MB，可用空间为 ${free} MB。没有保留任何内容。`,
      fix: '请释放磁盘空间，或将项目放到其他磁盘，然后重新导入。'
    })
  }),
  'dataset/needs-more-memory': words<File>({
    en: ({ file }) => ({
      message: `${file} takes more memory than there is for an import.`,
      fix: 'Leave out columns or rows that are not needed, or close other programs; then import again.'
    }),
    zh: ({ file }) => ({
      message: `导入 ${file} 所需的内存超出可用范围。`,
      fix: '请去掉不需要的列或行，或关闭其他程序，然后重新导入。'
    })
  }),
  /** The thread that goes over all rows ended; it is started again with the next request. */
  'dataset/reader-ended': words<{ reason: string }>({
    en: ({ reason }) => ({
      message: `Reading the data stopped unexpectedly (${reason}).`,
      fix: 'Try again; if it happens again, close other programs to free memory.'
    }),
    zh: ({ reason }) => ({
      message: `读取数据时意外中断（${reason}）。`,
      fix: '请重试；如再次发生，请关闭其他程序以释放内存。'
    })
  }),
  'dataset/summary-outdated': words({
    en: () => ({
      message: 'The preparation was changed again before this was worked out.',
      fix: 'Make the change again.'
    }),
    zh: () => ({ message: '在计算完成之前，数据准备又有了改动。', fix: '请重新进行该操作。' })
  }),
  'dataset/not-a-table': words<{ name: string }>({
    en: ({ name }) => ({ message: `${name} holds images, not a table.`, fix: 'Choose a table.' }),
    zh: ({ name }) => ({ message: `${name} 是图像数据集，不是表格。`, fix: '请选择表格数据集。' })
  }),
  'dataset/not-images': words<{ name: string }>({
    en: ({ name }) => ({
      message: `${name} holds a table, not images.`,
      fix: 'Choose a data set of images.'
    }),
    zh: ({ name }) => ({ message: `${name} 是表格数据集，不是图像。`, fix: '请选择图像数据集。' })
  })
} as const

/** What can be wrong with a text file. */
const textProblems = {
  'dataset/empty-file': words<File>({
    en: ({ file }) => ({
      message: `${file} is empty.`,
      fix: 'Choose a file with a header line and at least one row.'
    }),
    zh: ({ file }) => ({ message: `${file} 是空文件。`, fix: '请选择含有表头和至少一行数据的文件。' })
  }),
  'dataset/header-only': words<File>({
    en: ({ file }) => ({
      message: `${file} has a header line but no rows.`,
      fix: 'Add rows below the header; if the first line is data, turn “first line is the header” off.'
    }),
    zh: ({ file }) => ({
      message: `${file} 只有表头，没有数据行。`,
      fix: '请在表头下添加数据；如果第一行就是数据，请关闭“首行为表头”。'
    })
  }),
  'dataset/binary-file': words<File & { kind: string }>({
    en: ({ file, kind }) => ({
      message: `${file} is not a text file${kind === '–' ? '' : `; it looks like ${kind}`}.`,
      fix: 'Save the table as CSV and choose that file.'
    }),
    zh: ({ file, kind }) => ({
      message: `${file} 不是文本文件${kind === '–' ? '' : `，看起来是 ${kind}`}。`,
      fix: '请把表格另存为 CSV 后再选择。'
    })
  }),
  'dataset/unknown-encoding': words<{ encoding: string }>({
    en: ({ encoding }) => ({
      message: `There is no text encoding named “${encoding}”.`,
      fix: 'Choose an encoding of the list, such as UTF-8 or GB18030.'
    }),
    zh: ({ encoding }) => ({
      message: `没有名为“${encoding}”的文本编码。`,
      fix: '请从列表中选择编码，例如 UTF-8 或 GB18030。'
    })
  }),
  'dataset/wrong-encoding': words<File & { encoding: string }>({
    en: ({ file, encoding }) => ({
      message: `${file} is not written in ${encoding}: some bytes have no meaning in it.`,
      fix: 'Choose another encoding, such as GB18030 or Big5 for Chinese, or windows-1252 for Western European text.'
    }),
    zh: ({ file, encoding }) => ({
      message: `${file} 不是 ${encoding} 编码：其中有无法解码的字节。`,
      fix: '请选择其他编码，例如中文常用 GB18030 或 Big5，西欧文字常用 windows-1252。'
    })
  }),
  'dataset/line-too-long': words<File>({
    en: ({ file }) => ({
      message: `A line of ${file} is longer than 1 MB, so it is hardly a table.`,
      fix: 'Check the line ends and quotes of the file.'
    }),
    zh: ({ file }) => ({
      message: `${file} 中有一行超过 1 MB，不像是表格。`,
      fix: '请检查文件的换行和引号。'
    })
  }),
  'dataset/too-many-columns': words<{ count: number; limit: number }>({
    en: ({ count, limit }) => ({
      message: `The table has ${count} columns; at most ${limit} can be imported.`,
      fix: 'Keep only the columns you need, or check the delimiter.'
    }),
    zh: ({ count, limit }) => ({
      message: `表格有 ${count} 列，最多可导入 ${limit} 列。`,
      fix: '请只保留需要的列，或检查分隔符。'
    })
  }),
  'dataset/ragged-row': words<Line & { expected: number; found: number }>({
    en: ({ line, expected, found }) => ({
      message: `Line ${line}: expected ${expected} fields, found ${found}.`,
      fix: 'Correct that line, or choose another delimiter or quote.'
    }),
    zh: ({ line, expected, found }) => ({
      message: `第 ${line} 行：应有 ${expected} 个字段，实际有 ${found} 个。`,
      fix: '请更正该行，或选择其他分隔符或引号。'
    })
  }),
  'dataset/open-quote': words<Line>({
    en: ({ line }) => ({
      message: `Line ${line}: a quoted value does not end where a value can end.`,
      fix: 'Close or double the quote in that line, or set the quote to “none”.'
    }),
    zh: ({ line }) => ({
      message: `第 ${line} 行：带引号的值没有正确结束。`,
      fix: '请补全或双写该行的引号，或把引号设为“无”。'
    })
  }),
  'dataset/mixed-line-ends': words<File>({
    en: ({ file }) => ({
      message: `${file} mixes different line ends and quotes in a way that cannot be told apart.`,
      fix: 'Save the file again with one kind of line ends.'
    }),
    zh: ({ file }) => ({
      message: `${file} 混用了不同的换行符和引号，无法区分各行。`,
      fix: '请用同一种换行符重新保存文件。'
    })
  }),
  'dataset/csv-unreadable': words<File & Line & { reason: string }>({
    en: ({ file, line, reason }) => ({
      message: `${file} cannot be read as a table${line > 0 ? ` at line ${line}` : ''}: ${reason}`,
      fix: 'Check delimiter, quote and encoding.'
    }),
    zh: ({ file, line, reason }) => ({
      message: `无法把 ${file} 读取为表格${line > 0 ? `（第 ${line} 行）` : ''}：${reason}`,
      fix: '请检查分隔符、引号和编码。'
    })
  }),
  'dataset/column-without-name': words<{ position: number; name: string }>({
    en: ({ position, name }) => ({ message: `Column ${position} has no name and is called “${name}”.` }),
    zh: ({ position, name }) => ({ message: `第 ${position} 列没有名称，现命名为“${name}”。` })
  }),
  'dataset/column-name-repeated': words<{ column: string; name: string }>({
    en: ({ column, name }) => ({ message: `Another column named “${column}” is called “${name}”.` }),
    zh: ({ column, name }) => ({ message: `列名“${column}”重复，后面的列改名为“${name}”。` })
  }),
  'dataset/cells-not-read': words<{
    column: string
    kind: 'number' | 'date'
    count: number
    examples: string
  }>({
    en: ({ column, kind, count, examples }) => ({
      message: `“${column}” holds ${kinds[kind].en}, but ${count} ${count === 1 ? 'cell is none and counts' : 'cells are none and count'} as missing. Row and value: ${examples}`,
      fix: 'Correct the cells in the file, or read the column as a category.'
    }),
    zh: ({ column, kind, count, examples }) => ({
      message: `“${column}”是${kinds[kind].zh}列，但有 ${count} 个单元格不是，按缺失值处理。行号与内容：${examples}`,
      fix: '请在文件中更正这些单元格，或把该列作为类别读取。'
    })
  })
} as const

export const fileProblems = { ...pathProblems, ...textProblems } as const

import { words } from './words.ts'

/** Writing a model into a folder, and reading one back. */
export const exportModelProblems = {
  'export/weights-not-finite': words<{ weight: string }>({
    en: ({ weight }) => ({
      message: `The trained model holds values that are not numbers (in ${weight}), so it cannot predict anything.`,
      fix: 'Train again with a lower learning rate, then export that run.'
    }),
    zh: ({ weight }) => ({
      message: `训练得到的模型中含有无效数值（${weight}），无法用于预测。`,
      fix: '请降低学习率重新训练，再导出新的结果。'
    })
  }),
  'export/run-damaged': words<{ file: string }>({
    en: ({ file }) => ({
      message: `${file} of this run is missing or damaged, so it cannot be exported.`,
      fix: 'Train again, then export the new run.'
    }),
    zh: ({ file }) => ({
      message: `该训练的 ${file} 缺失或已损坏，无法导出。`,
      fix: '请重新训练，再导出新的结果。'
    })
  }),
  'export/folder-not-empty': words<{ folder: string }>({
    en: ({ folder }) => ({
      message: `The folder ${folder} is not empty, and nothing in it is to be overwritten.`,
      fix: 'Choose a new or empty folder.'
    }),
    zh: ({ folder }) => ({
      message: `文件夹 ${folder} 不是空的，为避免覆盖其中的内容，未进行导出。`,
      fix: '请选择一个新的或空的文件夹。'
    })
  }),
  'export/folder-not-writable': words<{ folder: string; reason: string; reasonZh: string }>({
    en: ({ folder, reason }) => ({
      message: `The export could not be written into ${folder}: ${reason}.`,
      fix: 'Choose a folder that you may write to, on a disk with free space.'
    }),
    zh: ({ folder, reasonZh }) => ({
      message: `无法写入 ${folder}：${reasonZh}。`,
      fix: '请选择有写入权限且磁盘空间充足的文件夹。'
    })
  }),
  'export/not-in-tensorflow-js': words<{ layers: string }>({
    en: ({ layers }) => ({
      message: `TensorFlow.js by itself computes these layers otherwise or not at all: ${layers}.`,
      fix: 'Export as .keras instead; Layerwright itself can predict with that as well.'
    }),
    zh: ({ layers }) => ({
      message: `TensorFlow.js 自身没有以下层，或计算方式不同：${layers}。`,
      fix: '请改为导出 .keras；Layerwright 同样可以用它预测。'
    })
  }),
  'export/proof-failed': words<{ deviation: string; limit: string }>({
    en: ({ deviation, limit }) => ({
      message: `The written model differs from the trained one by ${deviation}; at most ${limit} is expected. Nothing was kept.`,
      fix: 'Try another format, and send the log to the makers of Layerwright.'
    }),
    zh: ({ deviation, limit }) => ({
      message: `写出的模型与训练得到的模型相差 ${deviation}，超过允许的 ${limit}，因此未保留。`,
      fix: '请尝试其他格式，并将日志发送给层匠的开发者。'
    })
  }),
  'export/not-an-export': words<{ folder: string }>({
    en: ({ folder }) => ({
      message: `${folder} is not an export of Layerwright: it has no readable manifest.json.`,
      fix: 'Choose the folder that "Export" wrote, with everything in it.'
    }),
    zh: ({ folder }) => ({
      message: `${folder} 不是层匠的导出文件夹：其中没有可读取的 manifest.json。`,
      fix: '请选择“导出”生成的完整文件夹。'
    })
  }),
  'export/file-changed': words<{ file: string }>({
    en: ({ file }) => ({
      message: `${file} is missing, or is not the file that was exported.`,
      fix: 'Export the run again, or restore the file from a copy.'
    }),
    zh: ({ file }) => ({
      message: `${file} 缺失，或已不是导出时的文件。`,
      fix: '请重新导出，或从副本恢复该文件。'
    })
  }),
  'export/model-not-readable': words<{ file: string; where: string }>({
    en: ({ file, where }) => ({
      message: `${file} is not a model that Layerwright wrote: it cannot be read at ${where}.`,
      fix: 'Export the run again.'
    }),
    zh: ({ file, where }) => ({
      message: `${file} 不是层匠写出的模型：在 ${where} 处无法读取。`,
      fix: '请重新导出。'
    })
  }),
  'export/weights-do-not-fit': words<{ file: string; weight: string; expected: string; found: string }>({
    en: ({ file, weight, expected, found }) => ({
      message: `In ${file}, ${weight} should be ${expected}, but is ${found}.`,
      fix: 'Export the run again.'
    }),
    zh: ({ file, weight, expected, found }) => ({
      message: `${file} 中的 ${weight} 应为 ${expected}，实际是 ${found}。`,
      fix: '请重新导出。'
    })
  })
} as const

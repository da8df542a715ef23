import { words } from './words.ts'

export const trainingProblems = {
  'training/loss-not-finite': words<{ epoch: number; step: number }>({
    en: ({ epoch, step }) => ({
      message: `The loss stopped being a number in epoch ${epoch}, step ${step}.`,
      fix: 'Lower the learning rate, or standardise the number columns.'
    }),
    zh: ({ epoch, step }) => ({
      message: `第 ${epoch} 轮第 ${step} 步的损失不再是有效数字。`,
      fix: '请降低学习率，或对数值列做标准化。'
    })
  }),
  'training/no-training-rows': words({
    en: () => ({
      message: 'The split leaves no rows to learn from.',
      fix: 'Give the training part a larger share, or use more data.'
    }),
    zh: () => ({ message: '按当前划分，没有可用于学习的行。', fix: '请增大训练部分的比例，或使用更多数据。' })
  }),
  'training/loss-needs-counts': words<{ lowest: number }>({
    en: ({ lowest }) => ({
      message: `The Poisson loss is for counts, but the target goes down to ${lowest} after its preparation.`,
      fix: 'Leave the target unscaled, or choose mean squared error.'
    }),
    zh: ({ lowest }) => ({
      message: `泊松损失用于计数，但目标在预处理后最低为 ${lowest}。`,
      fix: '请不要缩放目标列，或改用均方误差。'
    })
  }),
  'training/no-validation-rows': words({
    en: () => ({
      message: 'There is no validation part, so the best epoch is chosen by the training loss.',
      fix: 'Give the validation part a share of about 15 %, so that learning by heart is noticed.'
    }),
    zh: () => ({
      message: '没有验证部分，因此最佳轮次按训练损失选择。',
      fix: '请为验证部分留出约 15% 的数据，以便发现过拟合。'
    })
  }),
  'training/stopped-before-start': words({
    en: () => ({
      message: 'Training was stopped before its first step, so there is no model to keep.',
      fix: 'Start it again and let it run for at least one step.'
    }),
    zh: () => ({
      message: '训练在第一步之前就已停止，没有可保留的模型。',
      fix: '请重新开始，并至少运行一步。'
    })
  }),
  'training/engine-missing': words({
    en: () => ({
      message: 'The training engine is not built, so each operation runs by itself, which is slower.',
      fix: 'Start the program again from its command: it builds what is missing. Results are the same.'
    }),
    zh: () => ({
      message: '训练引擎尚未构建，因此逐个运算执行，速度较慢。',
      fix: '请用启动命令重新启动程序，它会构建缺少的部分。结果不受影响。'
    })
  }),
  'training/not-compiled': words<{ place: string }>({
    en: ({ place }) => ({
      message: `The training step could not be compiled because of ${place}, so each operation runs by itself, which is slower.`,
      fix: 'Nothing has to be done: results are the same.'
    }),
    zh: ({ place }) => ({
      message: `由于 ${place}，训练步无法编译，因此逐个运算执行，速度较慢。`,
      fix: '无需处理：结果不受影响。'
    })
  }),
  'training/compiled-differs': words<{ difference: number }>({
    en: ({ difference }) => ({
      message: `The compiled training step differs from the plain one by a share of ${difference.toExponential(1)}, so the plain one is used, which is slower.`,
      fix: 'Nothing has to be done. A lower learning rate makes the two agree more closely.'
    }),
    zh: ({ difference }) => ({
      message: `编译后的训练步与逐个运算的结果相差 ${difference.toExponential(1)}（相对值），因此改用逐个运算，速度较慢。`,
      fix: '无需处理。较低的学习率会使两者更接近。'
    })
  }),
  'training/engine-refused': words<{ engine: string; reason: string }>({
    en: ({ engine, reason }) => ({
      message: `The engine “${engine}” cannot compute this model: ${reason}.`,
      fix: 'Choose “auto” as the engine, which takes the fastest that can.'
    }),
    zh: ({ engine, reason }) => ({
      message: `引擎“${engine}”无法计算此模型：${reason}。`,
      fix: '请将引擎设为“auto”，程序会选用其中最快且可用的一种。'
    })
  }),
  'training/out-of-memory': words<{ batchSize: number }>({
    en: ({ batchSize }) => ({
      message: `There was not enough memory for a step with ${batchSize} rows.`,
      fix: 'Use a smaller batch size, a smaller network or smaller images, or close other programs.'
    }),
    zh: ({ batchSize }) => ({
      message: `内存不足，无法完成每批 ${batchSize} 行的训练步。`,
      fix: '请减小批大小、网络规模或图像尺寸，或关闭其他程序。'
    })
  }),
  'training/disk-full': words({
    en: () => ({
      message: 'The disk that holds the project is full, so results could not be kept.',
      fix: 'Free some space, then train again.'
    }),
    zh: () => ({ message: '项目所在的磁盘已满，无法保存结果。', fix: '请释放一些空间后重新训练。' })
  }),
  'training/dataset-damaged': words<{ file: string }>({
    en: ({ file }) => ({
      message: `The imported dataset cannot be read: ${file} is missing, or is not what the import wrote.`,
      fix: 'Import the data again.'
    }),
    zh: ({ file }) => ({
      message: `无法读取已导入的数据集：${file} 缺失，或与导入时写入的内容不符。`,
      fix: '请重新导入数据。'
    })
  }),
  'training/no-checkpoint': words({
    en: () => ({
      message: 'This run has no kept weights, because it ended before its first step.',
      fix: 'Train again, or choose another run.'
    }),
    zh: () => ({
      message: '该训练在第一步之前就已结束，没有保存的权重。',
      fix: '请重新训练，或选择其他训练。'
    })
  }),
  'training/checkpoint-damaged': words<{ count: number }>({
    en: ({ count }) => ({
      message: `The kept weights of this run cannot be read: ${count === 1 ? 'its only checkpoint is' : `all ${count} checkpoints are`} damaged.`,
      fix: 'Train again from the same settings.'
    }),
    zh: ({ count }) => ({
      message: `无法读取该训练保存的权重：${count} 个检查点均已损坏。`,
      fix: '请用相同的设置重新训练。'
    })
  })
} as const

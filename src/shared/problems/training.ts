import { grouped, words } from './words.ts'

/** The epoch whose weights are kept; 0 for the start weights. Left out by older runs. */
interface Kept extends Readonly<Record<string, string | number>> {
  readonly kept: number
}
const keptEn = (kept: number | undefined): string =>
  kept === undefined
    ? ''
    : kept === 0
      ? 'The start weights are kept.'
      : `The weights of epoch ${grouped(kept)} are kept.`
const keptZh = (kept: number | undefined): string =>
  kept === undefined ? '' : kept === 0 ? '已保留初始权重。' : `已保留第 ${grouped(kept)} 轮的权重。`

export const trainingProblems = {
  'training/loss-not-finite': words<{ epoch: number; step: number } & Kept>({
    en: ({ epoch, step, kept }) => ({
      message:
        `The loss stopped being a number in epoch ${grouped(epoch)}, step ${grouped(step)}. ${keptEn(kept)}`.trim(),
      fix: 'Lower the learning rate, or standardise the number columns.'
    }),
    zh: ({ epoch, step, kept }) => ({
      message: `第 ${grouped(epoch)} 轮第 ${grouped(step)} 步的损失不再是有效数字。${keptZh(kept)}`,
      fix: '请降低学习率，或对数值列做标准化。'
    })
  }),
  'training/weights-not-finite': words<{ epoch: number; step: number; weight: string } & Kept>({
    en: ({ epoch, step, weight, kept }) => ({
      message:
        `The weights ${weight} stopped being numbers before epoch ${grouped(epoch)}, step ${grouped(step)}. ${keptEn(kept)}`.trim(),
      fix: 'Lower the learning rate, or standardise the number columns.'
    }),
    zh: ({ epoch, step, weight, kept }) => ({
      message: `在第 ${grouped(epoch)} 轮第 ${grouped(step)} 步之前，权重 ${weight} 不再是有效数字。${keptZh(kept)}`,
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
  'training/no-sample-text': words<{ reason: string }>({
    en: ({ reason }) => ({
      message: `No sample text is written after the epochs: ${reason}`,
      fix: 'Training goes on without it. Choose another prompt for the next run, under Sample text.'
    }),
    zh: ({ reason }) => ({
      message: `各轮之后不写示例文本：${reason}`,
      fix: '训练不受影响。下次训练时请在“示例文本”中换一个开头。'
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
  'training/engine-failed': words<{ reason: string }>({
    en: ({ reason }) => ({
      message: `The training engine failed (${reason}), so training goes on from the last checkpoint with each operation by itself, which is slower.`,
      fix: 'Nothing has to be done. If it happens again, choose the engine “eager” in the training plan.'
    }),
    zh: ({ reason }) => ({
      message: `训练引擎出错（${reason}），因此从最近的检查点起逐个运算继续训练，速度较慢。`,
      fix: '无需处理。如再次发生，请在训练计划中选择引擎“eager”。'
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
      fix: `Use ${batchSize > 1 ? `batches of ${Math.floor(batchSize / 2)} or fewer, ` : ''}a smaller network or smaller images, or close other programs.`
    }),
    zh: ({ batchSize }) => ({
      message: `内存不足，无法完成每批 ${batchSize} 行的训练步。`,
      fix: `请${batchSize > 1 ? `改为每批不超过 ${Math.floor(batchSize / 2)} 行，或` : ''}减小网络规模或图像尺寸，或关闭其他程序。`
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
  }),
  'training/no-first-checkpoint': words({
    en: () => ({
      message: 'The start of the training could not be written to the disk, so it was not begun.',
      fix: 'See that the project folder can be written to, then train again.'
    }),
    zh: () => ({
      message: '无法将训练的初始状态写入磁盘，因此未开始训练。',
      fix: '请确认项目文件夹可写，然后重新训练。'
    })
  }),
  'training/checkpoint-not-written': words<{ reason: string }>({
    en: ({ reason }) => ({
      message: `A checkpoint could not be written (${reason}). Training goes on, and the checkpoints before it still serve.`,
      fix: 'See that the project folder can be written to and that no other program holds its files.'
    }),
    zh: ({ reason }) => ({
      message: `有一个检查点无法写入（${reason}）。训练继续进行，之前的检查点仍然有效。`,
      fix: '请确认项目文件夹可写，且没有其他程序占用其中的文件。'
    })
  }),
  'training/waiting-for-room': words<{ neededMegabytes: number; freeMegabytes: number }>({
    en: ({ neededMegabytes, freeMegabytes }) => ({
      message: `The disk is full: a checkpoint needs ${neededMegabytes} MB, and ${freeMegabytes} MB are free. Training waits; nothing is lost.`,
      fix: 'Free some space. Training then goes on by itself.'
    }),
    zh: ({ neededMegabytes, freeMegabytes }) => ({
      message: `磁盘已满：检查点需要 ${neededMegabytes} MB，可用空间为 ${freeMegabytes} MB。训练正在等待，没有丢失任何内容。`,
      fix: '请释放一些空间，训练随后会自动继续。'
    })
  }),
  'training/older-checkpoint': words<{ count: number; epoch: number; step: number }>({
    en: ({ count, epoch, step }) => ({
      message: `${count === 1 ? 'The newest checkpoint is' : `The newest ${count} checkpoints are`} damaged, so training goes on from the one before: epoch ${grouped(epoch)}, after step ${grouped(step)}.`,
      fix: 'Nothing has to be done: the same steps are done again. If it happens often, have the disk checked.'
    }),
    zh: ({ count, epoch, step }) => ({
      message: `最新的 ${count} 个检查点已损坏，因此从更早的检查点继续：第 ${grouped(epoch)} 轮，第 ${grouped(step)} 步之后。`,
      fix: '无需处理：相同的训练步会重新执行。如果经常发生，请检查磁盘。'
    })
  }),
  'training/resumed-elsewhere': words<{ expected: string; found: string }>({
    en: ({ expected, found }) => ({
      message: `This run was begun on ${expected} and goes on on ${found}. Its numbers may differ in the last digits from an uninterrupted run.`,
      fix: 'Nothing has to be done, unless the run must be repeated bit for bit.'
    }),
    zh: ({ expected, found }) => ({
      message: `该训练始于 ${expected}，现在 ${found} 上继续。其数值末位可能与未中断的训练略有不同。`,
      fix: '无需处理，除非必须逐位重现该训练。'
    })
  }),
  'training/resume-data': words<{ source: string; expected: string; found: string }>({
    en: ({ source, expected, found }) => ({
      message: `The data ${source} is not what this run was trained on: its fingerprint was ${expected}…, and is ${found}….`,
      fix: 'Bring the former data back, or start a new run from the weights of this one.'
    }),
    zh: ({ source, expected, found }) => ({
      message: `数据 ${source} 与该训练所用的数据不同：原指纹为 ${expected}…，现为 ${found}…。`,
      fix: '请恢复原来的数据，或以该训练的权重开始新的训练。'
    })
  }),
  'training/resume-recipe': words<{ at: string; expected: string; found: string }>({
    en: ({ at, expected, found }) => ({
      message: `The settings are not those this run was trained with: ${at} was ${expected}, and is ${found}.`,
      fix: 'Put it back as it was, or start a new run from the weights of this one.'
    }),
    zh: ({ at, expected, found }) => ({
      message: `设置与该训练所用的不同：${at} 原为 ${expected}，现为 ${found}。`,
      fix: '请改回原来的设置，或以该训练的权重开始新的训练。'
    })
  }),
  'training/resume-library': words<{ library: string; expected: string; found: string }>({
    en: ({ library, expected, found }) => ({
      message: `This run was trained with ${library} ${expected}; here is ${found}, which gives other last digits, so it cannot go on exactly.`,
      fix: 'Use the former version, or start a new run from the weights of this one.'
    }),
    zh: ({ library, expected, found }) => ({
      message: `该训练使用 ${library} ${expected}；这里是 ${found}，数值末位会不同，因此无法精确继续。`,
      fix: '请使用原来的版本，或以该训练的权重开始新的训练。'
    })
  }),
  'training/resume-device': words<{ expected: string; found: string }>({
    en: ({ expected, found }) => ({
      message: `This run was trained on ${expected}; here it would go on on ${found}, which gives other last digits.`,
      fix: 'Choose the former device, or start a new run from the weights of this one.'
    }),
    zh: ({ expected, found }) => ({
      message: `该训练使用的设备是 ${expected}；这里会在 ${found} 上继续，数值末位会不同。`,
      fix: '请选择原来的设备，或以该训练的权重开始新的训练。'
    })
  }),
  'training/resume-engine': words<{ engine: string; reason: string }>({
    en: ({ engine, reason }) => ({
      message: `This run was trained by the engine "${engine}", which cannot be used here: ${reason}`,
      fix: 'Start the program again from its command, which builds what is missing, or start a new run from the weights of this one.'
    }),
    zh: ({ engine, reason }) => ({
      message: `该训练使用的引擎是“${engine}”，在此无法使用：${reason}`,
      fix: '请用启动命令重新启动程序以构建缺少的部分，或以该训练的权重开始新的训练。'
    })
  }),
  'training/resume-format': words<{ expected: number; found: number }>({
    en: ({ expected, found }) => ({
      message: `The checkpoints of this run have form ${found}; this version of the program goes on from form ${expected}.`,
      fix: 'Start a new run from the weights of this one.'
    }),
    zh: ({ expected, found }) => ({
      message: `该训练的检查点格式为 ${found}；此版本的程序只能从格式 ${expected} 继续。`,
      fix: '请以该训练的权重开始新的训练。'
    })
  }),
  'training/no-layer-fits': words<{ expected: string; found: string }>({
    en: ({ expected, found }) => ({
      message: `No layer has the same name, kind and shapes in the run to start from: this network has ${expected}, that one ${found}.`,
      fix: 'Give the layers that are to take its weights the names and settings they have there.'
    }),
    zh: ({ expected, found }) => ({
      message: `起始运行中没有名称、类型和形状都相同的层：当前网络有 ${expected}，该运行有 ${found}。`,
      fix: '请让需要沿用权重的层与该运行中的名称和设置保持一致。'
    })
  }),
  'training/other-words': words<{ expected: number; found: number; step: string; stepZh: string }>({
    en: ({ expected, found, step }) => ({
      message: `The run to start from reads texts by other words: ${expected} there, ${found} here from the step ${step}. Each word would take the meaning of another.`,
      fix: 'Take over its words too (“Use its words” in the training plan, --take-words on the command line), or train from random start values.'
    }),
    zh: ({ expected, found, stepZh }) => ({
      message: `起始运行使用的词表不同：该运行有 ${expected} 个词元，这里的步骤“${stepZh}”有 ${found} 个。沿用权重会使每个词取到别的词的含义。`,
      fix: '请同时沿用它的词表（训练计划中的“使用它的词表”，命令行用 --take-words），或从随机初始值开始训练。'
    })
  }),
  'training/start-reads-no-text': words<{ run: string }>({
    en: ({ run }) => ({
      message: `${run} does not read texts as tokens, so it has no words to take over.`,
      fix: 'Start from a run that learned from tokens of a text.'
    }),
    zh: ({ run }) => ({
      message: `${run} 不是按词元读取文本的，没有可沿用的词表。`,
      fix: '请选择从文本词元学习的运行。'
    })
  }),
  'training/start-without-ends': words<{ run: string }>({
    en: ({ run }) => ({
      message: `The words of ${run} have no marks for the start and end of a text, so no answer could end.`,
      fix: 'Train it again with “Mark start and end of each text” switched on in its vocabulary, or do not take over its words.'
    }),
    zh: ({ run }) => ({
      message: `${run} 的词表没有文本开头和结尾的标记，回答将无法结束。`,
      fix: '请在它的词表中开启“标记每段文本的开头和结尾”后重新训练，或不要沿用它的词表。'
    })
  }),
  'training/no-text-to-read': words({
    en: () => ({
      message: 'There is not one text column here that could be read by the words of another run.',
      fix: 'Make one text column a feature and ignore other texts.'
    }),
    zh: () => ({
      message: '这里没有唯一的文本列可以用另一次运行的词表读取。',
      fix: '请把一个文本列设为特征，并忽略其他文本列。'
    })
  }),
  'training/started-in-part': words<{ taken: number; count: number; fresh: string }>({
    en: ({ taken, count, fresh }) => ({
      message: `${taken} of ${count} layers started from the other run’s weights; from random values: ${fresh}.`
    }),
    zh: ({ taken, count, fresh }) => ({
      message: `${count} 层中有 ${taken} 层沿用了另一次运行的权重；从随机值开始的有：${fresh}。`
    })
  })
} as const

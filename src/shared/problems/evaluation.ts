import { words } from './words.ts'

export const evaluationProblems = {
  'evaluation/no-report': words<{ run: string }>({
    en: ({ run }) => ({
      message: `${run} has not been evaluated, because it did not finish.`,
      fix: 'Train again and let it finish, or stop it with "Stop and keep best".'
    }),
    zh: ({ run }) => ({
      message: `${run} 没有完成，因此没有评估结果。`,
      fix: '请重新训练直到结束，或使用“停止并保留最佳”。'
    })
  }),
  'evaluation/not-finite': words({
    en: () => ({
      message: 'For some rows the model does not give a number, so it cannot be measured.',
      fix: 'Lower the learning rate and train again, and look for extreme values in the number columns.'
    }),
    zh: () => ({
      message: '模型对某些行给出的结果不是有效数字，无法评估。',
      fix: '请降低学习率后重新训练，并检查数值列中是否有极端值。'
    })
  }),
  'evaluation/out-of-memory': words({
    en: () => ({
      message: 'There was not enough memory for this data.',
      fix: 'Close other programs, or use a smaller file.'
    }),
    zh: () => ({ message: '内存不足，无法处理这些数据。', fix: '请关闭其他程序，或使用较小的文件。' })
  }),
  'evaluation/not-a-model': words<{ folder: string }>({
    en: ({ folder }) => ({
      message: `${folder} holds no trained model.`,
      fix: 'Choose a finished run, or the folder of an export.'
    }),
    zh: ({ folder }) => ({
      message: `${folder} 中没有训练好的模型。`,
      fix: '请选择一个已完成的训练，或导出所在的文件夹。'
    })
  }),
  'evaluation/other-kind': words<{ expected: string; expectedZh: string }>({
    en: ({ expected }) => ({
      message: `This model was trained on ${expected}, and the data is something else.`,
      fix: `Choose ${expected}.`
    }),
    zh: ({ expectedZh }) => ({
      message: `该模型是用${expectedZh}训练的，而所选数据不是。`,
      fix: `请选择${expectedZh}。`
    })
  }),
  'evaluation/not-a-generator': words({
    en: () => ({
      message: 'This model was not trained to go on with a text.',
      fix: 'Choose a run with the task generation.'
    }),
    zh: () => ({ message: '该模型不是文本生成模型。', fix: '请选择任务为“文本生成”的训练。' })
  }),
  'evaluation/generator-rows': words({
    en: () => ({
      message: 'This model goes on with a text; it has no prediction for rows.',
      fix: 'Use generate with a prompt.'
    }),
    zh: () => ({ message: '该模型用于续写文本，不对数据行做预测。', fix: '请给出开头并使用“生成”。' })
  }),
  'evaluation/masked-rows': words({
    en: () => ({
      message: 'This model guesses hidden words; it has no prediction for rows.',
      fix: 'Train a classifier that starts from it, and use that one.'
    }),
    zh: () => ({
      message: '该模型用于猜被遮住的词，不对数据行做预测。',
      fix: '请从它开始训练一个分类模型，再用那个模型预测。'
    })
  }),
  'evaluation/prompt-empty': words({
    en: () => ({
      message: 'This generator needs something to begin with.',
      fix: 'Give a prompt of at least one character.'
    }),
    zh: () => ({ message: '该生成模型需要一个开头。', fix: '请至少输入一个字符。' })
  }),
  'evaluation/question-empty': words({
    en: () => ({ message: 'Nothing is asked.', fix: 'Give a question of at least one word.' }),
    zh: () => ({ message: '没有输入问题。', fix: '请至少输入一个词。' })
  }),
  'evaluation/prompt-unknown': words<{ prompt: string }>({
    en: ({ prompt }) => ({
      message: `Training has seen nothing of “${prompt}”, so the model has nothing to go on from.`,
      fix: 'Begin with words that occur in the training text.'
    }),
    zh: ({ prompt }) => ({
      message: `训练文本中没有出现过“${prompt}”里的任何内容，模型无从续写。`,
      fix: '请用训练文本中出现过的字词开头。'
    })
  }),
  'evaluation/unknown-class': words<{ column: string; class: string; count: number }>({
    en: ({ column, class: name, count }) => ({
      message: `${count} rows have a class in "${column}" that the model never saw, such as "${name}".`,
      fix: 'Leave those rows out, or train on data that has all classes.'
    }),
    zh: ({ column, class: name, count }) => ({
      message: `“${column}”中有 ${count} 行的类别是模型从未见过的，例如“${name}”。`,
      fix: '请去掉这些行，或用包含全部类别的数据重新训练。'
    })
  }),
  'evaluation/no-labelled-rows': words<{ column: string }>({
    en: ({ column }) => ({
      message: `No row has a value in "${column}", so there is nothing to measure against.`,
      fix: 'Use data with known answers, or predict instead.'
    }),
    zh: ({ column }) => ({
      message: `没有任何一行在“${column}”中有值，无法进行比较。`,
      fix: '请使用已知答案的数据，或改为预测。'
    })
  }),
  'evaluation/value-not-a-number': words<{ column: string; value: string }>({
    en: ({ column, value }) => ({
      message: `"${column}" takes a number, and "${value}" is none.`,
      fix: 'Enter digits with a point, or leave the field empty.'
    }),
    zh: ({ column, value }) => ({
      message: `“${column}”需要数字，而“${value}”不是数字。`,
      fix: '请输入数字，或将其留空。'
    })
  }),
  'evaluation/empty-input': words<{ column: string }>({
    en: ({ column }) => ({
      message: `"${column}" is empty, and the preparation does not fill empty values.`,
      fix: 'Enter a value. For a model that copes with empty values, add a Fill missing step and train again.'
    }),
    zh: ({ column }) => ({
      message: `“${column}”为空，而数据准备中没有填补缺失值的步骤。`,
      fix: '请填入一个值；若希望模型能处理空值，请添加“填补缺失值”步骤后重新训练。'
    })
  }),
  'evaluation/other-question': words({
    en: () => ({
      message: 'This model answers another kind of question.',
      fix: 'Open the run again.'
    }),
    zh: () => ({ message: '该模型回答的是另一类问题。', fix: '请重新打开这次训练。' })
  }),
  'evaluation/model-closed': words({
    en: () => ({
      message: 'The model was put away before it had answered.',
      fix: 'Ask again.'
    }),
    zh: () => ({ message: '模型在回答之前已被关闭。', fix: '请再问一次。' })
  }),
  'evaluation/too-many-questions': words<{ count: number }>({
    en: ({ count }) => ({
      message: `The model has ${count} questions waiting.`,
      fix: 'Wait for its answers, then ask again.'
    }),
    zh: ({ count }) => ({ message: `模型还有 ${count} 个问题等待回答。`, fix: '请等待回答后再问。' })
  }),
  'evaluation/no-attention': words<{ layer: string }>({
    en: ({ layer }) => ({
      message: `The model has no attention layer "${layer}" with this head.`,
      fix: 'Choose another layer or head.'
    }),
    zh: ({ layer }) => ({
      message: `模型中没有带此注意力头的注意力层“${layer}”。`,
      fix: '请选择其他层或注意力头。'
    })
  })
} as const

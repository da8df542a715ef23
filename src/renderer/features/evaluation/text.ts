import { formatCount } from '../../text/format.ts'

const rowsEn = (count: number): string => `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`
const imagesEn = (count: number): string => `${formatCount(count)} ${count === 1 ? 'image' : 'images'}`

const repeatingEn = (season: number): string =>
  season === 1 ? 'repeating the last value' : `repeating the last ${formatCount(season)} rows`
const repeatingZh = (season: number): string =>
  season === 1 ? '重复上一个值' : `重复前 ${formatCount(season)} 行`

/** Words before the figure, the figure, words after it. */
type Answer = readonly [string, string, string]

export const text = {
  title: { en: 'Evaluate', zh: '评估' },
  exportModel: { en: 'Export the model', zh: '导出模型' },
  run: { en: 'Run', zh: '训练' },
  sub: {
    en: (number: number, epoch: number, network: string) =>
      `run ${number}, epoch ${epoch} (best) · ${network}`,
    zh: (number: number, epoch: number, network: string) =>
      `第 ${number} 次训练，第 ${epoch} 轮（最佳）· ${network}`
  },
  parts: {
    train: { en: 'Train', zh: '训练' },
    validation: { en: 'Validation', zh: '验证' },
    test: { en: 'Test', zh: '测试' }
  },
  part: { en: 'Part of the data', zh: '数据部分' },
  target: { en: 'Predicted column', zh: '预测的列' },
  mainTarget: { en: 'Main target', zh: '主要目标' },
  noRun: { en: 'Nothing to evaluate yet', zh: '还没有可评估的训练' },
  noRunHint: {
    en: 'Train a run first. When it finishes, this page says how good it is on rows it has never seen, and lets you try it on your own.',
    zh: '请先完成一次训练。完成后，这里会显示它在从未见过的数据上的表现，也可以用自己的数据试一试。'
  },
  goTrain: { en: 'Go to Train', zh: '前往训练' },
  waits: { en: 'The run is still at work', zh: '训练仍在进行' },
  waitsHint: {
    en: 'Its evaluation appears here as soon as it has finished.',
    zh: '完成后会立即在此显示评估结果。'
  },
  failed: { en: 'This run failed', zh: '这次训练失败了' },
  seen: {
    train: { en: 'it has learned from', zh: '学习过的' },
    validation: { en: 'it was chosen by', zh: '用于挑选的' },
    test: { en: 'it has never seen', zh: '从未见过的' }
  },
  rows: { en: rowsEn, zh: (count: number) => `${formatCount(count)} 行数据` },
  images: { en: imagesEn, zh: (count: number) => `${formatCount(count)} 张图像` },
  answer: {
    en: (share: string, what: string, seen: string): Answer => ['Right on ', share, ` of ${what} ${seen}`],
    zh: (share: string, what: string, seen: string): Answer => [`在 ${what}（${seen}）中答对 `, share, '']
  },
  worstPair: {
    en: (actual: string, predicted: string) => `; mistakes ${actual} for ${predicted} most often.`,
    zh: (actual: string, predicted: string) => `，最常见的错误是把 ${actual} 认成 ${predicted}。`
  },
  fewMistakes: {
    en: (count: number) => (count === 1 ? '; 1 mistake.' : `; ${formatCount(count)} mistakes, no two alike.`),
    zh: (count: number) => (count === 1 ? '，1 个错误。' : `，${formatCount(count)} 个错误，各不相同。`)
  },
  noMistakes: { en: '; no mistakes.', zh: '，没有错误。' },
  answerGeneration: {
    en: (perplexity: string, seen: string): Answer => [
      'In doubt between about ',
      perplexity,
      ` next tokens, in the text ${seen}`
    ],
    zh: (perplexity: string, seen: string): Answer => [
      `在文本（${seen}）中，平均在约 `,
      perplexity,
      ' 个后续词元之间犹豫'
    ]
  },
  leftByPairs: {
    en: (perplexity: string) => `; counting which token follows which leaves ${perplexity}.`,
    zh: (perplexity: string) => `；仅统计相邻词元则为 ${perplexity} 个。`
  },
  answerMasked: {
    en: (share: string, count: number, seen: string): Answer => [
      'Guesses ',
      share,
      ` of ${formatCount(count)} hidden words, in texts ${seen}`
    ],
    zh: (share: string, count: number, seen: string): Answer => [
      `在文本（${seen}）的 ${formatCount(count)} 个被遮住的词中，猜对 `,
      share,
      ''
    ]
  },
  againstFrequent: {
    en: (word: string, share: string) => `; always guessing “${word}” gets ${share} right.`,
    zh: (word: string, share: string) => `；总猜“${word}”则猜对 ${share}。`
  },
  hiddenRight: { en: 'Hidden words right', zh: '猜词准确率' },
  ofHidden: {
    en: (count: number) => `of ${formatCount(count)} hidden words`,
    zh: (count: number) => `共 ${formatCount(count)} 个被遮住的词`
  },
  alwaysFrequent: {
    en: (word: string) => `Always “${word}”`,
    zh: (word: string) => `总猜“${word}”`
  },
  withoutReading: { en: 'without reading the text', zh: '不看上下文' },
  againstCounts: {
    en: (value: string) => `${value} by how often words come`,
    zh: (value: string) => `只按词频为 ${value}`
  },
  textCount: { en: 'Texts', zh: '文本数' },
  hiddenCount: { en: 'Hidden words', zh: '被遮住的词' },
  hiddenTexts: { en: 'Texts with hidden words', zh: '带有被遮住的词的文本' },
  hiddenKey: {
    en: 'A hidden word shows the truth, with the guess below it: green was right, red was wrong.',
    zh: '被遮住的词显示原词，下方是网络的猜测：绿色为正确，红色为错误。'
  },
  guessTitle: {
    en: (shown: string, guess: string, share: string) => `Shown: ${shown}. Guess: ${guess}, ${share} sure`,
    zh: (shown: string, guess: string, share: string) => `显示为：${shown}。猜测：${guess}，把握 ${share}`
  },
  perplexity: { en: 'Perplexity', zh: '困惑度' },
  bitsPerCharacter: { en: 'Bits per character', zh: '每字符比特数' },
  nextToken: { en: 'Next token right', zh: '下一词元正确率' },
  unknownTokens: { en: 'Unknown tokens', zh: '未知词元' },
  againstPairs: {
    en: (value: string) => `${value} by counting pairs`,
    zh: (value: string) => `统计相邻词元为 ${value}`
  },
  ofTokens: {
    en: (count: number) => `of ${formatCount(count)} tokens`,
    zh: (count: number) => `共 ${formatCount(count)} 个词元`
  },
  answerRegression: {
    en: (share: string, what: string, seen: string): Answer => [
      'Explains ',
      share,
      ` of the differences between ${what} ${seen}`
    ],
    zh: (share: string, what: string, seen: string): Answer => [
      `解释了 ${what}（${seen}）之间差异的 `,
      share,
      ''
    ]
  },
  typicallyOff: {
    en: (mae: string) => `; typically off by ${mae}.`,
    zh: (mae: string) => `，平均误差 ${mae}。`
  },
  answerForecast: {
    en: (mae: string): Answer => ['Off by ', mae, ' on average'],
    zh: (mae: string): Answer => ['平均偏差 ', mae, '']
  },
  lessThanSeason: {
    en: (share: string, season: number, where: string) =>
      `, ${share} less than ${repeatingEn(season)}, in ${where}.`,
    zh: (share: string, season: number, where: string) =>
      `，比${repeatingZh(season)}少 ${share}（${where}）。`
  },
  moreThanSeason: {
    en: (share: string, season: number, where: string) =>
      `, ${share} more than ${repeatingEn(season)}, in ${where}.`,
    zh: (share: string, season: number, where: string) =>
      `，比${repeatingZh(season)}多 ${share}（${where}）。`
  },
  forecastAlone: {
    en: (where: string) => `, in ${where}.`,
    zh: (where: string) => `（${where}）。`
  },
  forecastsWhere: {
    en: (count: number, seen: string) =>
      `${formatCount(count)} ${count === 1 ? 'forecast' : 'forecasts'} of rows ${seen}`,
    zh: (count: number, seen: string) => `${formatCount(count)} 次预测，均为${seen}数据`
  },
  againstSeason: {
    en: (value: string) => `${value} by repeating`,
    zh: (value: string) => `简单重复为 ${value}`
  },
  mase: { en: 'MASE', zh: 'MASE' },
  smape: { en: 'sMAPE', zh: 'sMAPE' },
  coverage: { en: 'Inside the band', zh: '落在区间内' },
  coverageHint: { en: 'about 80 % is expected', zh: '预期约 80%' },
  coverageLearned: { en: 'fewer errors than on unseen rows', zh: '学习过的数据，误差偏小' },
  coverageLess: { en: 'not 80 %: errors grew', zh: '不足 80%：验证之后误差变大' },
  coverageMore: { en: 'over 80 %: errors shrank', zh: '超过 80%：验证之后误差变小' },
  bandMisses: {
    en: (share: string) =>
      `Where unseen rows were measured, the band held ${share} of them, not 80 %: errors have grown since validation. Take it as too narrow.`,
    zh: (share: string) =>
      `在未见过的数据上，区间只包含了 ${share} 的值，而不是 80%：验证之后误差变大了。请把该区间视为偏窄。`
  },
  fan: { en: 'Forecasts against what came', zh: '预测与实际' },
  errorByStep: { en: 'Error by step of the horizon', zh: '各步误差' },
  model: { en: 'Model', zh: '模型' },
  repeating: { en: 'Repeating', zh: '简单重复' },
  actualLine: { en: 'actual', zh: '实际' },
  forecastLine: { en: 'forecast', zh: '预测' },
  bandLine: { en: '80 % band', zh: '80% 区间' },
  series: { en: 'Series', zh: '序列' },
  next: { en: 'What comes next', zh: '接下来的值' },
  nextHint: {
    en: 'After the last rows of the data. For newer rows use the exported model or “predict” on the command line.',
    zh: '接在数据最后几行之后。对于更新的数据，请使用导出的模型或命令行的 predict。'
  },
  time: { en: 'Time', zh: '时间' },
  value: { en: 'Forecast', zh: '预测值' },
  range: { en: '80 % band', zh: '80% 区间' },
  step: { en: 'Step', zh: '步' },
  season: { en: 'Season', zh: '周期' },
  seasonRows: {
    en: (season: number) => (season === 1 ? 'none found' : `${formatCount(season)} rows`),
    zh: (season: number) => (season === 1 ? '未发现' : `${formatCount(season)} 行`)
  },
  windowCount: { en: 'Forecasts measured', zh: '评估的预测数' },
  horizon: { en: 'Horizon', zh: '预测步数' },
  accuracy: { en: 'Accuracy', zh: '准确率' },
  interval: {
    en: (low: string, high: string) => `${low}–${high} (95 %)`,
    zh: (low: string, high: string) => `${low}–${high}（95%）`
  },
  macroF1: { en: 'Macro F1', zh: '宏平均 F1' },
  macroF1Hint: {
    en: (weighted: string) => `weighted ${weighted}`,
    zh: (weighted: string) => `加权 ${weighted}`
  },
  logLoss: { en: 'Loss', zh: '损失' },
  lowerIsBetter: { en: 'lower is better', zh: '越低越好' },
  weakest: { en: (name: string) => `Weakest class: ${name}`, zh: (name: string) => `最弱的类别：${name}` },
  recallOf: {
    en: (found: number, all: number) => `recall, ${formatCount(found)} of ${formatCount(all)}`,
    zh: (found: number, all: number) => `召回率，${formatCount(all)} 中对 ${formatCount(found)}`
  },
  auc: { en: 'AUC', zh: 'AUC' },
  aucHint: { en: 'mean over the classes', zh: '各类别平均' },
  r2: { en: 'R²', zh: 'R²' },
  r2Hint: { en: '1 is perfect, 0 no better than the mean', zh: '1 为完美，0 等同于预测均值' },
  rmse: { en: 'RMSE', zh: 'RMSE' },
  rmseHint: { en: 'large errors weigh more', zh: '大误差权重更高' },
  mae: { en: 'Mean absolute error', zh: '平均绝对误差' },
  maeHint: { en: 'in the unit of the target', zh: '与目标同单位' },
  mse: { en: 'Mean squared error', zh: '均方误差' },
  help: {
    forecastMae: {
      en: 'Mean distance of forecast and truth, in the unit of the target.',
      zh: '预测与实际的平均差距，与目标同单位。'
    },
    forecastRmse: {
      en: 'Like the mean error, but large errors weigh more.',
      zh: '与平均误差类似，但大误差权重更高。'
    },
    mase: {
      en: 'Mean error beside that of repeating the last season within the training part: below 1 is better than that. It can be compared between series.',
      zh: '平均误差与训练集中重复上一周期的误差之比：小于 1 表示更好。不同序列之间可以比较。'
    },
    smape: {
      en: 'Mean error as a share of the values. It says little where they are near 0.',
      zh: '误差占数值的平均比例。数值接近 0 时参考意义不大。'
    },
    coverage: {
      en: 'Share of true values inside the band. It reaches as far as four of five errors in validation did (split conformal prediction): it holds 80 % as long as the series goes on as it did then.',
      zh: '真实值落在区间内的比例。区间宽度按验证集误差的五分之四确定（分割共形预测）：只要序列仍如验证时那样变化，就能包含 80% 的值。'
    },
    perplexity: {
      en: 'Of how many equally likely next tokens the model is in doubt. 1 would be certain and right.',
      zh: '模型相当于在多少个等可能的后续词元之间犹豫。1 表示完全确定且正确。'
    },
    bitsPerCharacter: {
      en: 'How much information each character still brings. It can be compared between vocabularies.',
      zh: '每个字符仍带来多少信息。不同词表之间可以比较。'
    },
    nextToken: {
      en: 'Share of tokens that were the likeliest in the model’s eyes.',
      zh: '实际出现的词元正好是模型认为最可能的词元的比例。'
    },
    hiddenRight: {
      en: 'Share of the hidden words whose likeliest guess was the word that stood there.',
      zh: '被遮住的词中，最可能的猜测正是原词的比例。'
    },
    alwaysFrequent: {
      en: 'What always guessing the word that is hidden most often in the training part gets right.',
      zh: '总猜训练部分中最常被遮住的词时猜对的比例。'
    },
    hiddenPerplexity: {
      en: 'Of how many equally likely words the guess is in doubt. 1 would be certain and right.',
      zh: '相当于在多少个等可能的词之间犹豫。1 表示完全确定且正确。'
    },
    unknownTokens: {
      en: 'Share of tokens that the vocabulary of the training part does not hold.',
      zh: '训练部分的词表中没有的词元所占比例。'
    },
    accuracy: { en: 'Share of rows whose class is predicted right.', zh: '类别预测正确的比例。' },
    macroF1: {
      en: 'F1 (the balance of precision and recall), averaged over the classes with equal weight.',
      zh: 'F1 为精确率与召回率的调和平均，各类别等权平均。'
    },
    loss: {
      en: 'What training minimised, measured on this part.',
      zh: '训练所最小化的目标，在该部分上测量。'
    },
    weakest: {
      en: 'The class with the lowest recall: of its rows, the share that is found.',
      zh: '召回率最低的类别：该类中被认出的比例。'
    },
    auc: {
      en: 'Chance that a row of the class gets a higher probability than one of the others. 1 is perfect, 0.5 is guessing.',
      zh: '属于该类的样本比其他样本得到更高概率的机会。1 为完美，0.5 为猜测。'
    }
  },
  matrix: { en: 'Confusion matrix', zh: '混淆矩阵' },
  matrixHint: { en: 'rows: actual, columns: predicted', zh: '行：实际　列：预测' },
  counts: { en: 'Counts', zh: '数量' },
  shares: { en: 'Shares', zh: '比例' },
  recall: { en: 'recall', zh: '召回率' },
  precision: { en: 'precision', zh: '精确率' },
  cell: {
    en: (actual: string, predicted: string, count: number) =>
      `actual ${actual}, predicted ${predicted}: ${formatCount(count)}`,
    zh: (actual: string, predicted: string, count: number) =>
      `实际 ${actual}，预测 ${predicted}：${formatCount(count)}`
  },
  roc: { en: 'ROC', zh: 'ROC 曲线' },
  rocHint: {
    en: 'each class against the rest; up and to the left is better',
    zh: '每个类别对其余类别；越靠左上越好'
  },
  falsePositive: { en: 'false positive rate', zh: '假正率' },
  perClass: { en: 'By class', zh: '按类别' },
  className: { en: 'Class', zh: '类别' },
  f1: { en: 'F1', zh: 'F1' },
  support: { en: 'Rows', zh: '数量' },
  worst: { en: 'Most confident mistakes', zh: '错得最有把握' },
  worstCount: {
    en: (count: number) => `${formatCount(count)} in all`,
    zh: (count: number) => `共 ${formatCount(count)} 个`
  },
  mistakenFor: {
    en: (actual: string, predicted: string) => `${actual} for ${predicted}`,
    zh: (actual: string, predicted: string) => `${actual} 认成 ${predicted}`
  },
  noMistakesHere: { en: 'No mistakes in this part.', zh: '这部分没有错误。' },
  predictedAgainstTrue: { en: 'Predicted against true', zh: '预测值与真实值' },
  residuals: { en: 'Residuals', zh: '残差' },
  residualsHint: {
    en: 'true minus predicted; a pattern here means something is missed',
    zh: '真实值减预测值；若有规律说明模型遗漏了信息'
  },
  trueValue: { en: 'true', zh: '真实值' },
  predictedValue: { en: 'predicted', zh: '预测值' },
  largestErrors: { en: 'Largest errors', zh: '误差最大的行' },
  cellTitle: {
    en: (actual: string, predicted: string) => `Actual ${actual}, predicted ${predicted}`,
    zh: (actual: string, predicted: string) => `实际是 ${actual}，预测为 ${predicted}`
  },
  rowTitle: {
    en: (row: number) => `Row ${formatCount(row)}`,
    zh: (row: number) => `第 ${formatCount(row)} 行`
  },
  error: { en: 'Error', zh: '误差' },
  rowValues: { en: 'Values of the row', zh: '该行的数据' },
  chooseRow: {
    en: 'Choose one of the largest errors to see its row.',
    zh: '选择一个误差较大的行查看其数据。'
  },
  chooseCell: {
    en: 'Choose a cell of the matrix to see the rows or images behind it, with the model’s confidence.',
    zh: '点击混淆矩阵的格子，查看对应的数据或图像，以及模型的把握。'
  },
  moreRows: {
    en: (count: number) => `Show ${formatCount(count)} more`,
    zh: (count: number) => `再显示 ${formatCount(count)} 个`
  },
  confidence: { en: 'confidence', zh: '把握' },
  sort: { en: 'Sort', zh: '排序' },
  confidentFirst: { en: 'Most confident first', zh: '把握从高到低' },
  confidentLast: { en: 'Least confident first', zh: '把握从低到高' }
} as const

import { formatCount } from '../../text/format.ts'

export const text = {
  title: { en: 'History', zh: '历史' },
  compare: { en: 'Compare', zh: '比较' },
  sub: {
    en: (count: number) => (count === 1 ? '1 run' : `${formatCount(count)} runs`),
    zh: (count: number) => `${formatCount(count)} 次训练`
  },
  compareSelected: {
    en: (count: number) => `Compare ${count} runs`,
    zh: (count: number) => `比较 ${count} 次训练`
  },
  compareHint: { en: 'Tick two or more runs to compare them', zh: '勾选两次或更多训练进行比较' },
  empty: { en: 'No runs yet', zh: '还没有训练记录' },
  emptyHint: {
    en: 'Every run is kept here with its settings, curves and figures.',
    zh: '每次训练的设置、曲线和结果都会保存在这里。'
  },
  goTrain: { en: 'Go to Train', zh: '前往训练' },
  filter: { en: 'Find by name, tag or network', zh: '按名称、标签或网络查找' },
  noneFound: { en: 'No run matches.', zh: '没有匹配的训练。' },
  clearFilter: { en: 'Clear', zh: '清除' },
  columns: {
    run: { en: 'Run', zh: '训练' },
    curve: { en: 'Loss', zh: '损失' },
    metric: { en: 'Test', zh: '测试' },
    loss: { en: 'Best loss', zh: '最佳损失' },
    epochs: { en: 'Epochs', zh: '轮数' },
    duration: { en: 'Time', zh: '用时' },
    weights: { en: 'Weights', zh: '权重' },
    changed: { en: 'Changed since its parent', zh: '相对上一次的改动' },
    created: { en: 'Started', zh: '开始时间' }
  },
  first: { en: 'first run', zh: '首次训练' },
  nothingChanged: { en: 'nothing', zh: '无改动' },
  moreChanges: { en: (count: number) => `and ${count} more`, zh: (count: number) => `另有 ${count} 处` },
  select: { en: (name: string) => `Select ${name}`, zh: (name: string) => `选择 ${name}` },
  deleted: { en: (name: string) => `${name} was deleted`, zh: (name: string) => `已删除 ${name}` },
  undo: { en: 'Undo', zh: '撤销' },
  delete: { en: 'Delete', zh: '删除' },
  train: { en: 'Show in Train', zh: '在训练中查看' },
  evaluate: { en: 'Evaluate', zh: '评估' },
  export: { en: 'Export', zh: '导出' },
  useRecipe: { en: 'Continue from these settings', zh: '沿用这些设置' },
  usedRecipe: { en: (name: string) => `Settings of ${name}`, zh: (name: string) => `${name} 的设置` },
  name: { en: 'Name', zh: '名称' },
  tags: { en: 'Tags', zh: '标签' },
  tagsHint: { en: 'Commas between tags', zh: '用逗号分隔标签' },
  note: { en: 'Note', zh: '备注' },
  noteHint: { en: 'What did you try, what did you learn?', zh: '尝试了什么？有什么发现？' },
  facts: { en: 'Facts', zh: '信息' },
  startedFrom: { en: 'Weights from', zh: '初始权重来自' },
  data: { en: 'Data', zh: '数据' },
  fingerprint: { en: 'Fingerprint', zh: '指纹' },
  device: { en: 'Device', zh: '设备' },
  versions: { en: 'Versions', zh: '版本' },
  choose: {
    en: 'Choose a run to see its facts, or tick two or more to compare.',
    zh: '选择一次训练查看信息，或勾选多次进行比较。'
  },
  back: { en: 'Back to the list', zh: '返回列表' },
  takeOut: { en: (name: string) => `Take ${name} out`, zh: (name: string) => `移除 ${name}` },
  ahead: {
    en: (name: string, metric: string, value: string) => `${name} is ahead: ${metric} ${value}.`,
    zh: (name: string, metric: string, value: string) => `${name} 领先：${metric} ${value}。`
  },
  level: { en: 'The runs are level on the test rows.', zh: '各次训练在测试数据上不相上下。' },
  stillAtWork: {
    en: (name: string) => `${name} is still at work; the verdict follows when it has finished.`,
    zh: (name: string) => `${name} 仍在进行，完成后给出结论。`
  },
  noVerdict: {
    en: 'These runs have no common test figure to decide by.',
    zh: '这些训练没有可比较的测试结果。'
  },
  differentData: {
    en: 'The runs used different data, so their figures cannot be set against each other.',
    zh: '这些训练使用了不同的数据，结果不能直接比较。'
  },
  mcnemar: {
    en: (first: string, a: number, second: string, b: number, p: string) =>
      `${first} alone is right on ${formatCount(a)}, ${second} alone on ${formatCount(b)} (exact McNemar test, p = ${p}).`,
    zh: (first: string, a: number, second: string, b: number, p: string) =>
      `只有 ${first} 答对 ${formatCount(a)} 个，只有 ${second} 答对 ${formatCount(b)} 个（精确 McNemar 检验，p = ${p}）。`
  },
  mayBeChance: { en: 'That lead may still be chance.', zh: '这一领先仍可能出于偶然。' },
  notChance: { en: 'That lead is unlikely to be chance.', zh: '这一领先不太可能出于偶然。' },
  sameData: { en: 'same data, same split, same seed', zh: '数据、划分和种子均相同' },
  sameFile: { en: 'same data', zh: '数据相同' },
  curves: { en: 'Loss', zh: '损失' },
  curvesHint: { en: 'bold: validation, thin: train', zh: '粗线：验证　细线：训练' },
  epochAxis: { en: 'epoch', zh: '轮' },
  timeAxis: { en: 'seconds', zh: '秒' },
  epochs: { en: 'Epochs', zh: '轮数' },
  time: { en: 'Time', zh: '时间' },
  metrics: { en: 'Metrics', zh: '指标' },
  metricsHint: {
    en: 'on the test rows; difference to the first below',
    zh: '在测试数据上；下方为与第一项的差'
  },
  best: { en: 'best', zh: '最佳' },
  differs: { en: 'Only what differs', zh: '仅显示不同之处' },
  differsCount: {
    en: (differing: number, all: number) => `${differing} of ${all} settings`,
    zh: (differing: number, all: number) => `${all} 项设置中的 ${differing} 项`
  },
  showAgreeing: {
    en: (count: number) => `Show the ${count} that agree`,
    zh: (count: number) => `显示相同的 ${count} 项`
  },
  hideAgreeing: { en: 'Hide those that agree', zh: '隐藏相同的设置' },
  allAgree: { en: 'Every setting is the same.', zh: '所有设置都相同。' },
  setting: { en: 'Setting', zh: '设置' },
  none: { en: 'none', zh: '无' },
  network: { en: 'Network difference', zh: '网络差异' },
  networkFromTo: {
    en: (from: string, to: string) => `from ${from} to ${to}`,
    zh: (from: string, to: string) => `从 ${from} 到 ${to}`
  },
  networkCounts: {
    en: (added: number, removed: number, changed: number, same: number) =>
      [
        added > 0 && `${added} added`,
        removed > 0 && `${removed} removed`,
        changed > 0 && `${changed} changed`,
        `${same} the same`
      ]
        .filter(Boolean)
        .join(' · '),
    zh: (added: number, removed: number, changed: number, same: number) =>
      [
        added > 0 && `新增 ${added}`,
        removed > 0 && `移除 ${removed}`,
        changed > 0 && `更改 ${changed}`,
        `相同 ${same}`
      ]
        .filter(Boolean)
        .join(' · ')
  },
  kinds: {
    same: { en: 'the same', zh: '相同' },
    added: { en: 'added', zh: '新增' },
    removed: { en: 'removed', zh: '移除' },
    changed: { en: 'changed', zh: '更改' }
  },
  frozen: { en: 'now frozen', zh: '改为冻结' },
  unfrozen: { en: 'no longer frozen', zh: '不再冻结' },
  reconnected: { en: 'reads other layers', zh: '输入不同' },
  bestLoss: { en: 'Best loss while training', zh: '训练中的最佳损失' },
  weights: { en: 'Weights', zh: '权重' },
  duration: { en: 'Training time', zh: '训练用时' }
} as const

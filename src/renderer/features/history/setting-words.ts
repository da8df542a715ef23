import type { SettingValue } from '../../../shared/recipe-difference.ts'
import { formatNumber } from '../../text/format.ts'
import { t, type Both } from '../../text/text.svelte.ts'
import { text } from './text.ts'

/** Names of settings that every recipe has; layers and steps are named by the person's own words. */
const names: Readonly<Record<string, Both<string>>> = {
  'training.optimizer.kind': { en: 'Optimiser', zh: '优化器' },
  'training.optimizer.learningRate': { en: 'Learning rate', zh: '学习率' },
  'training.optimizer.momentum': { en: 'Momentum', zh: '动量' },
  'training.optimizer.nesterov': { en: 'Nesterov', zh: 'Nesterov' },
  'training.optimizer.rho': { en: 'Rho', zh: 'Rho' },
  'training.optimizer.epsilon': { en: 'Epsilon', zh: 'Epsilon' },
  'training.optimizer.beta1': { en: 'Beta 1', zh: 'Beta 1' },
  'training.optimizer.beta2': { en: 'Beta 2', zh: 'Beta 2' },
  'training.optimizer.initialAccumulatorValue': { en: 'Start value', zh: '初始累积值' },
  'training.optimizer.weightDecay': { en: 'Weight decay', zh: '权重衰减' },
  'training.schedule.kind': { en: 'Learning-rate schedule', zh: '学习率调度' },
  'training.schedule.factor': { en: 'Schedule factor', zh: '调度系数' },
  'training.schedule.everyEpochs': { en: 'Schedule: every … epochs', zh: '调度：每多少轮' },
  'training.schedule.finalShare': { en: 'Schedule: share at the end', zh: '调度：结束时的比例' },
  'training.schedule.riseShare': { en: 'One cycle: share that rises', zh: '单周期：上升部分的比例' },
  'training.schedule.startDivisor': { en: 'One cycle: start divisor', zh: '单周期：起始除数' },
  'training.schedule.finalDivisor': { en: 'One cycle: final divisor', zh: '单周期：结束除数' },
  'training.schedule.warmup': { en: 'Warm-up', zh: '预热' },
  'training.schedule.warmup.length': { en: 'Warm-up length', zh: '预热长度' },
  'training.schedule.warmup.unit': { en: 'Warm-up counted in', zh: '预热单位' },
  'training.schedule.warmup.from': { en: 'Warm-up: share at the start', zh: '预热：起始比例' },
  'training.reduceOnPlateau': { en: 'Reduce on plateau', zh: '停滞时降低学习率' },
  'training.reduceOnPlateau.factor': { en: 'Plateau: factor', zh: '停滞：系数' },
  'training.reduceOnPlateau.patience': { en: 'Plateau: patience', zh: '停滞：耐心轮数' },
  'training.reduceOnPlateau.minDelta': { en: 'Plateau: smallest gain', zh: '停滞：最小改善' },
  'training.reduceOnPlateau.minLearningRate': { en: 'Plateau: lowest rate', zh: '停滞：最低学习率' },
  'training.gradientClipping': { en: 'Gradient clipping', zh: '梯度裁剪' },
  'training.gradientClipping.by': { en: 'Gradients clipped by', zh: '梯度裁剪方式' },
  'training.gradientClipping.limit': { en: 'Clipping limit', zh: '裁剪上限' },
  'training.gradientAccumulation': { en: 'Gradient accumulation', zh: '梯度累积' },
  'training.startFrom': { en: 'Weights from', zh: '初始权重来自' },
  'training.loss': { en: 'Loss', zh: '损失函数' },
  'training.lossOptions.labelSmoothing': { en: 'Label smoothing', zh: '标签平滑' },
  'training.lossOptions.huberDelta': { en: 'Huber delta', zh: 'Huber 阈值' },
  'training.lossOptions.focalGamma': { en: 'Focal gamma', zh: '焦点系数 γ' },
  'training.classWeights.kind': { en: 'Class weights', zh: '类别权重' },
  'training.batchSize': { en: 'Batch size', zh: '批大小' },
  'training.epochs': { en: 'Epochs', zh: '轮数' },
  'training.seed': { en: 'Seed', zh: '随机种子' },
  'training.regularization.l1': { en: 'L1', zh: 'L1' },
  'training.regularization.l2': { en: 'L2', zh: 'L2' },
  'training.earlyStopping': { en: 'Early stopping', zh: '提前停止' },
  'training.earlyStopping.patience': { en: 'Patience', zh: '耐心轮数' },
  'training.earlyStopping.minDelta': { en: 'Smallest gain', zh: '最小改善' },
  'training.sampleText': { en: 'Sample texts', zh: '示例文本' },
  'training.sampleText.prompt': { en: 'Sample prompt', zh: '示例开头' },
  'training.sampleText.length': { en: 'Sample length', zh: '示例长度' },
  'training.sampleText.temperature': { en: 'Sample temperature', zh: '示例温度' },
  'training.timeLimitMs': { en: 'Time limit (ms)', zh: '时间限制（毫秒）' },
  'training.engine': { en: 'Engine', zh: '引擎' },
  'training.device': { en: 'Device', zh: '设备' },
  'dataset.target': { en: 'Target', zh: '目标列' },
  'dataset.weight': { en: 'Sample weight', zh: '样本权重列' },
  'dataset.task': { en: 'Task', zh: '任务' },
  'dataset.fingerprint': { en: 'Data', zh: '数据' },
  'dataset.split.train': { en: 'Train share', zh: '训练比例' },
  'dataset.split.validation': { en: 'Validation share', zh: '验证比例' },
  'dataset.split.test': { en: 'Test share', zh: '测试比例' },
  'dataset.split.seed': { en: 'Split seed', zh: '划分种子' },
  'dataset.split.isStratified': { en: 'Stratified', zh: '分层' }
}

/** `training.batchSize` in the window's language; `network.dense_1.units` as `dense_1 units`. */
export function settingName(key: string): string {
  const known = names[key]
  if (known !== undefined) return t(known)
  return key.replace(/^(network|dataset)\./u, '').replaceAll('.', ' ')
}

export function settingValue(value: SettingValue): string {
  if (value === undefined) return t(text.none)
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : formatNumber(value)
  if (typeof value === 'string') return /^[0-9a-f]{64}$/u.test(value) ? value.slice(0, 8) : value
  return value ? '✓' : '✗'
}

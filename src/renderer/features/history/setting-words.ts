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
  'training.loss': { en: 'Loss', zh: '损失函数' },
  'training.batchSize': { en: 'Batch size', zh: '批大小' },
  'training.epochs': { en: 'Epochs', zh: '轮数' },
  'training.seed': { en: 'Seed', zh: '随机种子' },
  'training.regularization.l1': { en: 'L1', zh: 'L1' },
  'training.regularization.l2': { en: 'L2', zh: 'L2' },
  'training.earlyStopping': { en: 'Early stopping', zh: '提前停止' },
  'training.earlyStopping.patience': { en: 'Patience', zh: '耐心轮数' },
  'training.earlyStopping.minDelta': { en: 'Smallest gain', zh: '最小改善' },
  'training.device': { en: 'Device', zh: '设备' },
  'dataset.target': { en: 'Target', zh: '目标列' },
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

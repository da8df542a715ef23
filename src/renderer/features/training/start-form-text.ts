import { formatCount } from '../../text/format.ts'

/** Words of the form that says from which weights a run starts. */
export const startText = {
  title: { en: 'Start values', zh: '初始权重' },
  from: { en: 'Start from', zh: '起始' },
  fromHelp: {
    en: 'Layers with the same name, kind and shapes as in that run take over its best weights; the others start from random values.',
    zh: '名称、类型和形状与该运行相同的层沿用它的最佳权重，其余层从随机值开始。'
  },
  random: { en: 'Random values', zh: '随机值' },
  randomHelp: { en: 'from the seed', zh: '由随机种子决定' },
  noRuns: {
    en: 'Once a run has finished, a new one can start from its weights.',
    zh: '有运行完成后，新的训练可以从它的权重开始。'
  },
  taken: { en: 'takes over', zh: '沿用' },
  part: { en: 'takes over in part', zh: '部分沿用' },
  fresh: { en: 'starts fresh', zh: '重新开始' },
  frozen: { en: 'frozen', zh: '已冻结' },
  misfit: {
    absent: { en: () => 'no layer of this name there', zh: () => '该运行中没有同名的层' },
    'other-kind': {
      en: (found: string, wanted: string) => `${found} there, ${wanted} here`,
      zh: (found: string, wanted: string) => `该运行为 ${found}，这里为 ${wanted}`
    },
    'other-shapes': {
      en: (found: string, wanted: string) => `${found} there, ${wanted} here`,
      zh: (found: string, wanted: string) => `该运行为 ${found}，这里为 ${wanted}`
    },
    longer: {
      en: (found: string, wanted: string) => `the first places, ${wanted} of ${found}`,
      zh: (found: string, wanted: string) => `沿用前面的位置，${found} 中的 ${wanted}`
    }
  },
  useWords: { en: 'Use its words', zh: '使用它的词表' },
  freeze: {
    en: (count: number) => `Freeze the ${formatCount(count)} taken over`,
    zh: (count: number) => `冻结沿用的 ${formatCount(count)} 层`
  },
  unfreeze: { en: 'Unfreeze all', zh: '全部解冻' },
  advice: {
    en: 'Usual: first train with the layers taken over frozen; then start from that run, unfreeze all, and lower the learning rate to a tenth.',
    zh: '常见做法：先冻结沿用的层训练；再从那次运行开始，全部解冻，并把学习率降到十分之一。'
  },
  noNetwork: { en: 'The network does not fit its data yet.', zh: '网络与数据尚不匹配。' },
  edits: {
    words: { en: 'words of another run', zh: '沿用另一次运行的词表' },
    freeze: { en: 'freeze layers taken over', zh: '冻结沿用的层' },
    unfreeze: { en: 'unfreeze all layers', zh: '解冻全部层' }
  }
} as const

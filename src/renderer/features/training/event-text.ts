import { formatCount } from '../../text/format.ts'

export const eventText = {
  paused: { en: 'Paused', zh: '已暂停' },
  resumed: {
    en: (epoch: number, step: number) =>
      `Went on from epoch ${formatCount(epoch)}, after step ${formatCount(step)}`,
    zh: (epoch: number, step: number) => `从第 ${formatCount(epoch)} 轮第 ${formatCount(step)} 步之后继续`
  },
  checkpoint: {
    en: (epoch: number, step: number) =>
      `Last checkpoint: epoch ${formatCount(epoch)}, step ${formatCount(step)}`,
    zh: (epoch: number, step: number) => `最近的检查点：第 ${formatCount(epoch)} 轮第 ${formatCount(step)} 步`
  },
  started: { en: (device: string) => `Started on ${device}`, zh: (device: string) => `在 ${device} 上开始` },
  newBest: {
    en: (loss: string, epoch: number) => `New best ${loss}, epoch ${formatCount(epoch)}`,
    zh: (loss: string, epoch: number) => `新的最佳 ${loss}，第 ${formatCount(epoch)} 轮`
  },
  completed: {
    en: (epochs: number, time: string) => `All ${formatCount(epochs)} epochs done in ${time}`,
    zh: (epochs: number, time: string) => `${formatCount(epochs)} 轮全部完成，用时 ${time}`
  },
  timeUp: {
    en: (epochs: number, time: string) => `The time was up after ${formatCount(epochs)} epochs, ${time}`,
    zh: (epochs: number, time: string) => `时间已到，共 ${formatCount(epochs)} 轮，用时 ${time}`
  },
  stoppedEarly: {
    en: (epochs: number, time: string) =>
      `Stopped by itself after ${formatCount(epochs)} epochs, ${time}: no gain any more`,
    zh: (epochs: number, time: string) => `不再改善，${formatCount(epochs)} 轮后自动停止，用时 ${time}`
  },
  stopped: {
    en: (best: number) => `Stopped; epoch ${formatCount(best)} is kept`,
    zh: (best: number) => `已停止，保留第 ${formatCount(best)} 轮`
  }
} as const

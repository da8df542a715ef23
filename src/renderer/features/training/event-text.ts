export const eventText = {
  paused: { en: 'Paused', zh: '已暂停' },
  resumed: {
    en: (epoch: number, step: number) => `Went on from epoch ${epoch}, after step ${step}`,
    zh: (epoch: number, step: number) => `从第 ${epoch} 轮第 ${step} 步之后继续`
  },
  checkpoint: {
    en: (epoch: number, step: number) => `Last checkpoint: epoch ${epoch}, step ${step}`,
    zh: (epoch: number, step: number) => `最近的检查点：第 ${epoch} 轮第 ${step} 步`
  },
  started: { en: (device: string) => `Started on ${device}`, zh: (device: string) => `在 ${device} 上开始` },
  newBest: {
    en: (loss: string, epoch: number) => `New best ${loss}, epoch ${epoch}`,
    zh: (loss: string, epoch: number) => `新的最佳 ${loss}，第 ${epoch} 轮`
  },
  completed: {
    en: (epochs: number, time: string) => `All ${epochs} epochs done in ${time}`,
    zh: (epochs: number, time: string) => `${epochs} 轮全部完成，用时 ${time}`
  },
  timeUp: {
    en: (epochs: number, time: string) => `The time was up after ${epochs} epochs, ${time}`,
    zh: (epochs: number, time: string) => `时间已到，共 ${epochs} 轮，用时 ${time}`
  },
  stoppedEarly: {
    en: (epochs: number, time: string) =>
      `Stopped by itself after ${epochs} epochs, ${time}: no gain any more`,
    zh: (epochs: number, time: string) => `不再改善，${epochs} 轮后自动停止，用时 ${time}`
  },
  stopped: {
    en: (best: number) => `Stopped; epoch ${best} is kept`,
    zh: (best: number) => `已停止，保留第 ${best} 轮`
  }
} as const

import { findLearningRate, forecastTraining } from '../training/probe-training.ts'
import type { Services } from '../services.ts'
import type { RunRequest } from '../training/start-run.ts'
import type { Task } from '../tasks.ts'
import type { Handlers, StageMethods } from './handler.ts'
import { requireTrainable } from './runs.ts'

const measuring = { en: 'Measuring some steps', zh: '正在测量若干训练步' }
const sweeping = { en: 'Trying learning rates', zh: '正在尝试不同的学习率' }

async function requestOf(
  { datasetId, recipe }: Pick<RunRequest, 'datasetId' | 'recipe'>,
  services: Services,
  { signal, onProgress }: Task,
  text: { en: string; zh: string }
) {
  const opened = services.projects.require()
  await requireTrainable(opened, { datasetId, recipe }, await services.datasets())
  return {
    recipe,
    datasetFolder: opened.session.folder.dataset(datasetId),
    logFile: opened.session.folder.trainerLog,
    signal,
    onProgress: (doneShare: number) => onProgress(doneShare, text)
  }
}

export const trainingHandlers: Handlers<StageMethods<'training'>> = {
  'training.forecast': ({ taskId, ...asked }, services) =>
    services.tasks.run(taskId, async (task) =>
      forecastTraining(await requestOf(asked, services, task, measuring), services)
    ),
  'training.findRate': ({ taskId, ...asked }, services) =>
    services.tasks.run(taskId, async (task) =>
      findLearningRate(await requestOf(asked, services, task, sweeping), services)
    )
}

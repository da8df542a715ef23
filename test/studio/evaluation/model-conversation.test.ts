import { describe, expect, it, vi } from 'vitest'
import type { ModelAnswer, ModelQuestion } from '../../../src/shared/evaluation/model-question.ts'
import type { TrainerCommand, TrainerMessage } from '../../../src/shared/rpc/trainer-protocol.ts'
import { ModelConversation } from '../../../src/studio/evaluation/model-conversation.ts'
import { OpenModels } from '../../../src/studio/evaluation/open-models.ts'
import type { StartTrainer } from '../../../src/studio/training/run-queue.ts'
import type { TrainerOutcome } from '../../../src/studio/training/supervisor-state.ts'

/** Trainers in memory: what each was told, and a voice for it. */
function fakeTrainers() {
  const trainers: {
    readonly folder: string
    readonly told: TrainerCommand[]
    readonly say: (message: TrainerMessage) => void
    readonly end: (outcome: TrainerOutcome) => void
    isCancelled: boolean
  }[] = []
  const startTrainer: StartTrainer = ({ job, onMessage }) => {
    let end: (outcome: TrainerOutcome) => void = () => {}
    const ended = new Promise<TrainerOutcome>((resolve) => {
      end = resolve
    })
    const trainer = {
      folder: job.kind === 'open-model' ? job.modelFolder : '',
      told: [] as TrainerCommand[],
      say: onMessage,
      end,
      isCancelled: false
    }
    trainers.push(trainer)
    return {
      pid: 1,
      ended,
      tell: (command) => void trainer.told.push(command),
      stop: () => {},
      pause: () => {},
      cancel: () => {
        trainer.isCancelled = true
        end({ kind: 'cancelled' })
      }
    }
  }
  return { trainers, startTrainer }
}

const question: ModelQuestion = { kind: 'row', values: { age: 3 }, usual: null }
const prediction: ModelAnswer = { kind: 'prediction', predicted: 1, probabilities: [0.2, 0.8], notes: [] }
const wanted = () => ({ signal: new AbortController().signal, onPart: () => {} })
const place = (name: string) => ({ modelFolder: name, logFile: `${name}.log` })

describe('a conversation with a model', () => {
  it('tells each piece as it comes and answers with all of them', async () => {
    const { trainers, startTrainer } = fakeTrainers()
    const conversation = new ModelConversation(startTrainer, place('one'))
    const parts: ModelAnswer[] = []
    const answered = conversation.ask(question, { ...wanted(), onPart: (part) => parts.push(part) })
    const [trainer] = trainers
    expect(trainer?.told).toEqual([{ type: 'ask', id: 1, question }])
    trainer?.say({ type: 'answer', id: 1, answer: prediction })
    expect(parts).toEqual([prediction])
    trainer?.say({ type: 'answer-ended', id: 1 })
    expect(await answered).toEqual([prediction])
  })

  it('forgets a cancelled question, whatever is still said of it', async () => {
    const { trainers, startTrainer } = fakeTrainers()
    const conversation = new ModelConversation(startTrainer, place('one'))
    const abort = new AbortController()
    const onPart = vi.fn()
    const cancelled = conversation.ask(question, { signal: abort.signal, onPart })
    const next = conversation.ask(question, wanted())
    abort.abort()
    await expect(cancelled).rejects.toMatchObject({ problem: { code: 'system/cancelled' } })
    trainers[0]?.say({ type: 'answer', id: 1, answer: prediction })
    trainers[0]?.say({ type: 'answer-ended', id: 1 })
    expect(onPart).not.toHaveBeenCalled()
    expect(trainers[0]?.told.at(-1)).toEqual({ type: 'cancel', id: 1 })
    trainers[0]?.say({ type: 'answer-ended', id: 2 })
    expect(await next).toEqual([])
  })

  it('refuses more questions than may wait', async () => {
    const { startTrainer } = fakeTrainers()
    const conversation = new ModelConversation(startTrainer, place('one'))
    const waiting = Array.from({ length: 16 }, () => conversation.ask(question, wanted()))
    await expect(conversation.ask(question, wanted())).rejects.toMatchObject({
      problem: { code: 'evaluation/too-many-questions', values: { count: 16 } }
    })
    await conversation.close()
    for (const one of waiting)
      await expect(one).rejects.toMatchObject({ problem: { code: 'evaluation/model-closed' } })
  })

  it('passes on why the process ended', async () => {
    const { trainers, startTrainer } = fakeTrainers()
    const conversation = new ModelConversation(startTrainer, place('one'))
    const asked = conversation.ask(question, wanted())
    const found = { code: 'evaluation/not-a-model', message: 'no model' } as const
    trainers[0]?.end({ kind: 'failed', problem: found, isCrash: false })
    await expect(asked).rejects.toMatchObject({ problem: found })
    expect(conversation.isOver).toBe(true)
  })
})

describe('the models that are tried', () => {
  const settle = async (
    models: OpenModels,
    trainers: ReturnType<typeof fakeTrainers>['trainers'],
    name: string
  ) => {
    const asked = models.ask(place(name), question, wanted())
    const trainer = trainers.at(-1)
    const asks = trainer?.told.filter(({ type }) => type === 'ask').length ?? 0
    trainer?.say({ type: 'answer-ended', id: asks })
    await asked
  }

  it('are two at a time: a third takes the place of the one asked longest ago', async () => {
    const { trainers, startTrainer } = fakeTrainers()
    const models = new OpenModels({ startTrainer })
    await settle(models, trainers, 'one')
    await settle(models, trainers, 'one')
    expect(trainers).toHaveLength(1)
    await settle(models, trainers, 'two')
    expect(trainers.some(({ isCancelled }) => isCancelled)).toBe(false)
    await settle(models, trainers, 'three')
    expect(trainers.map(({ folder, isCancelled }) => ({ folder, isCancelled }))).toEqual([
      { folder: 'one', isCancelled: true },
      { folder: 'two', isCancelled: false },
      { folder: 'three', isCancelled: false }
    ])
    await models.close()
    expect(trainers.every(({ isCancelled }) => isCancelled)).toBe(true)
  })

  it('are put away when nobody asks for a while', async () => {
    vi.useFakeTimers()
    try {
      const { trainers, startTrainer } = fakeTrainers()
      const models = new OpenModels({ startTrainer, idleMs: 60_000 })
      await settle(models, trainers, 'one')
      await vi.advanceTimersByTimeAsync(59_000)
      await settle(models, trainers, 'one')
      await vi.advanceTimersByTimeAsync(59_000)
      expect(trainers[0]?.isCancelled).toBe(false)
      await vi.advanceTimersByTimeAsync(2_000)
      expect(trainers[0]?.isCancelled).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  it('are put away when a project is closed', async () => {
    const { trainers, startTrainer } = fakeTrainers()
    const models = new OpenModels({ startTrainer })
    await settle(models, trainers, 'one')
    models.follow({ type: 'project-changed', project: null })
    expect(trainers[0]?.isCancelled).toBe(true)
  })
})

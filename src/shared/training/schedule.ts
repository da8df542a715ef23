import { z } from 'zod'

/** A straight rise from a share of the learning rate to all of it, before the schedule proper begins. */
export const warmup = z.strictObject({
  length: z.int().min(1).max(1_000_000),
  unit: z.enum(['steps', 'epochs']),
  /** Share of the learning rate in the first step. */
  from: z.number().min(0).max(1)
})
export type Warmup = z.infer<typeof warmup>

const share = z.number().min(0).max(1)

/** How the learning rate changes over a training; the optimiser's learning rate is the one that it starts from, or rises to. */
export const schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant'), warmup: warmup.nullable() }),
  /** Multiplied by a factor each time that so many epochs are over. */
  z.strictObject({
    kind: z.literal('step'),
    factor: z.number().gt(0).lt(1),
    everyEpochs: z.int().min(1).max(100000),
    warmup: warmup.nullable()
  }),
  /** The same fall, but a little with each step: `factor` is what is left after so many epochs. */
  z.strictObject({
    kind: z.literal('exponential'),
    factor: z.number().gt(0).lt(1),
    everyEpochs: z.int().min(1).max(100000),
    warmup: warmup.nullable()
  }),
  /** Half a cosine wave, down to a share of the learning rate at the end of the last epoch. */
  z.strictObject({ kind: z.literal('cosine'), finalShare: share, warmup: warmup.nullable() }),
  /** Up from rate / startDivisor, then down to that over finalDivisor, both as half a cosine wave. */
  z.strictObject({
    kind: z.literal('one-cycle'),
    /** Share of all steps that go up. */
    riseShare: z.number().gt(0).lt(1),
    startDivisor: z.number().min(1).max(1e6),
    finalDivisor: z.number().min(1).max(1e9)
  })
])
export type Schedule = z.infer<typeof schedule>
export type ScheduleKind = Schedule['kind']

/** Usual numbers of each schedule: those of Keras, and of PyTorch for the one cycle. */
export const defaultSchedules: { readonly [Kind in ScheduleKind]: Extract<Schedule, { kind: Kind }> } = {
  constant: { kind: 'constant', warmup: null },
  step: { kind: 'step', factor: 0.5, everyEpochs: 10, warmup: null },
  exponential: { kind: 'exponential', factor: 0.5, everyEpochs: 10, warmup: null },
  cosine: { kind: 'cosine', finalShare: 0, warmup: null },
  'one-cycle': { kind: 'one-cycle', riseShare: 0.3, startDivisor: 25, finalDivisor: 10_000 }
}

/** Where in a training a step is. */
export interface TrainingLength {
  readonly stepsPerEpoch: number
  readonly epochs: number
}

/**
 * The learning rate of one step.
 *
 * Input   rate: the optimiser's learning rate; step: from 0, over all epochs
 * Source  keras/src/optimizers/schedules/learning_rate_schedule.py, Keras 3.15: CosineDecay, ExponentialDecay;
 *         torch.optim.lr_scheduler.OneCycleLR
 */
export function scheduledRate(plan: Schedule, rate: number, step: number, length: TrainingLength): number {
  const total = length.stepsPerEpoch * length.epochs
  if (plan.kind === 'one-cycle') return oneCycleRate(plan, rate, step, total)
  const rise = warmupSteps(plan.warmup, length)
  if (plan.warmup !== null && step < rise) {
    const { from } = plan.warmup
    return rate * (from + ((1 - from) * step) / rise)
  }
  const after = step - rise
  switch (plan.kind) {
    case 'constant':
      return rate
    case 'step':
      return rate * plan.factor ** Math.floor(after / (plan.everyEpochs * length.stepsPerEpoch))
    case 'exponential':
      return rate * plan.factor ** (after / (plan.everyEpochs * length.stepsPerEpoch))
    case 'cosine': {
      const done = Math.min(1, after / Math.max(1, total - rise))
      return rate * (plan.finalShare + (1 - plan.finalShare) * fallingCosine(done))
    }
  }
}

/** Steps that the rise takes. */
export const warmupSteps = (rise: Warmup | null, { stepsPerEpoch }: TrainingLength): number =>
  rise === null ? 0 : rise.unit === 'steps' ? rise.length : rise.length * stepsPerEpoch

/** From 1 at 0 to 0 at 1. */
const fallingCosine = (done: number): number => (1 + Math.cos(Math.PI * done)) / 2

function oneCycleRate(
  { riseShare, startDivisor, finalDivisor }: Extract<Schedule, { kind: 'one-cycle' }>,
  rate: number,
  step: number,
  total: number
): number {
  const start = rate / startDivisor
  const end = start / finalDivisor
  const top = riseShare * total - 1
  if (step <= top) return rate + (start - rate) * fallingCosine(step / top)
  const done = Math.min(1, (step - top) / Math.max(1, total - 1 - top))
  return end + (rate - end) * fallingCosine(done)
}

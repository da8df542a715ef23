import type { StudioWork } from '../shared/rpc/studio-message.ts'

/** What becomes of a run at work when the window is closed. */
export type CloseAnswer = 'background' | 'pause' | 'cancel'

/** In the order of the buttons. */
export const closeAnswers: readonly CloseAnswer[] = ['background', 'pause', 'cancel']

const words = {
  atWork: {
    en: (name: string) => `${name} is still at work.`,
    zh: (name: string) => `“${name}”还在进行。`
  },
  waiting: {
    en: (count: number) => (count === 1 ? ' One more waits.' : ` ${count} more wait.`),
    zh: (count: number) => `还有 ${count} 个在排队。`
  },
  waitingOnly: {
    en: (count: number) => (count === 1 ? 'A run waits to be trained.' : `${count} runs wait to be trained.`),
    zh: (count: number) => `有 ${count} 个训练在排队。`
  },
  detail: {
    en: 'In the background, training goes on without a window and Layerwright ends when nothing is left to do; open it again to see how far it is. Paused, it can go on later exactly as if it had not ended.',
    zh: '在后台训练时窗口会关闭，训练继续进行，全部完成后层匠自动退出；再次打开层匠即可查看进度。暂停后，以后可以继续，结果与未中断时完全一致。'
  },
  background: { en: 'Keep training in the background', zh: '在后台继续训练' },
  pause: { en: 'Pause and close', zh: '暂停并关闭' },
  cancel: { en: 'Cancel', zh: '取消' }
} as const

/** What is asked before a window closes over runs at work, in the person's language. */
export function closeQuestion({ run, waitingCount, locale }: StudioWork) {
  const name = run === null ? '' : nameOf(run, locale)
  const waiting = waitingCount === 0 ? '' : words.waiting[locale](waitingCount)
  return {
    message: run === null ? words.waitingOnly[locale](waitingCount) : words.atWork[locale](name) + waiting,
    detail: words.detail[locale],
    buttons: closeAnswers.map((answer) => words[answer][locale])
  }
}

/** A run without a name of its own is called by its number, in the person's language. */
const nameOf = ({ number, name }: NonNullable<StudioWork['run']>, locale: StudioWork['locale']): string =>
  name !== '' && name !== `Run ${number}` ? name : { en: `Run ${number}`, zh: `训练 ${number}` }[locale]

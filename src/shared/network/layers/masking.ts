import { ok } from '../../core/checked.ts'
import { decimal } from '../../core/params.ts'
import { defineLayer } from '../layer-definition.ts'
import { checkSequence } from '../sequences.ts'

/**
 * Marks the steps whose features all have one value as padding, and sets them to 0.
 *
 * Input     [steps, features]
 * Output    the same shape, with a mask
 * Problems  network/needs-sequence   the input is not a sequence
 */
export const masking = defineLayer({
  kind: 'masking',
  title: 'Masking',
  group: 'sequence',
  icon: 'venetian-mask',
  inputs: 'one',
  params: {
    maskValue: decimal({
      label: { en: 'Padding value', zh: '填充值' },
      help: {
        en: 'Steps whose numbers all equal this value are padding.',
        zh: '所有数都等于该值的步视为填充。'
      },
      min: -1_000_000,
      max: 1_000_000,
      default: 0
    })
  },
  docs: {
    summary: {
      en: 'Marks steps that only fill a sequence up, so that LSTM, GRU and attention skip them. For sequences of numbers; for tokens Embedding does the same.',
      zh: '标出只起填充作用的步，使 LSTM、GRU 和注意力层跳过它们。用于数值序列；词元序列由 Embedding 完成同样的事。'
    },
    usual: {
      en: 'Directly behind the Input, with the value that the padding has, mostly 0.',
      zh: '直接接在 Input 之后，填入填充所用的值，一般为 0。'
    }
  },
  describe: ({ maskValue }) => ({ en: `leaves out ${maskValue}`, zh: `忽略 ${maskValue}` }),
  inferShape: ([shape]) => {
    const sequence = checkSequence(shape, 'Masking')
    return sequence.ok ? ok([...sequence.value]) : sequence
  },
  countFlops: () => 0,
  toKeras: ({ maskValue }, { name }) => ({
    className: 'Masking',
    config: { name, trainable: true, dtype: 'float32', mask_value: maskValue }
  })
})

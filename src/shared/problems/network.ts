import { networkAdvice } from './network-advice.ts'
import { networkLayerProblems, shapeWords } from './network-layers.ts'
import { words } from './words.ts'

/** How the layers hang together. */
const structureProblems = {
  'network/empty': words({
    en: () => ({
      message: 'The network has no layers yet.',
      fix: 'Start from a template, or drag an Input onto the canvas.'
    }),
    zh: () => ({ message: '网络中还没有任何层。', fix: '请选择一个模板，或把 Input 拖到画布上。' })
  }),
  'network/no-input': words({
    en: () => ({
      message: 'The network has no Input layer, so no data can enter it.',
      fix: 'Add an Input layer and connect it.'
    }),
    zh: () => ({ message: '网络中没有 Input 层，数据无法进入。', fix: '请添加 Input 层并连接。' })
  }),
  'network/several-inputs': words<{ names: string }>({
    en: ({ names }) => ({
      message: `The network has more than one Input layer, but the data have only one part: ${names}.`,
      fix: 'Keep one and delete the others.'
    }),
    zh: ({ names }) => ({
      message: `数据只有一部分，网络中却有多个 Input 层：${names}。`,
      fix: '请只保留一个，删除其余的。'
    })
  }),
  'network/part-not-chosen': words<{ layer: string; names: string }>({
    en: ({ layer, names }) => ({
      message: `The data have several parts (${names}), and “${layer}” reads none of them.`,
      fix: 'Choose the part that it reads.'
    }),
    zh: ({ layer, names }) => ({
      message: `数据分为几部分（${names}），“${layer}”还没有选择读取哪一部分。`,
      fix: '请选择它读取的部分。'
    })
  }),
  'network/unknown-part': words<{ layer: string; part: string; names: string }>({
    en: ({ layer, part, names }) => ({
      message: `“${layer}” reads the part “${part}”, but the data have: ${names}.`,
      fix: 'Choose a part that is there, or change the preparation of the data.'
    }),
    zh: ({ layer, part, names }) => ({
      message: `“${layer}”读取“${part}”，但数据只有：${names}。`,
      fix: '请选择已有的部分，或修改数据准备。'
    })
  }),
  'network/part-read-twice': words<{ layer: string; other: string; part: string }>({
    en: ({ layer, other, part }) => ({
      message: `“${layer}” and “${other}” both read the part “${part}”.`,
      fix: 'Let one Input read it and connect that to several layers.'
    }),
    zh: ({ layer, other, part }) => ({
      message: `“${layer}”和“${other}”都读取“${part}”。`,
      fix: '请只用一个 Input 读取，再把它连接到多个层。'
    })
  }),
  'network/input-only': words({
    en: () => ({
      message: 'Nothing follows the Input layer.',
      fix: 'Connect at least one layer, such as Dense, to the Input.'
    }),
    zh: () => ({ message: 'Input 层后面没有任何层。', fix: '请至少在 Input 后连接一层，例如 Dense。' })
  }),
  'network/several-outputs': words<{ names: string }>({
    en: ({ names }) => ({
      message: `The network ends in more than one layer: ${names}. Exactly one layer may be the last.`,
      fix: 'Connect the others onward, or delete them.'
    }),
    zh: ({ names }) => ({
      message: `网络有多个末层：${names}。只能有一个末层。`,
      fix: '请把其余各层接到后面的层，或删除它们。'
    })
  }),
  'network/target-without-layer': words<{ target: string }>({
    en: ({ target }) => ({
      message:
        target === ''
          ? 'No last layer predicts the main target.'
          : `No last layer predicts “${target}”, which is to be predicted beside the target.`,
      fix:
        target === ''
          ? 'Let one of the last layers predict the main target.'
          : `Add a layer that ends the network and predicts “${target}”, or let the column be a feature or ignored.`
    }),
    zh: ({ target }) => ({
      message: target === '' ? '没有末层预测主要目标。' : `没有末层预测辅助目标“${target}”。`,
      fix:
        target === ''
          ? '请让其中一个末层预测主要目标。'
          : `请添加一个预测“${target}”的末层，或将该列设为特征或忽略。`
    })
  }),
  'network/answers-unknown': words<{ layer: string; target: string; names: string }>({
    en: ({ layer, target, names }) => ({
      message: `${layer} predicts “${target}”, but what is predicted beside the target is: ${names}.`,
      fix: 'Choose another target for it, or delete the layer.'
    }),
    zh: ({ layer, target, names }) => ({
      message: `${layer} 预测“${target}”，但辅助目标只有：${names}。`,
      fix: '请为它选择其他目标，或删除该层。'
    })
  }),
  'network/answers-twice': words<{ layer: string; other: string; target: string }>({
    en: ({ layer, other, target }) => ({
      message: `${other} and ${layer} both predict ${target === '' ? 'the main target' : `“${target}”`}.`,
      fix: 'Choose another target for one of them, connect it onward, or delete it.'
    }),
    zh: ({ layer, other, target }) => ({
      message: `${other} 和 ${layer} 都预测${target === '' ? '主要目标' : `“${target}”`}。`,
      fix: '请为其中一个选择其他目标、把它接到后面的层，或删除它。'
    })
  }),
  'network/not-connected': words<{ layer: string }>({
    en: ({ layer }) => ({
      message: `Nothing is connected to ${layer}.`,
      fix: `Draw a connection into ${layer}, or delete it.`
    }),
    zh: ({ layer }) => ({
      message: `没有任何层连接到 ${layer}。`,
      fix: `请把一个层连接到 ${layer}，或删除它。`
    })
  }),
  'network/one-input-only': words<{ layer: string }>({
    en: ({ layer }) => ({
      message: `${layer} takes one connection, and has one already.`,
      fix: 'Remove the other connection, or join both with Add or Concatenate first.'
    }),
    zh: ({ layer }) => ({
      message: `${layer} 只接受一个输入，而它已经有一个了。`,
      fix: '请删除原有连接，或先用 Add 或 Concatenate 合并两者。'
    })
  }),
  'network/two-inputs-only': words<{ layer: string }>({
    en: ({ layer }) => ({
      message: `${layer} takes two connections, and has two already.`,
      fix: 'Remove one of them first.'
    }),
    zh: ({ layer }) => ({
      message: `${layer} 只接受两个输入，而它已经有两个了。`,
      fix: '请先删除其中一条连接。'
    })
  }),
  'network/too-few-inputs': words<{ layer: string }>({
    en: ({ layer }) => ({
      message: `${layer} joins two or more layers, but only one is connected to it.`,
      fix: 'Connect another layer to it, or delete it.'
    }),
    zh: ({ layer }) => ({
      message: `${layer} 用来合并两个或多个层，但目前只连接了一个。`,
      fix: '请再连接一个层，或删除它。'
    })
  }),
  'network/input-takes-nothing': words<{ layer: string }>({
    en: ({ layer }) => ({
      message: `${layer} receives the data; no layer can be connected to it.`,
      fix: 'Connect to a layer after it.'
    }),
    zh: ({ layer }) => ({
      message: `${layer} 接收的是数据，不能把其他层连接到它。`,
      fix: '请连接到它后面的层。'
    })
  }),
  'network/self-connection': words<{ layer: string }>({
    en: ({ layer }) => ({
      message: `${layer} cannot be connected to itself.`,
      fix: 'Connect it to another layer.'
    }),
    zh: ({ layer }) => ({ message: `${layer} 不能连接到自身。`, fix: '请连接到另一个层。' })
  }),
  'network/already-connected': words<{ from: string; to: string }>({
    en: ({ from, to }) => ({
      message: `${from} is connected to ${to} already.`,
      fix: 'One connection is enough.'
    }),
    zh: ({ from, to }) => ({ message: `${from} 已经连接到 ${to}。`, fix: '保留一条连接即可。' })
  }),
  'network/cycle': words<{ names: string }>({
    en: ({ names }) => ({
      message: `These layers form a circle: ${names}. Data could never leave it.`,
      fix: 'Remove one connection of the circle.'
    }),
    zh: ({ names }) => ({
      message: `这些层形成了环：${names}。数据无法从环中流出。`,
      fix: '请删除环中的一条连接。'
    })
  }),
  'network/unknown-node': words<{ id: string }>({
    en: ({ id }) => ({
      message: `A connection names the layer "${id}", which does not exist.`,
      fix: 'Remove the connection, or correct the id.'
    }),
    zh: ({ id }) => ({ message: `有一条连接指向不存在的层“${id}”。`, fix: '请删除该连接，或改正 id。' })
  }),
  'network/duplicate-id': words<{ id: string }>({
    en: ({ id }) => ({ message: `Two layers have the id "${id}".`, fix: 'Give one of them another id.' }),
    zh: ({ id }) => ({ message: `有两个层使用了同一个 id“${id}”。`, fix: '请为其中一个改用别的 id。' })
  }),
  'network/duplicate-name': words<{ name: string }>({
    en: ({ name }) => ({
      message: `There is another layer named ${name}.`,
      fix: 'Give one of them another name.'
    }),
    zh: ({ name }) => ({ message: `已有另一个层名为 ${name}。`, fix: '请为其中一个改名。' })
  }),
  'network/name-not-allowed': words<{ name: string }>({
    en: ({ name }) => ({
      message: `"${name}" cannot be a layer's name: a name starts with a letter and has at most 63 letters, digits and underscores.`,
      fix: 'Choose another name, such as dense_1.'
    }),
    zh: ({ name }) => ({
      message: `“${name}”不能用作层名：层名须以字母开头，只含英文字母、数字和下划线，最多 63 个字符。`,
      fix: '请换一个名称，例如 dense_1。'
    })
  }),
  'network/name-reserved': words<{ name: string }>({
    en: ({ name }) => ({
      message: `The name "${name}" is kept for the network itself.`,
      fix: 'Choose another name.'
    }),
    zh: ({ name }) => ({ message: `名称“${name}”由网络自身保留。`, fix: '请换一个名称。' })
  }),
  'network/unknown-layer': words<{ layer: string; kind: string }>({
    en: ({ layer, kind }) => ({
      message: `${layer} is a layer of the kind "${kind}", which this version does not know.`,
      fix: 'Check the spelling, or replace the layer.'
    }),
    zh: ({ layer, kind }) => ({
      message: `${layer} 的类型“${kind}”在此版本中不存在。`,
      fix: '请检查拼写，或换用其他层。'
    })
  })
} as const

/** What the network gives out against what the data ask for. */
const outputProblems = {
  'network/output-not-a-row': words<{ layer: string; found: string }>({
    en: ({ layer, found }) => ({
      message: `The last layer, ${layer}, gives ${shapeWords(found).en}, but an answer is one row of numbers.`,
      fix: 'Put a Flatten and a Dense after it.'
    }),
    zh: ({ layer, found }) => ({
      message: `末层 ${layer} 输出的是${shapeWords(found).zh}，而结果应是一行数。`,
      fix: '请在其后加上 Flatten 和 Dense。'
    })
  }),
  'network/output-classes': words<{ layer: string; classCount: number; found: number }>({
    en: ({ layer, classCount, found }) => ({
      message: `The data have ${classCount} classes, but the last layer, ${layer}, gives ${found} ${found === 1 ? 'number' : 'numbers'}.`,
      fix: `Let it give ${classCount} numbers, one for each class.`
    }),
    zh: ({ layer, classCount, found }) => ({
      message: `数据有 ${classCount} 个类别，但末层 ${layer} 输出 ${found} 个数。`,
      fix: `请让它输出 ${classCount} 个数，每个类别一个。`
    })
  }),
  'network/output-steps': words<{ layer: string; stepCount: number; found: string }>({
    en: ({ layer, stepCount, found }) => ({
      message: `The next token is asked for after each of ${stepCount} steps, but the last layer, ${layer}, gives ${found}.`,
      fix: 'Let every LSTM or GRU before it give every step.'
    }),
    zh: ({ layer, stepCount, found }) => ({
      message: `需要在 ${stepCount} 步中的每一步之后预测下一个词元，但末层 ${layer} 的输出是 ${found}。`,
      fix: '请让前面的每个 LSTM 或 GRU 都“输出每一步”。'
    })
  }),
  'network/output-horizon': words<{ layer: string; found: number; horizon: number }>({
    en: ({ layer, found, horizon }) => ({
      message: `${horizon} values are to be forecast, but the last layer, ${layer}, gives ${found} numbers.`,
      fix: `Let it give ${horizon} ${horizon === 1 ? 'number' : 'numbers'}.`
    }),
    zh: ({ layer, found, horizon }) => ({
      message: `要预测未来 ${horizon} 个数值，但末层 ${layer} 输出 ${found} 个数。`,
      fix: `请让它输出 ${horizon} 个数。`
    })
  }),
  'network/output-one-value': words<{ layer: string; found: number }>({
    en: ({ layer, found }) => ({
      message: `One value is to be predicted, but the last layer, ${layer}, gives ${found} numbers.`,
      fix: 'Let it give 1 number.'
    }),
    zh: ({ layer, found }) => ({
      message: `要预测的是一个数值，但末层 ${layer} 输出 ${found} 个数。`,
      fix: '请让它只输出 1 个数。'
    })
  }),
  'network/output-activation': words<{ layer: string; expected: string; found: string }>({
    en: ({ layer, expected, found }) => ({
      message: `The last layer, ${layer}, must end in ${expected} to give probabilities of the classes, but its activation is ${found}.`,
      fix: `Set its activation to ${expected}.`
    }),
    zh: ({ layer, expected, found }) => ({
      message: `末层 ${layer} 的激活函数应为 ${expected} 才能给出各类别的概率，现在是 ${found}。`,
      fix: `请把激活函数改为 ${expected}。`
    })
  }),
  'network/output-constant': words<{ layer: string }>({
    en: ({ layer }) => ({
      message: `Softmax on a single number is always 1, so ${layer} could not predict anything.`,
      fix: 'Set its activation to linear.'
    }),
    zh: ({ layer }) => ({
      message: `对单个数做 softmax 结果恒为 1，${layer} 无法预测任何内容。`,
      fix: '请把激活函数改为 linear。'
    })
  }),
  'network/nothing-to-train': words({
    en: () => ({
      message: 'Every layer with weights is frozen, so training would change nothing.',
      fix: 'Unfreeze at least one layer, usually the last.'
    }),
    zh: () => ({
      message: '所有带权重的层都已冻结，训练不会带来任何变化。',
      fix: '请至少解冻一层，通常是最后一层。'
    })
  }),
  'network/too-many-weights': words<{ found: string; max: string }>({
    en: ({ found, max }) => ({
      message: `The network would have ${found} weights; ${max} is the most this program trains.`,
      fix: 'Use fewer units or filters, or pooling before Flatten.'
    }),
    zh: ({ found, max }) => ({
      message: `该网络将有 ${found} 个权重，超过本程序可训练的上限 ${max}。`,
      fix: '请减少单元数或卷积核数，或在 Flatten 之前使用池化。'
    })
  }),
  'network/too-large-output': words<{ layer: string; found: string; max: string }>({
    en: ({ layer, found, max }) => ({
      message: `${layer} would give ${found} numbers for one sample; ${max} is the most that is possible.`,
      fix: 'Use fewer units or filters, a larger stride, or smaller images.'
    }),
    zh: ({ layer, found, max }) => ({
      message: `${layer} 对一个样本将输出 ${found} 个数，超过上限 ${max}。`,
      fix: '请减少单元数或卷积核数，增大步幅，或使用更小的图像。'
    })
  })
} as const

export const networkProblems = {
  ...structureProblems,
  ...networkLayerProblems,
  ...outputProblems,
  ...networkAdvice
} as const

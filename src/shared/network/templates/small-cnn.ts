import { chain, type ChainLink } from './chain.ts'
import { adam, classesOf, isImage, type NetworkTemplate, type TemplateData } from './template.ts'

/** Images this large are first brought down by more than one round of convolution and pooling. */
const largeSide = 48

const convolution = (filters: number): ChainLink => ({
  kind: 'conv2d',
  params: { filters, kernelHeight: 3, kernelWidth: 3, activation: 'relu' }
})

/** Rounds of convolution and pooling, as many as leave at most about 24 × 24 numbers for each filter. */
function rounds({ sampleShape: [height = 1, width = 1] }: TemplateData): ChainLink[] {
  // A picture too small for a window keeps its size.
  if (Math.min(height, width) < 6)
    return [{ ...convolution(32), params: { ...convolution(32).params, padding: 'same' } }]
  const links: ChainLink[] = []
  let side = Math.min(height, width)
  let filters = 32
  do {
    links.push(convolution(filters), { kind: 'maxPooling2d' })
    side = Math.floor((side - 2) / 2)
    filters = Math.min(128, filters * 2)
  } while (Math.max(height, width) >= largeSide && side >= 24)
  return links
}

/** Convolution finds patterns, pooling shrinks, Dense decides. */
export const smallCnn: NetworkTemplate = {
  key: 'small-cnn',
  title: { en: 'Small CNN', zh: '小型卷积网络' },
  summary: {
    en: 'Convolution finds patterns, pooling shrinks the picture, two Dense layers decide. A sound start for images.',
    zh: '卷积寻找图案，池化缩小图像，两个 Dense 层做出判断。图像分类的稳妥起点。'
  },
  docs: {
    offered: {
      en: 'Suggested first when a class is to be foretold from pictures.',
      zh: '从图像预测类别时首先推荐。'
    },
    network: {
      en: 'Conv2D slides 32 small windows over the picture, each learns a pattern such as an edge. MaxPooling2D keeps the strongest answer of each 2 × 2 field, so that a shift of a pixel does not matter. Flatten makes one row of it, two Dense layers decide. Pictures of 48 pixels and more get several rounds. For 28 × 28 pixels it is the documents’ network layer by layer.',
      zh: 'Conv2D 用 32 个小窗口扫过图像，每个窗口学习一种图案（例如边缘）。MaxPooling2D 保留每个 2 × 2 区域中最强的响应，移动一个像素也没有影响。Flatten 把结果排成一行，再由两个 Dense 层判断。48 像素以上的图像会重复多轮。对 28 × 28 的图像，它与文档中的网络逐层相同。'
    },
    plan: {
      en: 'Adam at its usual rate of 0.001 and sparse categorical cross-entropy, as in the documents. The first Dense layer has most of the weights and is the first to learn by heart, so training stops after five epochs without gain.',
      zh: 'Adam 使用常用学习率 0.001，损失为稀疏分类交叉熵，与文档一致。第一个 Dense 层占了大部分权重，最容易死记硬背，因此连续五轮没有改进就停止。'
    },
    change: [
      {
        en: 'Put a Dropout of 0.3 to 0.5 behind Flatten when train is perfect and test is not.',
        zh: '训练集完美而测试集不然时，在 Flatten 之后加 0.3 到 0.5 的 Dropout。'
      },
      {
        en: 'Choose the one-cycle schedule: the last epochs then take small steps, which is worth up to one per cent.',
        zh: '选择 one-cycle 学习率计划：最后几轮步子变小，可提升至多一个百分点。'
      },
      {
        en: 'Bring the pictures to a larger size when what matters is small in them.',
        zh: '关键内容在图中很小时，把图像调到更大尺寸。'
      }
    ],
    source:
      'LeCun, Bottou, Bengio and Haffner (1998), Gradient-based learning applied to document recognition'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isImage(data),
  build: (data) =>
    chain([
      ...rounds(data),
      { kind: 'flatten' },
      { kind: 'dense', params: { units: 128, activation: 'relu' } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.001),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: rowCount < 500 ? 16 : 32,
    epochs: rowCount < 20_000 ? 20 : 10,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 5, minDelta: 0 }
  })
}

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

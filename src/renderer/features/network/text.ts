/** Words of the network stage, its canvas and its inspector. */
export const text = {
  title: { en: 'Network', zh: '网络' },
  layerCount: {
    en: (count: number) => (count === 1 ? '1 layer' : `${count} layers`),
    zh: (count: number) => `${count} 层`
  },
  noteCount: {
    en: (count: number) => (count === 1 ? '1 note' : `${count} notes`),
    zh: (count: number) => `${count} 条提示`
  },
  problemCount: {
    en: (count: number) => (count === 1 ? '1 thing to put right' : `${count} things to put right`),
    zh: (count: number) => `${count} 处需要修正`
  },
  train: { en: 'Train', zh: '训练' },
  cannotTrain: {
    en: 'The network is not ready yet: look at the layers marked red.',
    zh: '网络还不能训练：请查看标红的层。'
  },
  draftAfter: {
    en: (run: number) => `draft after run ${run}`,
    zh: (run: number) => `第 ${run} 次运行后的草稿`
  },
  canvas: { en: 'Network canvas', zh: '网络画布' },
  canvasHelp: {
    en: 'Arrow keys go from layer to layer, Alt with an arrow key moves the layer, Delete removes it. Press ? for all keys.',
    zh: '方向键在各层之间移动焦点，Alt 加方向键移动该层，Delete 删除。按 ? 查看全部快捷键。'
  },

  findLayer: { en: 'Find a layer', zh: '查找层' },
  palette: { en: 'Layers', zh: '层' },
  paletteHint: {
    en: 'Drag onto the canvas, or press Enter to add after the selected layer.',
    zh: '拖到画布上，或按 Enter 加在所选层之后。'
  },
  noLayerFound: { en: 'No layer has this in its name.', zh: '没有名称中包含它的层。' },
  favourites: { en: 'Favourites', zh: '常用' },
  groups: {
    core: { en: 'Basic', zh: '基础' },
    image: { en: 'Images', zh: '图像' },
    sequence: { en: 'Text and sequences', zh: '文本与序列' },
    attention: { en: 'Attention', zh: '注意力' },
    shape: { en: 'Shape', zh: '形状' },
    regularization: { en: 'Steady training', zh: '稳定训练' },
    merge: { en: 'Joining branches', zh: '合并分支' }
  },
  addFavourite: {
    en: (layer: string) => `Add ${layer} to favourites`,
    zh: (layer: string) => `将 ${layer} 设为常用`
  },
  removeFavourite: {
    en: (layer: string) => `Remove ${layer} from favourites`,
    zh: (layer: string) => `将 ${layer} 从常用中移除`
  },

  zoomIn: { en: 'Zoom in', zh: '放大' },
  zoomOut: { en: 'Zoom out', zh: '缩小' },
  zoomReset: { en: 'Zoom to 100 %', zh: '缩放到 100%' },
  fit: { en: 'Show the whole network (F)', zh: '显示整个网络 (F)' },
  arrange: { en: 'Arrange the layers (L)', zh: '自动排列各层 (L)' },
  overview: { en: 'Overview of the network', zh: '网络总览' },

  needsData: { en: 'First bring in some data', zh: '请先导入数据' },
  needsDataWhy: {
    en: 'The first layer takes its shape from the data, and the last one from what is to be predicted.',
    zh: '第一层的形状来自数据，最后一层取决于要预测的内容。'
  },
  goToData: { en: 'Go to Data', zh: '前往数据' },
  emptyTitle: { en: 'No layers yet', zh: '还没有任何层' },
  emptyWhy: {
    en: 'Begin with a network that suits this data, or drag layers from the left.',
    zh: '可以从适合这份数据的网络开始，也可以从左侧拖入层。'
  },
  useTemplate: { en: (name: string) => `Use “${name}”`, zh: (name: string) => `使用“${name}”` },

  noWeights: { en: 'no weights', zh: '无权重' },
  weights: {
    en: (count: string) => (count === '1' ? '1 weight' : `${count} weights`),
    zh: (count: string) => `${count} 个权重`
  },
  shapeUnknown: { en: 'shape not known', zh: '形状未知' },
  classOutput: {
    en: (count: number, first: string, last: string) => `${count} classes, ${first} to ${last}`,
    zh: (count: number, first: string, last: string) => `${count} 类，${first} 至 ${last}`
  },
  twoClassOutput: {
    en: (first: string, second: string) => `${first} or ${second}`,
    zh: (first: string, second: string) => `${first} 或 ${second}`
  },
  horizonOutput: {
    en: (name: string, horizon: number) =>
      horizon === 1 ? `the next ${name}` : `the next ${horizon} of ${name}`,
    zh: (name: string, horizon: number) => `${name} 的后续 ${horizon} 个值`
  },
  wordsOutput: {
    next: { en: 'the word after each', zh: '每个词之后的词' },
    hidden: { en: 'the hidden words', zh: '被遮住的词' },
    answer: { en: 'the answer, word by word', zh: '逐词给出的回答' }
  },
  numberOutput: { en: (name: string) => `a number: ${name}`, zh: (name: string) => `一个数：${name}` },
  namedOutput: {
    en: (name: string, what: string) => `${name}: ${what}`,
    zh: (name: string, what: string) => `${name}：${what}`
  },
  targetSeparator: { en: '; ', zh: '；' },
  predicts: { en: 'Predicts', zh: '预测' },
  predictsHelp: {
    en: 'The column that this last layer gives the answer for.',
    zh: '该输出层所预测的列。'
  },
  notPredicted: {
    en: (name: string) => `${name} (not predicted)`,
    zh: (name: string) => `${name}（不再预测）`
  },
  hasProblem: { en: 'something to put right', zh: '需要修正' },
  hasNote: { en: 'has a note', zh: '有提示' },
  moreFindings: {
    en: (count: number) => (count === 1 ? 'One more after this.' : `${count} more after this.`),
    zh: (count: number) => `之后还有 ${count} 条。`
  },
  replaceConnection: { en: 'Connect this one instead', zh: '改为连接这一层' },
  oneInput: { en: 'These data enter by one Input.', zh: '这份数据只从一个 Input 进入。' },
  allPartsRead: { en: 'Each part of the data has its Input already.', zh: '数据的每一部分都已有 Input。' },
  keep: { en: 'Keep as it is', zh: '保持不变' },
  dismiss: { en: 'Close', zh: '关闭' },
  showNote: { en: 'Show the note', zh: '查看提示' },
  refusedTitle: { en: 'Not connected. ', zh: '未连接。' },
  connectFrom: { en: 'Output; drag to a layer to connect', zh: '输出；拖到某一层即可连接' },
  connecting: {
    en: (from: string, to: string | undefined) =>
      to === undefined
        ? `From ${from}: go to a layer with the arrow keys, then Enter. Escape stops.`
        : `${from} to ${to}: Enter connects, Escape stops.`,
    zh: (from: string, to: string | undefined) =>
      to === undefined
        ? `从 ${from} 连接：用方向键选择一层，按 Enter。按 Escape 取消。`
        : `${from} → ${to}：按 Enter 连接，按 Escape 取消。`
  },
  nodeDescription: {
    en: 'Layer. Arrow keys go to its neighbours, C begins a connection, Delete removes it.',
    zh: '层。方向键移到相邻层，C 开始连接，Delete 删除。'
  },

  statTrainable: {
    en: (bytes: string, trainable: string) => `weights · ${bytes} · ${trainable} trained`,
    zh: (bytes: string, trainable: string) => `权重 · ${bytes} · 训练 ${trainable} 个`
  },
  statWeights: { en: (bytes: string) => `weights · ${bytes}`, zh: (bytes: string) => `权重 · ${bytes}` },
  statFlops: {
    en: (isImage: boolean) => `FLOPs for ${isImage ? 'an image' : 'a row'}`,
    zh: (isImage: boolean) => `次浮点运算／${isImage ? '图像' : '行'}`
  },
  statMemory: {
    en: (batch: number) => `memory at batch ${batch}`,
    zh: (batch: number) => `内存（批大小 ${batch}）`
  },
  statLargest: {
    en: (layer: string) => `of weights in ${layer}`,
    zh: (layer: string) => `的权重在 ${layer}`
  },
  statLayers: { en: 'input counted', zh: '含输入层' },
  notKnownYet: { en: 'not known yet', zh: '暂不可知' },
  unknown: { en: '–', zh: '–' },
  helpWeights: {
    en: 'Numbers that the network learns or keeps, 4 bytes each.',
    zh: '网络学习或保存的数值，每个 4 字节。'
  },
  helpFlops: {
    en: 'Multiplications and additions for one sample, from input to output.',
    zh: '一个样本从输入到输出所需的乘法与加法次数。'
  },
  helpMemory: {
    en: 'Estimate. Counted: weights, their gradients and what the optimiser keeps of them; each layer’s output and its gradient for one batch; 4 bytes a number. Not counted: the program itself and TensorFlow’s working space.',
    zh: '估算值。计入：权重、梯度以及优化器为其保存的数值；一个批次中每层的输出及其梯度；每个数 4 字节。未计入：程序本身和 TensorFlow 的工作空间。'
  },
  helpLargest: {
    en: 'The layer with the most weights. A share near 100 % is where to save first.',
    zh: '权重最多的层。占比接近 100% 时，精简应先从这里入手。'
  },

  name: { en: 'Name', zh: '名称' },
  nameHelp: {
    en: 'The layer’s name in TensorFlow and Keras: a letter, then letters, digits and _.',
    zh: '该层在 TensorFlow 和 Keras 中的名称：以字母开头，只含字母、数字和 _。'
  },
  isTrained: { en: 'Trainable', zh: '可训练' },
  isTrainedHelp: {
    en: 'Off: the layer is frozen. Training leaves its weights as they are, and batch normalisation works by its kept mean and variance. Key: T.',
    zh: '关闭即冻结该层：训练时其权重保持不变，批归一化改用已保存的均值与方差。快捷键：T。'
  },
  frozen: { en: 'frozen', zh: '已冻结' },
  frozenHelp: { en: 'Frozen: training leaves its weights as they are', zh: '已冻结：训练时其权重保持不变' },
  freeze: { en: 'Freeze', zh: '冻结' },
  unfreeze: { en: 'Unfreeze', zh: '解冻' },
  shape: { en: 'Shape', zh: '形状' },
  shapeIn: { en: 'In', zh: '输入' },
  shapeOut: { en: 'Out', zh: '输出' },
  height: { en: 'Height', zh: '高' },
  width: { en: 'Width', zh: '宽' },
  side: { en: 'Side', zh: '边长' },
  inOneRow: { en: 'In one row', zh: '排成一行' },
  joined: { en: 'Joined', zh: '拼接' },
  perChannel: { en: 'For each channel', zh: '每个通道' },
  showLayer: { en: (name: string) => `Show ${name}`, zh: (name: string) => `查看 ${name}` },
  together: { en: 'Together', zh: '合计' },
  learned: { en: 'Learned', zh: '可训练' },
  kernels: { en: 'Kernels', zh: '卷积核' },
  bias: { en: 'Bias', zh: '偏置' },
  whatItDoes: { en: 'What it does', zh: '作用' },
  usual: { en: 'Usual values.', zh: '常用取值：' },
  weightsTitle: { en: 'Weights', zh: '权重' },
  connections: { en: 'Connections', zh: '连接' },
  readsFrom: { en: 'Reads', zh: '来自' },
  goesTo: { en: 'Goes to', zh: '去向' },
  none: { en: 'none', zh: '无' },
  disconnect: {
    en: (from: string, to: string) => `Disconnect ${from} from ${to}`,
    zh: (from: string, to: string) => `断开 ${from} 与 ${to}`
  },
  connectTo: { en: 'Connect to …', zh: '连接到……' },
  settings: { en: 'Settings', zh: '设置' },
  noSettings: { en: 'Nothing to set.', zh: '没有可设置的内容。' },

  selected: {
    en: (count: number) => `${count} layers selected`,
    zh: (count: number) => `已选 ${count} 层`
  },
  actions: { en: 'Actions', zh: '操作' },
  copy: { en: 'Copy', zh: '复制' },
  cut: { en: 'Cut', zh: '剪切' },
  duplicate: { en: 'Duplicate', zh: '创建副本' },
  remove: { en: 'Delete', zh: '删除' },
  wholeNetwork: { en: 'Whole network', zh: '整个网络' },
  facts: { en: 'Facts', zh: '概况' },
  takes: { en: 'Takes', zh: '输入' },
  gives: { en: 'Gives', zh: '输出' },
  layers: { en: 'Layers', zh: '层数' },
  memoryAt: {
    en: (batch: number) => `Memory at batch ${batch}`,
    zh: (batch: number) => `内存（批大小 ${batch}）`
  },
  trainable: { en: 'Learned weights', zh: '可训练权重' },
  toPutRight: { en: 'To put right', zh: '需要修正' },
  notes: { en: 'Notes', zh: '提示' },
  allWell: { en: 'This network can be trained.', zh: '这个网络可以训练。' },
  selectHint: {
    en: 'Select a layer to see and change its settings.',
    zh: '选择一层即可查看和修改它的设置。'
  }
} as const

/** Names of edits, as “Undo: …” shows them, and what a screen reader is told. */
export const editText = {
  add: (layer: string) => ({ en: `Add ${layer}`, zh: `添加 ${layer}` }),
  remove: (layer: string) => ({ en: `Delete ${layer}`, zh: `删除 ${layer}` }),
  removeMany: (count: number) => ({ en: `Delete ${count} layers`, zh: `删除 ${count} 层` }),
  connect: (from: string, to: string) => ({ en: `Connect ${from} to ${to}`, zh: `连接 ${from} 与 ${to}` }),
  disconnect: (from: string, to: string) => ({
    en: `Disconnect ${from} from ${to}`,
    zh: `断开 ${from} 与 ${to}`
  }),
  move: (layer: string) => ({ en: `Move ${layer}`, zh: `移动 ${layer}` }),
  moveMany: (count: number) => ({ en: `Move ${count} layers`, zh: `移动 ${count} 层` }),
  arrange: { en: 'Arrange the layers', zh: '自动排列各层' },
  cut: (count: number) => ({
    en: count === 1 ? 'Cut 1 layer' : `Cut ${count} layers`,
    zh: `剪切 ${count} 层`
  }),
  paste: (count: number) => ({
    en: count === 1 ? 'Paste 1 layer' : `Paste ${count} layers`,
    zh: `粘贴 ${count} 层`
  }),
  duplicate: (count: number) => ({
    en: count === 1 ? 'Duplicate 1 layer' : `Duplicate ${count} layers`,
    zh: `创建 ${count} 层的副本`
  }),
  copied: (count: number) => ({
    en: count === 1 ? '1 layer copied' : `${count} layers copied`,
    zh: `已复制 ${count} 层`
  }),
  freeze: (count: number, layer: string) => ({
    en: count === 1 ? `Freeze ${layer}` : `Freeze ${count} layers`,
    zh: count === 1 ? `冻结 ${layer}` : `冻结 ${count} 层`
  }),
  unfreeze: (count: number, layer: string) => ({
    en: count === 1 ? `Unfreeze ${layer}` : `Unfreeze ${count} layers`,
    zh: count === 1 ? `解冻 ${layer}` : `解冻 ${count} 层`
  }),
  answers: (layer: string, target: string) => ({
    en: `${layer} predicts ${target}`,
    zh: `${layer} 预测 ${target}`
  }),
  rename: (from: string, to: string) => ({ en: `Rename ${from} to ${to}`, zh: `将 ${from} 改名为 ${to}` }),
  setParam: (layer: string, param: { en: string; zh: string } | undefined, from: string, to: string) => ({
    en: `${layer}${param === undefined ? '' : ` ${param.en.toLowerCase()}`} ${from} → ${to}`,
    zh: `${layer}${param === undefined ? '' : ` ${param.zh}`} ${from} → ${to}`
  }),
  template: (name: { en: string; zh: string }) => ({ en: `Template “${name.en}”`, zh: `模板“${name.zh}”` })
} as const

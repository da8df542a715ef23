/** Words of the list of projects. */
export const text = {
  title: { en: 'Projects', zh: '项目' },
  sub: { en: 'Open one, or start from your own data', zh: '打开一个项目，或从自己的数据开始' },
  newProject: { en: 'New project', zh: '新建项目' },
  openFolder: { en: 'Open a project folder', zh: '打开项目文件夹' },
  drop: { en: 'Drop a table, a text, or a folder of images', zh: '拖入表格、文本或图片文件夹' },
  dropText: {
    en: 'One folder for each class, or one column to predict.',
    zh: '每个类别一个文件夹，或表格中有一列要预测。'
  },
  chooseFile: { en: 'Choose a file', zh: '选择文件' },
  chooseFolder: { en: 'Choose a folder', zh: '选择文件夹' },
  recent: { en: 'Recent', zh: '最近' },
  lastOpened: { en: 'Last opened', zh: '按最近打开' },
  byName: { en: 'By name', zh: '按名称' },
  sort: { en: 'Order of the projects', zh: '项目排序' },
  noRecent: {
    en: 'Projects appear here once there are some. A sample is the quickest way to a first one.',
    zh: '创建的项目会显示在这里。打开一个示例是最快的开始方式。'
  },
  samples: { en: 'Samples, one click to open', zh: '示例，一键打开' },
  opening: { en: 'Opening', zh: '正在打开' },
  missing: { en: 'Folder not found', zh: '找不到文件夹' },
  noData: { en: 'No data yet', zh: '还没有数据' },
  number: { en: 'a number', zh: '数值' },
  classes: {
    en: (count: number) => (count === 1 ? '1 class' : `${count} classes`),
    zh: (count: number) => `${count} 个类别`
  },
  images: { en: 'Images', zh: '图片' },
  table: { en: 'Table', zh: '表格' },
  text: { en: 'Text', zh: '文本' },
  forecast: { en: 'a forecast', zh: '预测未来' },
  imageCount: { en: (count: string) => `${count} images`, zh: (count: string) => `${count} 张图片` },
  textCount: { en: (count: string) => `${count} texts`, zh: (count: string) => `${count} 段文本` },
  nextToken: { en: 'what comes next', zh: '接下来的内容' },
  rowCount: { en: (count: string) => `${count} rows`, zh: (count: string) => `${count} 行` },
  runs: {
    en: (count: number) => (count === 0 ? 'no runs yet' : count === 1 ? '1 run' : `${count} runs`),
    zh: (count: number) => (count === 0 ? '还没有训练' : `${count} 次训练`)
  },
  notTrained: { en: 'not trained yet', zh: '尚未训练' },
  metric: {
    accuracy: { en: 'test accuracy', zh: '测试准确率' },
    r2: { en: 'on test rows', zh: '测试集' },
    other: { en: (name: string) => `${name} on test rows`, zh: (name: string) => `测试集 ${name}` }
  },
  open: { en: 'Open', zh: '打开' },
  more: { en: 'More', zh: '更多' },
  forget: { en: 'Take out of this list', zh: '从列表中移除' },
  forgetText: { en: 'The folder stays where it is', zh: '文件夹不会被删除' },
  forgotten: {
    en: (name: string) => `${name} is no longer in the list. Its folder is untouched.`,
    zh: (name: string) => `“${name}”已从列表移除，文件夹未受影响。`
  },
  ofItsRuns: { en: 'Test result of its runs', zh: '各次训练的测试结果' },
  run: { en: (number: number) => `run ${number}`, zh: (number: number) => `训练 ${number}` },
  contents: { en: 'Contents', zh: '内容' },
  data: { en: 'Data', zh: '数据' },
  network: { en: 'Network', zh: '网络' },
  networkFacts: {
    en: (layers: number, weights: string) =>
      `${layers} ${layers === 1 ? 'layer' : 'layers'}, ${weights} weights`,
    zh: (layers: number, weights: string) => `${layers} 层，${weights} 个权重`
  },
  bestRun: { en: 'Best run', zh: '最佳训练' },
  size: { en: 'Size on disk', zh: '占用空间' },
  created: { en: 'Created', zh: '创建时间' },
  folder: { en: 'Folder', zh: '文件夹' },
  none: { en: 'none', zh: '无' },
  left: { en: 'What is left to do', zh: '接下来要做的' },
  todo: {
    dataDone: { en: 'Data imported', zh: '数据已导入' },
    data: { en: 'No data yet', zh: '尚未导入数据' },
    networkDone: { en: 'Network drawn', zh: '网络已设计' },
    network: { en: 'No network yet', zh: '尚未设计网络' },
    trainedDone: {
      en: (count: number) => `Trained, ${count === 1 ? '1 run' : `${count} runs`}`,
      zh: (count: number) => `已训练 ${count} 次`
    },
    trained: { en: 'Not trained yet', zh: '尚未训练' },
    evaluatedDone: { en: 'Measured on test data', zh: '已在测试数据上评估' },
    evaluated: { en: 'Not measured on test data yet', zh: '尚未在测试数据上评估' },
    exportedDone: {
      en: (count: number) => (count === 1 ? '1 export' : `${count} exports`),
      zh: (count: number) => `已导出 ${count} 次`
    },
    exported: { en: 'Not exported yet', zh: '尚未导出' }
  },
  guide: {
    title: { en: 'Your first model, in five steps', zh: '五步完成第一个模型' },
    data: { en: 'Data', zh: '数据' },
    dataText: {
      en: 'Drop in a table or a folder of images; choose what is to be predicted.',
      zh: '拖入表格或图片文件夹，选择要预测的内容。'
    },
    network: { en: 'Network', zh: '网络' },
    networkText: {
      en: 'Start from a template, or put layers together by hand.',
      zh: '从模板开始，或自己组合各层。'
    },
    train: { en: 'Train', zh: '训练' },
    trainText: {
      en: 'Watch it learn on this computer; stop whenever it is good enough.',
      zh: '在这台电脑上观察学习过程，效果满意即可停止。'
    },
    evaluate: { en: 'Evaluate', zh: '评估' },
    evaluateText: {
      en: 'See how often it is right on data it has never seen.',
      zh: '查看它在从未见过的数据上的正确率。'
    },
    export: { en: 'Export', zh: '导出' },
    exportText: {
      en: 'Take the model with you, with proof that it answers the same.',
      zh: '导出模型，并验证输出完全一致。'
    }
  },
  keys: {
    newProject: { en: 'new project', zh: '新建项目' },
    open: { en: 'open', zh: '打开' },
    find: { en: 'find anything', zh: '查找' },
    sheet: { en: 'keys of this screen', zh: '本屏快捷键' }
  }
} as const

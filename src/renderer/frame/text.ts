/** Words of the frame: top bar, rail, drawer, palette, keys. */
export const text = {
  noProject: { en: 'No project open', zh: '未打开项目' },
  allProjects: { en: 'All projects', zh: '所有项目' },
  newProject: { en: 'New project', zh: '新建项目' },
  openProject: { en: 'Open a project folder', zh: '打开项目文件夹' },
  renameProject: { en: 'Rename', zh: '重命名' },
  closeProject: { en: 'Close project', zh: '关闭项目' },
  projectMenu: { en: 'Project', zh: '项目' },
  projectName: { en: 'Name', zh: '名称' },
  newProjectText: {
    en: 'Kept in a folder of its own below your Layerwright folder.',
    zh: '项目会保存在“层匠”目录下单独的文件夹中。'
  },
  create: { en: 'Create', zh: '创建' },
  cancel: { en: 'Cancel', zh: '取消' },
  save: { en: 'Save', zh: '保存' },
  close: { en: 'Close', zh: '关闭' },
  undo: { en: 'Undo', zh: '撤销' },
  redo: { en: 'Redo', zh: '重做' },
  undoNamed: { en: (name: string) => `Undo: ${name}`, zh: (name: string) => `撤销：${name}` },
  redoNamed: { en: (name: string) => `Redo: ${name}`, zh: (name: string) => `重做：${name}` },
  find: { en: 'Find a command, layer, run', zh: '查找命令、层、训练' },
  language: { en: 'Language', zh: '语言' },
  toDark: { en: 'Dark theme', zh: '深色主题' },
  toLight: { en: 'Light theme', zh: '浅色主题' },
  stages: { en: 'Stages', zh: '阶段' },
  stage: {
    start: { en: 'Projects', zh: '项目' },
    dataset: { en: 'Data', zh: '数据' },
    network: { en: 'Network', zh: '网络' },
    training: { en: 'Train', zh: '训练' },
    evaluation: { en: 'Evaluate', zh: '评估' },
    export: { en: 'Export', zh: '导出' },
    history: { en: 'History', zh: '历史' }
  },
  status: {
    ready: { en: 'ready', zh: '就绪' },
    attention: {
      en: (count: number) => `${count} to put right`,
      zh: (count: number) => `${count} 处需要处理`
    },
    stale: { en: 'out of date', zh: '已过期' },
    running: { en: 'running', zh: '运行中' }
  },
  onThisComputer: { en: 'on this computer', zh: '在这台电脑上' },
  inspector: { en: 'Inspector', zh: '检查器' },
  showInspector: { en: 'Show the inspector', zh: '显示检查器' },
  hideInspector: { en: 'Hide the inspector', zh: '隐藏检查器' },
  inspectorWidth: { en: 'Width of the inspector', zh: '检查器宽度' },
  drawer: { en: 'Drawer', zh: '抽屉' },
  problems: { en: 'Problems', zh: '问题' },
  runs: { en: 'Runs', zh: '训练' },
  log: { en: 'Log', zh: '日志' },
  hideDrawer: { en: 'Hide the drawer', zh: '隐藏抽屉' },
  lossCurve: { en: 'Loss by epoch', zh: '每轮损失' },
  noProblems: { en: 'Nothing to put right.', zh: '没有需要处理的问题。' },
  noRuns: { en: 'No runs yet.', zh: '还没有训练。' },
  emptyLog: { en: 'The log is empty.', zh: '日志为空。' },
  allSaved: { en: 'Everything is saved', zh: '所有更改均已保存' },
  saving: { en: 'Saving', zh: '正在保存' },
  savedAt: { en: (time: string) => `Saved ${time}`, zh: (time: string) => `${time} 已保存` },
  offline: { en: 'Offline: nothing leaves this computer', zh: '离线运行：数据不会离开这台电脑' },
  connecting: { en: 'Starting the studio', zh: '正在启动工作室' },
  stillClosing: {
    en: (project: string) =>
      `${project} was at work when Layerwright ended and is just being closed. It opens next`,
    zh: (project: string) => `层匠上次结束时 ${project} 仍在训练，正在收尾，随后将自动打开`
  },
  readOnly: { en: 'Read only', zh: '只读' },
  dismiss: { en: 'Dismiss', zh: '关闭提示' },
  notices: { en: 'Notices', zh: '通知' },
  restarted: {
    en: 'The studio process ended and was started again. Everything saved is still there.',
    zh: '工作室进程意外结束，已重新启动。已保存的内容都还在。'
  },
  device: { en: 'Trains on', zh: '训练设备' },
  waiting: { en: (count: number) => `${count} waiting`, zh: (count: number) => `${count} 个等待中` },
  atMostLeft: { en: (time: string) => `at most ${time} left`, zh: (time: string) => `最多还需 ${time}` },
  preparing: { en: 'preparing the data', zh: '正在准备数据' },
  startsAgain: { en: 'starting again', zh: '正在重新启动' },
  evaluating: { en: 'evaluating', zh: '正在评估' },
  run: { en: (number: number) => `Run ${number}`, zh: (number: number) => `训练 ${number}` },
  data: { en: (name: string) => `Data: ${name}`, zh: (name: string) => `数据：${name}` },
  importedData: { en: 'Imported data', zh: '已导入的数据' },
  useData: { en: (name: string) => `Use ${name}`, zh: (name: string) => `使用 ${name}` },
  computer: { en: 'Computer', zh: '本机' },
  computerText: { en: 'check what it has', zh: '检查环境' },
  thisComputer: { en: 'Check this computer', zh: '检查这台电脑' },
  thisComputerText: {
    en: 'What Layerwright needs, and what it found.',
    zh: '层匠需要的组件，以及检查结果。'
  },
  looking: { en: 'Looking at this computer', zh: '正在检查' },
  findingStatus: {
    ok: { en: 'fine', zh: '正常' },
    warning: { en: 'to note', zh: '注意' },
    problem: { en: 'to put right', zh: '需要处理' }
  },
  dropNew: { en: 'Drop to start a new project with it', zh: '松开即可用它新建项目' },
  dropInto: {
    en: (name: string) => `Drop to import it into ${name}`,
    zh: (name: string) => `松开即可导入到“${name}”`
  },
  dropText: {
    en: 'A CSV file, or a folder with one sub-folder of images for each class',
    zh: 'CSV 文件，或按类别分子文件夹存放图片的文件夹'
  },
  pauseOrContinue: { en: 'Pause the run at work, or continue', zh: '暂停或继续训练' },
  askUnfinished: {
    en: 'Ask again before interrupted training goes on',
    zh: '继续被中断的训练前重新询问'
  },
  unfinishedTitle: { en: 'Continue training?', zh: '继续训练？' },
  unfinishedText: {
    en: (name: string) => `${name} was at work when Layerwright was last closed.`,
    zh: (name: string) => `上次关闭层匠时，“${name}”还在进行。`
  },
  unfinishedMore: {
    en: (name: string, more: number) =>
      `${name} and ${more} more were at work when Layerwright was last closed.`,
    zh: (name: string, more: number) => `上次关闭层匠时，“${name}”等 ${more + 1} 个训练还在进行。`
  },
  unfinishedFrom: {
    en: (epoch: string, step: string) =>
      `It goes on from epoch ${epoch}, step ${step}, exactly as if it had not ended.`,
    zh: (epoch: string, step: string) => `将从第 ${epoch} 轮第 ${step} 步继续，与未中断时完全一致。`
  },
  unfinishedAnew: {
    en: 'It had no checkpoint yet, so it starts from the beginning.',
    zh: '它还没有检查点，将从头开始。'
  },
  unfinishedRemember: { en: 'Do the same from now on, without asking', zh: '以后都这样做，不再询问' },
  notNow: { en: 'Not now', zh: '暂不' },
  continueTraining: { en: 'Continue training', zh: '继续训练' },
  keySheet: { en: 'Keys of this screen', zh: '本屏快捷键' },
  keysOfWindow: { en: 'Everywhere', zh: '通用' },
  nextRegion: { en: 'Next part of the window', zh: '下一个区域' },
  toggleInspector: { en: 'Show or hide the inspector', zh: '显示或隐藏检查器' },
  switchTheme: { en: 'Switch between light and dark', zh: '切换浅色或深色主题' },
  nothingFound: { en: 'Nothing found.', zh: '没有找到。' },
  commands: { en: 'Commands', zh: '命令' },
  layers: { en: 'Add a layer', zh: '添加层' },
  addLayer: { en: (name: string) => `Add ${name}`, zh: (name: string) => `添加 ${name}` },
  columns: { en: 'Columns', zh: '列' },
  columnKind: {
    number: { en: 'number', zh: '数值' },
    category: { en: 'category', zh: '类别' },
    text: { en: 'text', zh: '文本' },
    date: { en: 'date', zh: '日期' }
  },
  filesTitle: { en: 'Choose a file', zh: '选择文件' },
  foldersTitle: { en: 'Choose a folder', zh: '选择文件夹' },
  filesText: {
    en: 'Below the folder that this studio was started for.',
    zh: '可选择工作室启动时指定目录下的内容。'
  },
  up: { en: 'Up', zh: '上一级' },
  choose: { en: 'Choose', zh: '选择' },
  chooseThis: { en: 'Choose this folder', zh: '选择此文件夹' },
  emptyFolder: { en: 'Nothing here.', zh: '此处为空。' },
  connectionLost: {
    en: 'The connection to the studio is lost. Trying again',
    zh: '与工作室的连接已断开，正在重试'
  }
} as const

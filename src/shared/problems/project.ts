import { grouped, words } from './words.ts'

export const projectProblems = {
  'project/none-open': words({
    en: () => ({ message: 'No project is open.', fix: 'Open a project, or create one.' }),
    zh: () => ({ message: '当前没有打开的项目。', fix: '请打开或新建一个项目。' })
  }),
  'project/not-a-project': words<{ folder: string }>({
    en: ({ folder }) => ({
      message: `${folder} is not a Layerwright project: it has no project.db of ours.`,
      fix: 'Choose the folder that holds project.db, or create a project.'
    }),
    zh: ({ folder }) => ({
      message: `${folder} 不是层匠项目：其中没有有效的 project.db。`,
      fix: '请选择包含 project.db 的文件夹，或新建项目。'
    })
  }),
  'project/missing': words<{ folder: string }>({
    en: ({ folder }) => ({
      message: `The project's folder ${folder} is gone; it was moved, renamed or deleted.`,
      fix: 'Open it from where it is now, or take it off the list.'
    }),
    zh: ({ folder }) => ({
      message: `找不到项目文件夹 ${folder}；它可能已被移动、改名或删除。`,
      fix: '请从现在的位置打开，或将其从列表移除。'
    })
  }),
  'project/unknown': words({
    en: () => ({ message: 'This project is not in the list.', fix: 'Open its folder.' }),
    zh: () => ({ message: '列表中没有该项目。', fix: '请打开它的文件夹。' })
  }),
  'project/newer': words<{ found: number; known: number }>({
    en: ({ found, known }) => ({
      message: `This project was made by a newer Layerwright (form ${found}; this one reads up to ${known}).`,
      fix: 'Update Layerwright. Nothing was changed.'
    }),
    zh: ({ found, known }) => ({
      message: `该项目由更新版本的层匠创建（格式 ${found}，当前最高支持 ${known}）。`,
      fix: '请更新层匠。项目未被改动。'
    })
  }),
  'project/damaged': words<{ folder: string; backup: string }>({
    en: ({ folder, backup }) => ({
      message: `The database of ${folder} is damaged, so it was left as it is.`,
      fix:
        backup === ''
          ? 'Bring project.db back from a backup of your own.'
          : `Put the copy backups/${backup} in the place of project.db.`
    }),
    zh: ({ folder, backup }) => ({
      message: `${folder} 的数据库已损坏，程序未对其改动。`,
      fix:
        backup === '' ? '请用您自己的备份恢复 project.db。' : `请用副本 backups/${backup} 替换 project.db。`
    })
  }),
  'project/results-wait': words({
    en: () => ({
      message:
        'The disk is full, so new results are held in memory. They are written as soon as there is room.',
      fix: 'Free some space before you close the project.'
    }),
    zh: () => ({
      message: '磁盘已满，新的结果暂存于内存中，有空间后会立即写入。',
      fix: '请在关闭项目之前释放一些空间。'
    })
  }),
  'project/in-use': words<{ pid: number }>({
    en: ({ pid }) => ({
      message: `This project is open in another Layerwright (process ${pid}).`,
      fix: 'Close it there first.'
    }),
    zh: ({ pid }) => ({ message: `该项目正在另一个层匠中打开（进程 ${pid}）。`, fix: '请先在那里关闭。' })
  }),
  'project/read-only': words<{ reason: string }>({
    en: ({ reason }) => ({
      message: `This project can only be looked at: ${reason}`,
      fix: 'Copy it to a folder that you may write to.'
    }),
    zh: ({ reason }) => ({ message: `该项目只能查看：${reason}`, fix: '请将其复制到有写入权限的文件夹。' })
  }),
  'project/folder-taken': words<{ folder: string }>({
    en: ({ folder }) => ({
      message: `${folder} already holds a project.`,
      fix: 'Open it, or choose an empty folder.'
    }),
    zh: ({ folder }) => ({ message: `${folder} 中已有项目。`, fix: '请打开它，或选择空文件夹。' })
  }),
  'project/unknown-sample': words<{ key: string }>({
    en: ({ key }) => ({ message: `There is no sample named "${key}".`, fix: 'Choose one from the list.' }),
    zh: ({ key }) => ({ message: `没有名为“${key}”的示例。`, fix: '请从列表中选择。' })
  }),
  'project/unknown-dataset': words<{ id: string }>({
    en: ({ id }) => ({ message: `The project has no dataset ${id}.`, fix: 'Import the data again.' }),
    zh: ({ id }) => ({ message: `项目中没有数据集 ${id}。`, fix: '请重新导入数据。' })
  }),
  'project/unknown-run': words<{ run: string }>({
    en: ({ run }) => ({
      message: `The project has no run ${run}.`,
      fix: 'Choose one from the list of runs.'
    }),
    zh: ({ run }) => ({ message: `项目中没有训练 ${run}。`, fix: '请从训练列表中选择。' })
  }),
  'project/unknown-export': words<{ id: string }>({
    en: ({ id }) => ({
      message: `The project has no export ${id}.`,
      fix: 'Choose one from the list of exports.'
    }),
    zh: ({ id }) => ({ message: `项目中没有导出 ${id}。`, fix: '请从导出列表中选择。' })
  }),
  'project/run-at-work': words<{ run: string }>({
    en: ({ run }) => ({
      message: `${run} is still at work.`,
      fix: 'Stop it first, or wait until it has ended.'
    }),
    zh: ({ run }) => ({ message: `${run} 仍在进行。`, fix: '请先停止，或等待其结束。' })
  }),
  'project/run-interrupted': words<{ epochs: number }>({
    en: ({ epochs }) => ({
      message: `Layerwright ended while this run was at work; ${epochs} epochs were kept.`,
      fix: 'Train again with the same settings.'
    }),
    zh: ({ epochs }) => ({
      message: `训练过程中层匠被关闭；已保留 ${epochs} 轮的记录。`,
      fix: '请使用相同设置重新训练。'
    })
  }),
  'project/run-left': words<{ epoch: number; fromEpoch: number; fromStep: number }>({
    en: ({ epoch, fromEpoch, fromStep }) => ({
      message:
        fromEpoch === 0
          ? `Interrupted in epoch ${grouped(epoch)}, before its first checkpoint; continued, it starts from the beginning.`
          : `Interrupted in epoch ${grouped(epoch)}; can be continued from epoch ${grouped(fromEpoch)}, step ${grouped(fromStep)}.`,
      fix: 'Continue it; nothing before that point is lost.'
    }),
    zh: ({ epoch, fromEpoch, fromStep }) => ({
      message:
        fromEpoch === 0
          ? `在第 ${grouped(epoch)} 轮中断，尚无检查点；继续时将从头开始。`
          : `在第 ${grouped(epoch)} 轮中断，可从第 ${grouped(fromEpoch)} 轮第 ${grouped(fromStep)} 步继续。`,
      fix: '请继续训练；该处之前的内容没有丢失。'
    })
  }),
  'project/run-has-ended': words<{ run: string }>({
    en: ({ run }) => ({
      message: `${run} cannot be continued: it has ended, or has no checkpoint.`,
      fix: 'Start a new run from its weights or its settings.'
    }),
    zh: ({ run }) => ({
      message: `${run} 无法继续：它已结束，或没有检查点。`,
      fix: '请用它的权重或设置开始新的训练。'
    })
  }),
  'project/no-weights': words<{ run: string }>({
    en: ({ run }) => ({
      message: `${run} has no weights yet that a new run could start from.`,
      fix: 'Let it train for at least one epoch, or start a new run from its settings.'
    }),
    zh: ({ run }) => ({
      message: `${run} 还没有可供新训练使用的权重。`,
      fix: '请至少训练一轮，或用它的设置开始新的训练。'
    })
  }),
  'project/different-data': words<{ first: string; second: string }>({
    en: ({ first, second }) => ({
      message: `${first} and ${second} were not measured on the same rows.`,
      fix: 'Compare runs of one dataset with the same split.'
    }),
    zh: ({ first, second }) => ({
      message: `${first} 与 ${second} 的评估数据不同。`,
      fix: '请比较使用同一数据集和相同划分的训练。'
    })
  })
} as const

import '../no-eval.ts'
import '@fontsource-variable/inter'
import '../ui/tokens.css'
import '../ui/parts.css'
import { mount } from 'svelte'
import Workbench from './Workbench.svelte'

const target = document.querySelector('#app')
if (target === null) throw new Error('workbench.html has no element "app".')
mount(Workbench, { target })

import { line } from '../../examples/line.ts'
import { study } from '../../examples/study.ts'
import { testExamples } from './train-examples.ts'

// A few seconds each; the nightly suite trains all.
testExamples([line, study])

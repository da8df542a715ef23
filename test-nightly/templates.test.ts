import { examples } from '../examples/catalogue.ts'
import { testExamples } from '../test/examples/train-examples.ts'

testExamples(examples)

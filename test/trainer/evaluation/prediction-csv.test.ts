import { describe, expect, it } from 'vitest'
import { csvLine, textField } from '../../../src/trainer/evaluation/prediction-csv.ts'

describe('a text field of a CSV file', () => {
  it.each([
    ['setosa', 'setosa'],
    ['=1+2', "'=1+2"],
    ['+SUM(A1)', "'+SUM(A1)"],
    ['-cmd', "'-cmd"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['\u0000x', "'\u0000x"],
    ['\rx', '"\'\rx"'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['=A,"B"', '"\'=A,""B"""'],
    ['', '']
  ])('%j is written as %j', (text, field) => {
    expect(textField(text)).toBe(field)
  })

  it.each(['-3.5', '+2', '-1e-7', '42'])('leaves the number %s alone', (text) => {
    expect(textField(text)).toBe(text)
  })

  it('joins numbers and texts into a line', () => {
    expect(csvLine(['=x', -3.5, 1e-7])).toBe("'=x,-3.5,1e-7\r\n")
  })
})

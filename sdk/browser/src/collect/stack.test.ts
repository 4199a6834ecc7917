import { describe, expect, it } from 'vitest'
import { framesOf, stackOf, stackText } from './stack.js'

const read = (stack: string, head = ''): string => stackText('E', 'm', framesOf(stack, head)).replace('E: m\n', '')

describe('stacks', () => {
  it('reads what Chromium writes', () => {
    expect(
      read(`TypeError: at first (sight)
    at buy (https://shop.test:8080/a.js:1:20)
    at async Cart.pay (https://shop.test/a.js?v=1:3:4)
    at https://shop.test/b.js:5:6
    at async https://shop.test/b.js:15:16
    at Array.forEach (<anonymous>)
    at new Shop (webpack-internal:///./src/a.js:7:8)
    at Object.foo [as bar] (https://shop.test/c.js:9:10)
    at <anonymous>:11:12
    at eval (eval at run (https://shop.test/d.js:13:14), <anonymous>:1:2)`, 'TypeError: at first (sight)'),
    ).toBe(`  at buy @ https://shop.test:8080/a.js:1:20
  at async Cart.pay @ https://shop.test/a.js?v=1:3:4
  at <anonymous> @ https://shop.test/b.js:5:6
  at <anonymous> @ https://shop.test/b.js:15:16
  at Array.forEach @ <anonymous>
  at new Shop @ webpack-internal:///./src/a.js:7:8
  at Object.foo [as bar] @ https://shop.test/c.js:9:10
  at <anonymous> @ <anonymous>:11:12
  at eval @ https://shop.test/d.js:13:14`)
  })

  it('reads what Firefox and Safari write', () => {
    expect(
      read(`buy@https://shop.test/@scope/a.js:1:20
@https://shop.test/b.js:5:6
global code@https://shop.test/b.js:7:8
forEach@[native code]
run@https://shop.test/d.js line 13 > eval:1:2`),
    ).toBe(`  at buy @ https://shop.test/@scope/a.js:1:20
  at <anonymous> @ https://shop.test/b.js:5:6
  at global code @ https://shop.test/b.js:7:8
  at forEach @ [native code]
  at run @ https://shop.test/d.js:13`)
  })

  it('takes no frame from a message that was changed after the throw', () => {
    expect(framesOf('Error: mail a@b.test\n    at f (https://a.test/a.js:1:2)', 'Error: other')).toHaveLength(1)
  })

  it('says nothing about an error without a stack', () => {
    expect(stackOf(Object.assign(new Error('m'), { stack: undefined }))).toBeUndefined()
  })

  it('names the error of this runtime', () => {
    class Refused extends Error {
      override name = 'Refused'
    }
    expect(stackOf(new Refused('no'))).toMatch(/^Refused: no\n {2}at .+ @ .+stack\.test\.ts:\d+:\d+/)
  })

  it('is bounded', () => {
    expect(framesOf(Array(500).fill('f@https://a.test/a.js:1:2').join('\n'))).toHaveLength(60)
  })
})

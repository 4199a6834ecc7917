import { act, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { errors, start, stop } from '../frameworks/sdk.test-help.js'
import { ErrorBoundary } from './index.js'

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.spyOn(console, 'error').mockImplementation(() => {})
  start()
})
afterEach(() => {
  stop()
  vi.restoreAllMocks()
})

it('shows the fallback, tells of the error with its components, and tries again when asked', () => {
  let broken = true
  const Cart = (): ReactElement => {
    if (broken) throw new TypeError('no cart')
    return <p>a cart</p>
  }
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  const fallback = ({ error, resetError }: { error: unknown; resetError: () => void }): ReactElement => (
    <button onClick={resetError}>{String(error)}</button>
  )
  act(() => root.render(<ErrorBoundary fallback={fallback}><Cart /></ErrorBoundary>))
  expect(document.body.textContent).toBe('TypeError: no cart')
  const [told] = errors().filter(({ source }) => source === 'custom')
  expect(told).toMatchObject({ type: 'TypeError', message: 'no cart', handling: 'handled', context: { framework: 'react' } })
  expect(told!.component_stack).toMatch(/at Cart/)
  expect(told!.handling_stack).toMatch(/^HandlingStack: react error\n/)

  broken = false
  act(() => document.querySelector('button')!.click())
  expect(document.body.textContent).toBe('a cart')
  act(() => root.unmount())
})

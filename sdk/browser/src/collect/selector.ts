/**
 * A CSS selector that finds an element again on another visit: attributes people set for that first,
 * then ids, classes and positions. Knows no events.
 */

/** Parts with a digit are taken for generated, as the server takes URL parts. */
const GENERATED = /\d/

/** Set by people, the same on every deploy. */
const STABLE = 'dd-action-name,testid,test,qa,cy,test-id,qa-id,testing,component,element,source-file'.split(',').map((name) => `data-${name}`)

const escape = (text: string): string => CSS.escape(text)
const join = (parent: string, child?: string): string => (child ? `${parent}>${child}` : parent)
const attributeSelector = (name: string, value: string | null): string => `[${name}="${escape(value || '')}"]`
const idSelector = ({ id }: Element): string => (id && !GENERATED.test(id) ? `#${escape(id)}` : '')

function stableSelector(element: Element, attributes: string[]): string {
  const name = attributes.find((one) => element.hasAttribute(one))
  return name ? escape(element.tagName) + attributeSelector(name, element.getAttribute(name)) : ''
}

function classSelector(element: Element): string {
  const name = element.tagName !== 'BODY' && Array.from(element.classList).find((one) => !GENERATED.test(one))
  return name ? `${escape(element.tagName)}.${escape(name)}` : ''
}

/** The element among its siblings; it is connected, so that it has a parent. */
const siblings = (element: Element): Element[] => Array.from(element.parentNode!.children)

const nthOfType = (element: Element): number =>
  siblings(element).filter(({ tagName }) => tagName === element.tagName).indexOf(element) + 1

/**
 * Whether no sibling has what `selector` (of this element) and `child` (below it) find. The child is unique
 * within the element already, so that looking at the siblings is enough, and cheaper than the whole page.
 */
function uniqueAmongSiblings(element: Element, selector: string, child?: string): boolean {
  const scoped = child && join(`${selector}:scope`, child)
  const found = (other: Element): boolean => (scoped ? !!other.querySelector(scoped) : other.matches(selector))
  return siblings(element).every((other) => other === element || !found(other))
}

function selectorWithin(root: Document | ShadowRoot, target: Element, attributes: string[]): string | undefined {
  let selector: string | undefined
  for (let element: Element | null = target; element && element.tagName !== 'HTML'; element = element.parentElement) {
    const stable = stableSelector(element, attributes)
    const whole = [stable, idSelector(element)].find((one) => one && root.querySelectorAll(join(one, selector)).length === 1)
    if (whole) return join(whole, selector)
    const name = escape(element.tagName)
    const own = [stable, classSelector(element), name].find((one) => one && uniqueAmongSiblings(element!, one, selector))
    selector = join(own || `${name}:nth-of-type(${nthOfType(element)})`, selector)
  }
  return selector
}

/** The selector, with `::shadow ` where it enters a shadow tree; none for an element out of the document. */
export function selectorOf(target: Element, attribute?: string): string | undefined {
  if (!target.isConnected) return
  const attributes = attribute ? [attribute, ...STABLE] : STABLE
  const root = target.getRootNode() as Document | ShadowRoot
  const selector = selectorWithin(root, target, attributes)
  if (!selector || !('host' in root)) return selector
  const host = selectorOf(root.host, attribute)
  return host && `${host}::shadow ${selector}`
}

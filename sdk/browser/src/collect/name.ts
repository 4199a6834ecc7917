/**
 * The name of a click: what a person would call the thing they clicked. By Datadog's rules, so that names stay
 * when an application changes over. Knows elements and their privacy, not events.
 */
import { isMask, type Level, levelOf, masksText, parentOf } from './privacy.js'

export interface ClickName {
  name: string
  name_source: 'custom_attribute' | 'mask_placeholder' | 'text_content' | 'standard_attribute' | 'blank'
}

/** What of the options naming needs. */
export interface Naming {
  actionNameAttribute?: string
  enablePrivacyForActionName?: boolean
  defaultPrivacyLevel: Level
}

const ATTRIBUTE = 'data-dd-action-name'
const PLACEHOLDER = 'Masked Element'
const NAME_LENGTH_MAX = 100
const PARENTS_MAX = 10
const BLOCK = /^(block|flex|grid|list-item|table|table-caption)$/

/** A way to name an element by text; or an attribute that names it. */
type Strategy = string | ((element: Element, naming: Naming) => string | undefined)

const byLabel: Strategy = (element, naming) => {
  const label = (element as HTMLInputElement).labels?.[0]
  return label && textOf(label, naming)
}

const byValue: Strategy = (element) =>
  element.matches('input[type=button],input[type=submit],input[type=reset]') ? (element as HTMLInputElement).value : ''

const byButton: Strategy = (element, naming) =>
  element.matches('button,label,a,[role=button],[role=link]') ? textOf(element, naming) : ''

const byLabelledBy: Strategy = (element, naming) => {
  const root = element.getRootNode() as Document | ShadowRoot
  const ids = element.getAttribute('aria-labelledby')?.split(/\s+/) || []
  const labels = ids.map((id) => root.getElementById?.(id) || document.getElementById(id))
  return labels.map((label) => label && textOf(label, naming)).join(' ')
}

const byOption: Strategy = (element, naming) => {
  const option = (element as HTMLSelectElement).options?.[0]
  return option && textOf(option, naming)
}

/** Tried in turn on the element, then on its parents; if none finds a name, the text of any of them will do. */
const STRATEGIES: Strategy[] = [byLabel, byValue, byButton, 'aria-label', byLabelledBy, 'alt', 'name', 'title', 'placeholder', byOption]

/** The name, given the level of the clicked element; `allow` when names are not to be kept private. */
export function nameOf(element: Element, naming: Naming, level: Level): ClickName {
  for (const attribute of [ATTRIBUTE, naming.actionNameAttribute]) {
    for (let at: Element | null = attribute ? element : null; at; at = parentOf(at)) {
      const name = at.hasAttribute(attribute!) && tidy(at.getAttribute(attribute!)!)
      if (name) return { name, name_source: 'custom_attribute' }
      if (name === '') break
    }
  }
  if (level === 'mask') return { name: PLACEHOLDER, name_source: 'mask_placeholder' }
  return search(element, STRATEGIES, naming) || search(element, [textOf], naming) || { name: '', name_source: 'blank' }
}

function search(target: Element, strategies: Strategy[], naming: Naming): ClickName | undefined {
  let element: Element | null = target
  for (let up = 0; up <= PARENTS_MAX && element && !/^(BODY|HTML|HEAD)$/.test(element.tagName); up++) {
    for (const strategy of strategies) {
      const isAttribute = typeof strategy === 'string'
      const name = tidy((isAttribute ? attributeOf(element, strategy, naming) : strategy(element, naming)) || '')
      if (name) return { name, name_source: isAttribute ? 'standard_attribute' : 'text_content' }
    }
    if (element.tagName === 'FORM') return
    element = parentOf(element)
  }
}

function attributeOf(element: Element, name: string, { enablePrivacyForActionName, defaultPrivacyLevel }: Naming): string | null {
  const value = element.getAttribute(name)
  const masked = value && enablePrivacyForActionName && isMask(levelOf(element, defaultPrivacyLevel))
  return masked ? PLACEHOLDER : value
}

function tidy(text: string): string {
  const name = text.trim().replace(/\s+/g, ' ')
  return name.length > NAME_LENGTH_MAX ? `${name.slice(0, NAME_LENGTH_MAX)} [...]` : name
}

/** The text a person sees in the element, without what is masked; no more of it than a name can hold. */
function textOf(element: Element, naming: Naming): string {
  if ((element as HTMLElement).isContentEditable) return ''
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    isKept(node, naming) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT,
  )
  let text = ''
  while (text.trim().length <= NAME_LENGTH_MAX && walker.nextNode()) {
    const node = walker.currentNode
    if (node instanceof Text) text += node.data.replace(/\s+/g, ' ')
    else if (/^(BR|P)$/.test(node.nodeName) || BLOCK.test(getComputedStyle(node as Element).display)) text += ' '
  }
  return text
}

function isKept(node: Node, { actionNameAttribute, enablePrivacyForActionName, defaultPrivacyLevel }: Naming): boolean {
  const element = node instanceof Element ? node : node.parentElement
  if (!element || (enablePrivacyForActionName && masksText(element, levelOf(element, defaultPrivacyLevel)))) return false
  if (element !== node) return true
  if (element.hasAttribute(ATTRIBUTE) || (actionNameAttribute && element.hasAttribute(actionNameAttribute))) return false
  const { visibility, display, contentVisibility } = getComputedStyle(element) as CSSStyleDeclaration & { contentVisibility?: string }
  return visibility === 'visible' && display !== 'none' && (contentVisibility || 'visible') === 'visible'
}

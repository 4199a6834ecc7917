// About a hundred things that a person does, over all pages, found by role and label.
import { Actor } from './act.mjs'
import { rested } from './watch.mjs'

const grid = (page) => page.getByRole('grid', { name: /newest first/ })
const rows = (page) => grid(page).locator('[role=row][data-index]')
const button = (name) => (page) => page.getByRole('button', { name })
const chart = (page) => page.locator('main svg[role=img], main [role=img] canvas, main canvas')

/** Each page: where it is, and what is done on it. */
export const PAGES = { overview, explorer, analytics, session, view, others }

async function overview(actor) {
  await actor.press('open the palette', 'Control+k')
  await actor.type('type in the palette', 'explore err')
  await actor.press('walk in the palette', 'ArrowDown', 3)
  await actor.press('close the palette', 'Escape')
  await actor.press('open the keys', '?')
  await actor.press('close the keys', 'Escape')
  await actor.press('open the time', 't')
  await actor.press('close the time', 'Escape')
  await actor.click('errors by type', (page) => page.getByText('By type', { exact: true }))
  await actor.click('errors by source', (page) => page.getByText('By source', { exact: true }))
  await actor.click('errors as a table', button('Show as table'))
  await actor.click('errors as a chart', button('Show as chart'))
  await actor.click('sort the pages', button(/^Sort by/))
  await actor.click('choose a release', button('Release'))
  await actor.click('narrow to it', (page) => page.locator('[role^=menuitem]'))
  await actor.click('take it away', button(/^Take away/))
  await actor.drag('zoom by dragging', (page) => page.locator('main svg[role=img][aria-label*="Errors"]'))
  await actor.act('back', (page) => page.goBack())
  await actor.press('a length earlier', '[')
  await actor.press('a length later', ']')
  await actor.press('load again', 'r')
  await actor.click('open the account', button('Account'))
  await actor.press('close the account', 'Escape')
  await actor.press('to the explorer by keys', 'g')
  await actor.press('… and e', 'e')
  await actor.act('back to the overview', (page) => page.goBack())
}

async function explorer(actor) {
  await actor.press('to the search', '/')
  await actor.type('type a field', 'resource.du')
  await actor.press('walk the completions', 'ArrowDown', 2)
  await actor.press('take one', 'Enter')
  await actor.type('type a value', '>100ms')
  await actor.press('ask', 'Enter')
  await actor.click('clear the search', button('Clear the search'))
  await actor.press('leave the search', 'Escape')
  await actor.click('include a facet value', (page) => page.getByRole('checkbox', { name: /^Include/ }))
  await actor.click('take it out again', (page) => page.getByRole('checkbox', { name: /^Include/ }))
  await actor.click('leave out a facet value', button(/^Leave out/))
  await actor.act('back', (page) => page.goBack())
  await actor.click('open an event', (page) => rows(page).nth(2))
  await actor.press('walk down', 'ArrowDown', 15)
  await actor.press('walk up', 'ArrowUp', 8)
  await actor.press('close the event', 'Escape')
  await actor.wheel('scroll', grid, 800, 6)
  await actor.click('stack by a field', (page) => page.getByRole('combobox', { name: 'Stack by field' }))
  await actor.press('choose the field', 'ArrowDown', 2)
  await actor.press('take the field', 'Enter')
  await actor.drag('zoom by dragging', (page) => page.getByRole('region', { name: 'Over time' }).locator('svg[role=img], canvas'))
  await actor.act('back to the whole time', (page) => page.goBack())
  await actor.click('open the columns', button('Columns'))
  await actor.press('close the columns', 'Escape')
  await actor.click('open the saved views', button('Saved views'))
  await actor.press('close the saved views', 'Escape')
  for (const kind of ['Sessions', 'Views', 'Errors', 'Actions', 'Long tasks', 'Resources']) {
    await actor.click(`to ${kind.toLowerCase()}`, (page) => page.getByRole('navigation', { name: 'Kinds of events' }).getByRole('link', { name: new RegExp(`^${kind}`) }))
  }
  await actor.click('live', button('Live'))
  await actor.click('live no more', button('Live'))
}

async function analytics(actor) {
  for (const shape of ['bars', 'areas', 'a top list', 'a table', 'a pie', 'lines']) {
    await actor.click(`as ${shape}`, (page) => page.getByRole('group', { name: 'Picture' }).getByRole('button', { name: new RegExp(`^${shape}`) }))
  }
  await actor.click('open the functions', button(/^Function/))
  await actor.press('walk the functions', 'ArrowDown', 3)
  await actor.press('close the functions', 'Escape')
  await actor.click('open the groups', button(/choose another|add a group/))
  await actor.type('look for a field', 'browser')
  await actor.press('take the field', 'Enter')
  await actor.click('take away a group', button(/^Take away the group/))
  await actor.drag('zoom by dragging', chart)
  await actor.act('back', (page) => page.goBack())
  await actor.click('to the list', (page) => page.getByRole('link', { name: 'List', exact: true }))
  await actor.click('to analytics', (page) => page.getByRole('link', { name: 'Analytics', exact: true }))
}

async function session(actor) {
  const list = (page) => page.getByRole('treegrid', { name: 'Everything in order' }).getByRole('row')
  await actor.click('open an event', (page) => list(page).nth(3))
  await actor.press('walk down', 'ArrowDown', 12)
  await actor.click('next error', (page) => page.getByTitle('Next error'))
  await actor.press('close the event', 'Escape')
  await actor.click('hide the resources', button(/^Resources/))
  await actor.click('show the resources', button(/^Resources/))
  await actor.click('zoom in', button('Zoom in'))
  await actor.click('zoom in again', button('Zoom in'))
  await actor.click('zoom out', button('Zoom out'))
  await actor.click('show all', button('Show all'))
  await actor.drag('zoom by dragging', (page) => page.locator('main canvas').nth(0))
  await actor.click('show all again', button('Show all'))
  await actor.press('to the search', '/')
  await actor.type('look for a text', 'file-of 19')
  await actor.click('clear the text', button('Clear the text'))
  await actor.wheel('scroll the list', (page) => page.getByRole('treegrid'), 1500, 6)
}

async function view(actor) {
  const list = (page) => page.getByRole('grid', { name: 'Resources of the view' })
  await actor.click('sort by duration', (page) => list(page).getByRole('button', { name: /Duration/ }))
  await actor.click('sort by size', (page) => list(page).getByRole('button', { name: /Size/ }))
  await actor.click('one type', (page) => page.getByRole('group', { name: 'Which resources are shown' }).getByRole('button').nth(1))
  await actor.click('all types', (page) => page.getByRole('group', { name: 'Which resources are shown' }).getByRole('button').nth(0))
  await actor.press('to the search', '/')
  await actor.type('look in addresses', 'assets/19')
  await actor.click('clear the text', button('Clear the text'))
  await actor.click('open a resource', (page) => list(page).getByRole('row').nth(4))
  await actor.press('walk down', 'ArrowDown', 12)
  await actor.press('close it', 'Escape')
  await actor.click('zoom in', button('Zoom in'))
  await actor.click('show all', button(/Show all|Whole view/))
  await actor.wheel('scroll the waterfall', list, 1500, 6)
}

async function others(actor) {
  for (const place of ['Settings', 'Intake', 'Sessions', 'Explorer', 'Overview']) {
    await actor.click(`to ${place}`, (page) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: place }))
  }
  await actor.click('open the applications', button(/^Application:/))
  await actor.press('close the applications', 'Escape')
  await actor.press('open the palette', 'Control+k')
  await actor.type('look for a page', 'settings')
  await actor.press('go there', 'Enter')
}

/** All of them, each page opened by itself. */
export async function interactions(addresses, fresh) {
  const found = { done: [], failed: [], pages: [] }
  for (const [name, does] of Object.entries(PAGES)) {
    if (!addresses[name]) continue
    const context = await fresh()
    const page = await context.newPage()
    await page.goto(addresses[name])
    await rested(page)
    const actor = new Actor(page, name)
    await does(actor)
    found.done.push(...actor.done)
    found.failed.push(...actor.failed)
    found.pages.push({ page: name, inp: await actor.inp() })
    await context.close()
  }
  return found
}

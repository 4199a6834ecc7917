// The console's pages, as a person finds them: by role and label, against the real binary, with
// the demo's traffic and the real SDK. One server for all; the first test is everybody's first visit.
import { after, before } from 'node:test'

import { startDesk } from './console/desk.mjs'
import { everyPage } from './console/every-page.mjs'
import { explorer } from './console/explorer.mjs'
import { firstVisit } from './console/first-visit.mjs'
import { history } from './console/history.mjs'
import { intake } from './console/intake.mjs'
import { keyboard } from './console/keyboard.mjs'
import { overview } from './console/overview.mjs'
import { signingIn } from './console/signing-in.mjs'

const on = {}
before(async () => {
  on.desk = await startDesk()
})
after(() => on.desk?.stop())

firstVisit(on)
signingIn(on)
everyPage(on)
overview(on)
explorer(on)
history(on)
intake(on)
keyboard(on)

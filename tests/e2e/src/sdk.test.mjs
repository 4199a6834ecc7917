// Our own browser SDK, as the server gives it out, against that server: each feature seen to arrive.
// One server and one browser for all; each test has its own application and browser profile.
import { after } from 'node:test'

import { collects } from './sdk/collects.mjs'
import { delivery } from './sdk/delivery.mjs'
import { everything } from './sdk/everything.mjs'
import { firefox } from './sdk/firefox.mjs'
import { giving } from './sdk/giving.mjs'
import { manners } from './sdk/manners.mjs'
import { places } from './sdk/places.mjs'
import { sessions } from './sdk/sessions.mjs'
import { sideBySide } from './sdk/side-by-side.mjs'
import { routes } from './sdk/routes.mjs'
import { sdkAddress, startPages } from './sdk/pages.mjs'
import { stage } from './stage.mjs'

const on = stage(async (on) => {
  on.pages = await startPages()
  on.manifest = await (await fetch(`${sdkAddress(on)}/sdk/v1/manifest.json`)).json()
})
after(() => on.pages?.stop())

giving(on)
everything(on)
firefox(on)
sideBySide(on)
collects(on)
routes(on)
sessions(on)
places(on)
delivery(on)
manners(on)

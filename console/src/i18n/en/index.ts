/** Every English word, by namespace: one file a page. */
import { analytics } from './analytics'
import { applications } from './applications'
import { common } from './common'
import { detail } from './detail'
import { explorer } from './explorer'
import { history } from './history'
import { intake } from './intake'
import { overview } from './overview'
import { shell } from './shell'

export const en = { analytics, applications, common, detail, explorer, history, intake, overview, shell }

/** Every Chinese word; the types say that none is missing. */
import { analytics } from './analytics'
import { applications } from './applications'
import { common } from './common'
import { detail } from './detail'
import { explorer } from './explorer'
import { history } from './history'
import { intake } from './intake'
import { overview } from './overview'
import { shell } from './shell'
import type { en } from '../en'

type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> }
export const zh: Words<typeof en> = { analytics, applications, common, detail, explorer, history, intake, overview, shell }

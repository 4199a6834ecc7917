/** The code of the pages that are opened most, loaded when wanted; asked for more than once, it is there. */
export const pages = {
  overview: () => import('./pages/overview/Overview'),
  explorer: () => import('./pages/explorer/Explorer'),
}

/** Words of the page. */
export const history = { title: 'history' }

/** Words of the page. */
export const overview = { title: 'overview' }

/** Words of the page. */
export const intake = { title: 'intake' }

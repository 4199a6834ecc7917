/** Words of the page. */
export const analytics = { title: 'analytics' }

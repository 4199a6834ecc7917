/** Words of the page. */
export const applications = { title: 'applications' }

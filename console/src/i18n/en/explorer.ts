/** Words of the page. */
export const explorer = { title: 'explorer' }

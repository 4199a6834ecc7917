/** 页面用词。 */
export const explorer = { title: 'explorer' }

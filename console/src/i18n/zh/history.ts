/** 页面用词。 */
export const history = { title: 'history' }

/** 页面用词。 */
export const overview = { title: 'overview' }

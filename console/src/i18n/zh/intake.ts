/** 页面用词。 */
export const intake = { title: 'intake' }

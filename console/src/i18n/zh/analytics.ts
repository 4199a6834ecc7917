/** 页面用词。 */
export const analytics = { title: 'analytics' }

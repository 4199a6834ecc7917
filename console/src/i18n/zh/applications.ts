/** 页面用词。 */
export const applications = { title: 'applications' }

/**
 * Goes into the page before the asynchronous script: keeps calls and early errors until it has loaded.
 */
const target = window as unknown as Record<string, unknown>
target.SOLERA_RUM ||= { q: [] }

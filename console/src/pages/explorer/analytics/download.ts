/** Hands a file to the reader. */
export function download(content: Blob, name: string) {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it by the next task.
  setTimeout(() => URL.revokeObjectURL(url))
}

/** A text as the name of a file: `p75-of-view.first_byte`. */
export function fileName(title: string, ending: string): string {
  const plain = title.toLowerCase().replace(/[^\p{L}\p{N}._]+/gu, '-').replace(/^-+|-+$/g, '')
  return `${plain.slice(0, 100) || 'solera'}.${ending}`
}

/** A view. */
export function ViewPage() {
  return null
}

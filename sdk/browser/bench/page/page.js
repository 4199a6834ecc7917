// What a typical page does: shows a list out of a request, more of it on a click, filters it as one
// types, moves to another route, asks its server now and then.
const list = document.getElementById('list')
let page = 0

async function more() {
  const response = await fetch(`/api/items?page=${page++}`)
  const { items } = await response.json()
  for (const { name, text, image } of items) {
    const entry = document.createElement('article')
    const picture = Object.assign(new Image(), { src: image, alt: '' })
    const title = Object.assign(document.createElement('h3'), { textContent: name })
    const body = Object.assign(document.createElement('p'), { textContent: text })
    entry.append(picture, title, body)
    list.append(entry)
  }
}

function ask() {
  const request = new XMLHttpRequest()
  request.open('GET', '/api/news')
  request.send()
}

document.getElementById('more').addEventListener('click', more)
document.getElementById('next').addEventListener('click', () => {
  history.pushState({}, '', `/list/${page}`)
  list.replaceChildren()
  more()
})
document.getElementById('search').addEventListener('input', ({ target }) => {
  for (const entry of list.children) entry.hidden = !entry.textContent.includes(target.value)
})
setInterval(ask, 1000)
more()

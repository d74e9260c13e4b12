// The page without network: finds a written answer in the brief copy this device keeps.
"use strict"
{
  const page = document.getElementById("sin-conexion")
  const say = page.dataset
  const list = document.getElementById("halladas")
  const field = document.getElementById("buscar")
  const make = (tag, text, parent, name) => {
    const one = document.createElement(tag)
    if (text) one.textContent = text
    if (name) one.className = name
    parent?.append(one)
    return one
  }
  const fold = text => text.normalize("NFD").replace(/(?!\u0303)\p{M}/gu, "").normalize("NFC").toLowerCase()
  const stem = word => (word.length > 4 ? word.replace(/(?:c?it[oa]s?|es|s|[aeo])$/, "") : word)

  function points(title, lines, parent) {
    if (!lines.length) return
    make("h3", title, parent)
    const all = make("ul", "", parent)
    for (const line of lines) make("li", line, all)
  }

  function answer(one, open) {
    const item = make("details", "", list)
    item.open = open
    const head = make("summary", one.asked, item)
    make("span", " " + one.word, head, "st " + one.sign)
    const inside = make("div", "", item, "prose")
    make("p", one.short, inside, "lead")
    points(say.unless, one.unless.map(([says, word]) => `${says}: ${word}`), inside)
    points(say.now, one.now, inside)
    points(say.happen, one.can_happen, inside)
    points(say.ways, one.ways, inside)
    points(say.uncertain, one.uncertain, inside)
  }

  function show(copy, text) {
    const wanted = fold(text).split(/[^\p{L}]+/u).filter(word => word.length > 2).map(stem)
    const here = location.pathname.match(/\/preguntas\/(S\d+)\//)?.[1]
    const found = copy.questions.map(one => {
      const all = fold(`${one.asked} ${one.short} ${one.about}`).split(/[^\p{L}]+/u)
      return [wanted.filter(word => all.some(own => own.startsWith(word))).length, one]
    }).filter(([n]) => !wanted.length || 2 * n >= wanted.length).sort((a, b) => b[0] - a[0])
    list.replaceChildren()
    const first = !text && copy.questions.find(one => one.id === here)
    if (first) answer(first, true)
    for (const [, one] of found) if (one !== first) answer(one, false)
    document.getElementById("ninguna").hidden = found.length > 0
  }

  fetch(say.brief).then(told => told.json()).then(copy => {
    const old = Date.now() - Date.parse(copy.day) > copy.days * 864e5
    if (old) document.querySelector("[data-stale]").hidden = false
    page.hidden = false
    field.value = new URLSearchParams(location.search).get("q") || ""
    show(copy, field.value)
    field.addEventListener("input", () => show(copy, field.value))
  }).catch(() => {})
}

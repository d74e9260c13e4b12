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

  // Each of the two copies has its own day; the older one is enough for the warning.
  function warn(copy) {
    if (Date.now() - Date.parse(copy.day) > copy.days * 864e5) document.querySelector("[data-stale]").hidden = false
  }

  function points(title, lines, parent, tag = "h3") {
    if (!lines.length) return
    make(tag, title, parent)
    const all = make("ul", "", parent)
    for (const line of lines) make("li", line, all)
  }

  function answer(one, open) {
    const item = make("details", "", list)
    item.open = open
    const head = make("summary", one.asked, item)
    head.append(" ")
    make("span", one.word, head, "st " + one.sign)
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

  // What the law answers for an animal and an act, of those most asked about.
  const box = document.getElementById("que-puedo")
  const animal = document.getElementById("animal")
  const act = document.getElementById("acto")

  function offer(copy) {
    warn(copy)
    for (const group of copy.animals) {
      const within = make("optgroup", "", animal)
      within.label = group.group
      for (const [id, words] of group.rows) make("option", words, within).value = id
    }
    const given = new URLSearchParams(location.search)
    if (copy.answers[given.get("animal")]) animal.value = given.get("animal")
    const acts = () => {
      const before = act.value || given.get("acto")
      act.replaceChildren()
      for (const id of Object.keys(copy.answers[animal.value])) make("option", copy.acts[id][0], act).value = id
      if (copy.answers[animal.value][before]) act.value = before
    }
    const tell = () => {
      const [word, questions, conditions, happens, ways, already] = copy.answers[animal.value][act.value]
      const text = number => copy.texts[number]
      const out = document.getElementById("dicho")
      out.replaceChildren()
      const head = make("div", "", out, word === "not_allowed" ? "yesno no" : "yesno")
      make("p", `${animal.selectedOptions[0].textContent}: ${copy.acts[act.value][1]}`, head)
      make("span", copy.heads[word][1], make("p", "", head, "answer"), "st " + copy.heads[word][0])
      const inside = make("div", "", out, "prose")
      for (const [lead, rows] of conditions) points(text(lead), rows.map(text), inside, "p")
      points(box.dataset.questions, questions.map(text), inside)
      points(box.dataset.happen, happens.length ? happens.map(text) : [box.dataset.none], inside)
      points(box.dataset.ways, ways.map(text), inside)
      points(box.dataset.already, already.map(text), inside)
    }
    animal.addEventListener("change", () => { acts(); tell() })
    act.addEventListener("change", tell)
    acts()
    tell()
    box.hidden = false
  }

  fetch(box.dataset.answers).then(told => told.json()).then(offer).catch(() => {})

  fetch(say.brief).then(told => told.json()).then(copy => {
    warn(copy)
    page.hidden = false
    field.value = new URLSearchParams(location.search).get("q") || ""
    show(copy, field.value)
    field.addEventListener("input", () => show(copy, field.value))
  }).catch(() => {})
}

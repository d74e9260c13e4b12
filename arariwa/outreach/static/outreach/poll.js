// Counting a poll on a telephone: large buttons for one more and one less, and a queue on this device for where there is no
// connection. Each count carries an id made once, so that sending it again records it once. Without script it is a plain form.
"use strict"
{
  const page = document.getElementById("sondeo")
  const say = page.dataset
  const form = document.getElementById("contar")
  const status = document.getElementById("estado")
  const key = `arariwa.poll.${say.event}`
  const CACHE = "arariwa-attendance-1"

  const { all: queue, keep, tell, send } = device.queue({
    key, say, form, status, show,
    most: 10,
    waits: one => !one.said,
    body: polls => ({ polls }),
    taken(told) {
      keep(queue().filter(one => told.get(one.id)?.result !== "recorded").map(one => ({ ...one, said: told.get(one.id)?.said || one.said })))
      if ([...told.values()].some(one => one.result === "recorded")) tell(say.sent)
      return false
    },
  })

  // Buttons beside each number, and what was answered of those who are there.
  const number = field => Number.parseInt(field.value, 10) || 0
  const present = form.elements.present

  function steps(field, after) {
    const label = field.labels[0].textContent.trim()
    const row = document.createElement("p")
    row.className = "pair"
    const button = (text, name, change) => {
      const one = document.createElement("button")
      one.type = "button"
      one.className = "button plain w4"
      one.textContent = text
      one.setAttribute("aria-label", `${name}: ${label}`)
      one.addEventListener("click", () => {
        field.value = Math.max(0, number(field) + change)
        after()
      })
      return one
    }
    field.className = "w4"
    field.replaceWith(row)
    row.append(button("−", say.less, -1), field, button("+", say.more, 1))
  }

  const sums = []
  for (const question of form.querySelectorAll("[data-question]")) {
    const fields = [...question.querySelectorAll("input")]
    const sum = document.createElement("p")
    sum.className = "small"
    question.append(sum)
    const add = () => {
      const all = fields.reduce((n, field) => n + number(field), 0)
      const over = number(present) > 0 && all > number(present)
      sum.textContent = fields.some(field => field.value) ? `${say.sum} ${all} / ${number(present) || "?"}${over ? ` (${say.over})` : ""}` : ""
    }
    for (const field of fields) { steps(field, add); field.addEventListener("input", add) }
    sums.push(add)
  }
  const addAll = () => { for (const add of sums) add() }
  steps(present, addAll)
  present.addEventListener("input", addAll)
  addAll()

  function show() {
    const list = document.getElementById("cola")
    list.replaceChildren()
    for (const one of queue()) {
      const item = document.createElement("li")
      const text = document.createElement("p")
      text.textContent = `${one.title}: ${one.said ? `${say.refused} ${one.said}` : say.waiting}`
      item.append(text)
      if (one.said) {
        const drop = document.createElement("button")
        drop.type = "button"
        drop.className = "tap"
        drop.textContent = say.drop
        drop.addEventListener("click", () => { keep(queue().filter(each => each.id !== one.id)); show() })
        item.append(drop)
      }
      list.append(item)
    }
  }

  form.addEventListener("submit", event => {
    // With a connection the server answers at the fields; without, the count waits here.
    if (navigator.onLine) return
    event.preventDefault()
    const { csrfmiddlewaretoken, ...given } = Object.fromEntries(new FormData(form))
    if (!given.present) { present.focus(); return }
    if (!keep([...queue(), { ...given, at: new Date().toISOString(), title: document.querySelector("h1").textContent }])) return
    form.reset()
    form.elements.id.value = device.newId()
    addAll()
    show()
    tell(say.waiting)
    status.scrollIntoView({ block: "center" })
  })

  document.getElementById("guardar-pagina").addEventListener("click", async () => {
    if (!navigator.serviceWorker) return
    await device.keepPage(say.worker, CACHE)
    tell(say.kept)
  })

  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false
  show()
  send()
  device.keepParts(CACHE).catch(() => {}) // no connection: what was kept stays
}

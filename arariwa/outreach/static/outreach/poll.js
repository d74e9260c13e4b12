// Counting a poll on a telephone: large buttons for one more and one less, and a queue on this device for where there is no
// connection. Each count carries an id made once, so that sending it again records it once. Without script it is a plain form.
"use strict"
{
  const page = document.getElementById("sondeo")
  const say = page.dataset
  const form = document.getElementById("contar")
  const status = document.getElementById("estado")
  const key = `arariwa.poll.${say.event}`
  let token = form.querySelector("[name=csrfmiddlewaretoken]").value
  let sending = false

  const queue = () => JSON.parse(localStorage.getItem(key) || "[]")

  function keep(counts) {
    try {
      localStorage.setItem(key, JSON.stringify(counts))
      return true
    } catch {
      tell(say.full)
      return false
    }
  }

  function tell(text) {
    status.hidden = !text
    status.textContent = text
  }

  // A UUID of version 7, as the server makes them.
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    let time = Date.now()
    for (let i = 5; i >= 0; i--) { bytes[i] = time % 256; time = Math.floor(time / 256) }
    bytes[6] = bytes[6] & 15 | 112
    bytes[8] = bytes[8] & 63 | 128
    const hex = [...bytes].map(b => b.toString(16).padStart(2, "0")).join("")
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
  }

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

  // Signing in again, in another window, ends the token this page was given.
  async function newToken() {
    const answer = await fetch(location.href, { redirect: "manual" })
    const fresh = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html")
    const field = fresh.querySelector("#contar [name=csrfmiddlewaretoken]")
    if (field) token = field.value
    return Boolean(field)
  }

  async function send(renewed) {
    const waiting = queue().filter(one => !one.said).slice(0, 10)
    if (sending || !waiting.length || !navigator.onLine) return
    sending = true
    let renew = false
    try {
      const answer = await fetch(say.send, {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ polls: waiting }),
      })
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        tell(say.login)
        renew = renewed !== true && await newToken()
      } else if (answer.ok) {
        const told = new Map((await answer.json()).results.map(one => [one.id, one]))
        keep(queue().filter(one => told.get(one.id)?.result !== "recorded").map(one => ({ ...one, said: told.get(one.id)?.said || one.said })))
        if ([...told.values()].some(one => one.result === "recorded")) tell(say.sent)
      } else {
        const told = await answer.json().catch(() => ({}))
        if (told.error) tell(told.error)
      }
    } catch {
      // no connection: the queue stays
    } finally {
      sending = false
      show()
    }
    if (renew) await send(true)
  }

  form.addEventListener("submit", event => {
    // With a connection the server answers at the fields; without, the count waits here.
    if (navigator.onLine) return
    event.preventDefault()
    const { csrfmiddlewaretoken, ...given } = Object.fromEntries(new FormData(form))
    if (!given.present) { present.focus(); return }
    if (!keep([...queue(), { ...given, at: new Date().toISOString(), title: document.querySelector("h1").textContent }])) return
    form.reset()
    form.elements.id.value = newId()
    addAll()
    show()
    tell(say.waiting)
    status.scrollIntoView({ block: "center" })
  })

  const CACHE = "arariwa-attendance-1"
  document.getElementById("guardar-pagina").addEventListener("click", async () => {
    if (!navigator.serviceWorker) return
    await navigator.serviceWorker.register(say.worker)
    await navigator.serviceWorker.ready
    const cache = await caches.open(CACHE)
    const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map(one => one.href || one.src)
    await cache.addAll([location.href, ...parts])
    tell(say.kept)
  })

  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false
  addEventListener("online", send)
  setInterval(send, 30000)
  show()
  send()
}

// For pages that keep something on this device until there is a connection: ids, the queue, the page itself.
"use strict"
const device = {
  // A UUID of version 7, as the server makes them.
  newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    let time = Date.now()
    for (let i = 5; i >= 0; i--) { bytes[i] = time % 256; time = Math.floor(time / 256) }
    bytes[6] = bytes[6] & 15 | 112
    bytes[8] = bytes[8] & 63 | 128
    const hex = [...bytes].map(b => b.toString(16).padStart(2, "0")).join("")
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
  },

  parts: () => [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map(one => one.href || one.src),

  // The page with all it loads, in that cache, so that its worker also opens it without connection.
  async keepPage(worker, cache) {
    await navigator.serviceWorker.register(worker)
    await navigator.serviceWorker.ready
    await (await caches.open(cache)).addAll([location.href.split("#")[0], ...device.parts()])
  },

  // A page kept before the program was renewed loads other files now; its worker brings only those it knows up to date.
  async keepParts(cache) {
    if (!window.caches || !await caches.match(location.href, { cacheName: cache, ignoreVary: true })) return
    await (await caches.open(cache)).addAll(device.parts())
  },

  // What waits under a key of this device. It is sent as JSON when there is a connection, some at a time; each carries its id,
  // so that sending it again records it once. `body` words what waits, `taken` gets the answers by id and says whether to go on.
  queue({ key, say, form, status, most, waits, body, taken, show }) {
    let token = form.querySelector("[name=csrfmiddlewaretoken]").value
    let sending = false

    const all = () => JSON.parse(localStorage.getItem(key) || "[]")

    function keep(entries) {
      try {
        localStorage.setItem(key, JSON.stringify(entries))
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

    // Signing in again, in another window, ends the token this page was given.
    async function newToken() {
      const answer = await fetch(location.href, { redirect: "manual" })
      const fresh = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html")
      const field = fresh.querySelector(`#${form.id} [name=csrfmiddlewaretoken]`)
      if (field) token = field.value
      return Boolean(field)
    }

    async function send(renewed) {
      const waiting = all().filter(waits).slice(0, most)
      if (sending || !waiting.length || !navigator.onLine) return
      sending = true
      let more = false
      let renew = false
      try {
        const answer = await fetch(say.send, {
          method: "POST",
          redirect: "manual",
          headers: { "Content-Type": "application/json", "X-CSRFToken": token },
          body: JSON.stringify(body(waiting)),
        })
        if (answer.type === "opaqueredirect" || answer.status === 403) {
          tell(say.login)
          renew = renewed !== true && await newToken()
        } else if (answer.ok) {
          more = taken(new Map((await answer.json()).results.map(one => [one.id, one])))
          show()
        } else {
          const told = await answer.json().catch(() => ({}))
          const text = told.error || say.failed
          if (text) tell(text)
        }
      } catch {
        show() // no connection: the queue stays
      } finally {
        sending = false
      }
      if (renew) await send(true)
      else if (more) await send()
    }

    addEventListener("online", send)
    setInterval(send, 30000)
    return { all, keep, tell, send }
  },
}

// What someone writes without an account is written to this device first and sent once, when there is a connection, under the
// id and code made here. Photos are made small before they are kept. Without script the page is a plain form.
"use strict"
{
  const byId = id => document.getElementById(id)
  const form = document.querySelector("form[data-waits]")
  const say = byId("cola").dataset
  const key = say.key
  const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
  const LONGEST = 1500
  let sending = false

  // Eleven signs and their check, as core/domain/ids.py: a page kept in a cache must not give two people one code.
  function newCode() {
    const signs = []
    while (signs.length < 11) {
      const [byte] = crypto.getRandomValues(new Uint8Array(1))
      if (byte < 248) signs.push(byte % 31)
    }
    const total = signs.reduce((sum, sign, i) => sum + (i + 2) * sign, 0)
    signs.push((31 - total % 31) % 31)
    return signs.map(sign => SIGNS[sign]).join("").replace(/(.{4})(?=.)/g, "$1-")
  }

  // A code that nobody noted for a day is nobody's any more: who opens the page then is someone else.
  function kept() {
    const letter = JSON.parse(localStorage.getItem(key) || "null")
    if (!letter || !letter.sent || Date.now() - letter.at < 864e5) return letter
    localStorage.removeItem(key)
    return null
  }

  function keep(letter) {
    localStorage.setItem(key, JSON.stringify(letter))
  }

  function tell(text) {
    byId("cola").hidden = !text
    byId("cola").firstElementChild.textContent = text
  }

  // Said beside what is told of the sending, which changes.
  function beside(text) {
    byId("cola").after(Object.assign(document.createElement("p"), { textContent: text }))
  }

  async function small(file) {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" })
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height))
    const canvas = document.createElement("canvas")
    canvas.width = Math.round(image.width * scale)
    canvas.height = Math.round(image.height * scale)
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
    return canvas.toDataURL("image/jpeg", 0.75)
  }

  function blobOf(url) {
    const bytes = atob(url.slice(url.indexOf(",") + 1))
    return new Blob([Uint8Array.from(bytes, sign => sign.charCodeAt(0))], { type: "image/jpeg" })
  }

  async function written() {
    const values = []
    const photos = []
    for (const [name, value] of new FormData(form)) {
      if (value instanceof File) { if (value.size) photos.push(await small(value)) }
      // Made small, a photo holds nothing of the camera any more: it must not be said that it does.
      else if (!["csrfmiddlewaretoken", "id", "code", "keep_data"].includes(name)) values.push([name, value])
    }
    return { values: [...values, ["id", device.newId()], ["code", newCode()]], photos, sent: "" }
  }

  async function token() {
    const answer = await fetch(location.pathname, { cache: "no-store" })
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const fresh = page.querySelector("form[data-waits] [name=csrfmiddlewaretoken]").value
    // A page kept on the device has that of the day it was kept; the form may have to be sent as it is.
    form.elements.csrfmiddlewaretoken.value = fresh
    return fresh
  }

  async function send() {
    const letter = kept()
    if (sending || !letter || letter.sent) return
    if (!navigator.onLine) { tell(say.waiting); return }
    sending = true
    tell(say.sending)
    try {
      const body = new FormData()
      body.append("csrfmiddlewaretoken", await token())
      for (const [name, value] of letter.values) body.append(name, value)
      for (const photo of letter.photos) body.append("photos", blobOf(photo), "foto.jpg")
      const answer = await fetch(location.pathname, { method: "POST", body, headers: { Accept: "application/json" } })
      // Refused before it was read, as without cookies or when it is too large: waiting would change nothing.
      const refused = answer.status === 403 || answer.status === 413
      const told = refused ? { said: [] } : await answer.json()
      if (told.sent) {
        // What was written leaves the device at once; the code stays until it is noted.
        keep({ sent: told.code, at: Date.now() })
        form.reset()
        show()
        byId("enviado").querySelector("[data-went]").textContent = told.went
      } else {
        restore(letter)
        tell([say.failed, ...told.said].join(" "))
      }
    } catch {
      tell(say.waiting)
    } finally {
      sending = false
    }
  }

  // Back into the form, so that the person corrects it or answers what the server asks.
  function restore(letter) {
    for (const [name, value] of letter.values) {
      for (const field of form.querySelectorAll(`[name="${name}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = field.type === "checkbox" || field.value === value
        else field.value = value
      }
    }
    const files = new DataTransfer()
    letter.photos.forEach((photo, n) => files.items.add(new File([blobOf(photo)], `foto${n}.jpg`, { type: "image/jpeg" })))
    if (form.elements.photos) form.elements.photos.files = files.files
    localStorage.removeItem(key)
    plain = true
    form.hidden = byId("aparato").hidden = false
  }

  // One letter at a time: while one waits, or its code is not noted yet, another would take its place on the device.
  function show() {
    const letter = kept()
    const done = Boolean(letter && letter.sent)
    byId("enviado").hidden = !done
    form.hidden = byId("aparato").hidden = Boolean(letter)
    if (done) {
      byId("enviado").querySelector("[data-code]").textContent = letter.sent
      byId("enviado").querySelector("[data-went]").textContent = ""
      tell("")
      byId("enviado").scrollIntoView({ block: "center" })
    }
  }

  // Once the server has asked something the form is sent as it is, so that the page with its question comes.
  let plain = false
  form.addEventListener("submit", async event => {
    const button = event.submitter
    if (plain || (button && button.name) || form.elements.consent?.checked === false) return
    event.preventDefault()
    // Another page of this device has one that waits, or a code that is not noted.
    if (kept()) { show(); send(); return }
    // What the camera wrote would be lost on the way.
    const bare = form.elements.keep_data?.checked
    if (bare && navigator.onLine) { plain = true; form.requestSubmit(); return }
    const letter = await written().catch(() => null)
    // A file that this browser cannot open as a photo: the server says what is wrong with it; where it cannot be asked, nothing is lost.
    if (!letter && !navigator.onLine) { tell(say.unread); return }
    if (!letter) { plain = true; form.requestSubmit(); return }
    // Pressed twice while photos were made small.
    if (kept()) { show(); send(); return }
    try {
      keep(letter)
    } catch {
      letter.photos = []
      try { keep(letter) } catch { plain = true; form.requestSubmit(); return }
      beside(say.full)
    }
    if (bare && letter.photos.length) beside(say.bare)
    show()
    send()
  })

  // The page itself, so that it also opens without connection: only where its owner asks, since it is a trace.
  async function keepPage() {
    await device.keepPage(say.worker, say.cache)
    tell(say.kept)
  }

  async function dropPage() {
    if (!navigator.serviceWorker) return
    await caches.delete(say.cache)
    const registered = await navigator.serviceWorker.getRegistration(say.worker)
    if (registered) await registered.unregister()
  }

  function forget() {
    localStorage.removeItem(key)
    dropPage().catch(() => {})
    form.hidden = byId("aparato").hidden = false
    byId("enviado").hidden = true
    form.reset()
    form.elements.id.value = device.newId()
    form.elements.code.value = newCode()
    tell(say.gone)
  }
  byId("borrar").addEventListener("click", forget)
  byId("anotado").addEventListener("click", forget)
  byId("reintentar").addEventListener("click", send)
  byId("borrar-todo").addEventListener("click", forget)
  if (navigator.serviceWorker) byId("guardar").addEventListener("click", () => keepPage().catch(() => tell(say.unkept)))
  else byId("guardar").hidden = true
  addEventListener("online", send)
  setInterval(send, 30000)

  form.elements.id.value = device.newId()
  form.elements.code.value = newCode()
  show()
  send()
}

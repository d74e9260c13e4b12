// Attendance of one session. Every tick is written to this device first and sent when there is a connection; each
// carries an id made here, so that sending it again records it once. Without script the page is a plain form.
"use strict"
{
  const page = document.getElementById("asistencia")
  const say = page.dataset
  const key = `arariwa.attendance.${say.session}`
  const CACHE = "arariwa-attendance-1"
  const form = document.getElementById("marcar")
  const rows = new Map([...document.querySelectorAll("#filas tr")].map(row => [row.dataset.id, row]))
  const byId = id => document.getElementById(id)
  let signing = null
  let drawn = false

  const { all: queue, keep, tell, send } = device.queue({
    key, say, form, show,
    status: byId("estado"),
    most: 20,
    waits: mark => !mark.sent,
    body: waiting => ({ marks: waiting.map(({ id, how, at, participation, walk_in, signature }) => ({ id, how, at, participation, walk_in, signature })) }),
    taken(told) {
      const marks = queue().map(mark => {
        const one = told.get(mark.id)
        if (!one) return mark
        // Names stay until the page is opened again; what was drawn or written of someone does not, once it is recorded.
        const { signature, walk_in, ...kept } = mark
        return { ...kept, walk_in: one.result === "refused" ? walk_in : Boolean(walk_in), sent: true, result: one.result, said: one.result === "recorded" ? "" : one.said, participation: mark.participation || one.participation }
      })
      keep(marks)
      return marks.some(mark => !mark.sent)
    },
  })

  // Whether the page as it came from the server already shows the person of a mark as there.
  const known = mark => rows.get(mark.participation)?.dataset.here === "yes"

  // What the list shows of the marks of this device.
  function show() {
    const marks = queue()
    for (const row of rows.values()) row.querySelector("[data-said]").textContent = ""
    byId("llegados").replaceChildren()
    for (const mark of marks) {
      const text = mark.said || (mark.sent ? say.done : say.waiting)
      const row = rows.get(mark.participation)
      if (row) {
        row.querySelector("[data-said]").textContent = text
        const box = row.querySelector("[type=checkbox]")
        if (box) { box.checked = mark.result !== "refused"; box.disabled = mark.sent }
      }
      if (mark.walk_in || mark.result === "refused") byId("llegados").append(line(mark, text))
    }
    const fresh = marks.filter(mark => mark.result !== "refused" && !known(mark))
    byId("cuantos").textContent = document.querySelectorAll("#filas [data-here]").length + fresh.length
    const left = marks.filter(mark => !mark.sent).length
    if (left) tell(navigator.onLine ? `${say.left} ${left}` : `${say.offline} ${say.left} ${left}`)
    else if (marks.length) tell(say.allsent)
    else tell(navigator.onLine ? "" : say.offline)
  }

  function line(mark, text) {
    const item = document.createElement("li")
    const name = document.createElement("p")
    const more = document.createElement("p")
    name.textContent = mark.name
    more.textContent = text
    more.className = "more"
    item.append(name, more)
    const offer = (text, act) => {
      const button = document.createElement("button")
      button.type = "button"
      button.className = "tap"
      button.textContent = text
      button.addEventListener("click", () => { keep(queue().filter(one => one.id !== mark.id)); show(); act?.() })
      item.append(button)
    }
    if (mark.result === "refused") {
      if (mark.walk_in?.given_names) offer(say.correct, () => writeAgain(mark.walk_in))
      offer(say.drop)
    }
    return item
  }

  // What was written of someone who was refused goes back into the form: they may be gone.
  function writeAgain(walk_in) {
    const fields = byId("sin-inscripcion").elements
    for (const [name, value] of Object.entries(walk_in)) if (fields[name]) fields[name].value = value
    byId("sin-inscripcion").closest("details").open = true
    fields.given_names.focus()
  }

  function add(mark) {
    const marks = queue()
    if (mark.participation && marks.some(one => one.participation === mark.participation && one.result !== "refused")) {
      show()
      tell(`${mark.name} ${say.twice}`)
      return
    }
    if (keep([...marks, { id: device.newId(), at: new Date().toISOString(), sent: false, ...mark }])) { show(); send() }
  }

  function tick(row, how) {
    const name = row.dataset.name
    if (row.dataset.here) { tell(`${name} ${say.twice}`); return }
    const mark = { how, participation: row.dataset.id, name }
    if (byId("con-firma").checked) sign(mark)
    else add(mark)
  }

  function byCode(text) {
    const code = text.toLowerCase().replace(/[^0-9a-f]/g, "")
    if (code.length !== 6 && code.length !== 32) return null
    const found = [...rows.values()].filter(row => row.dataset.id.replaceAll("-", "").endsWith(code))
    return found.length === 1 ? found[0] : null
  }

  function readCode(text) {
    const row = byCode(text)
    if (row) tick(row, "qr")
    else tell(say.unknown)
  }

  // Signature: drawn with finger, pen or mouse.
  const canvas = byId("lienzo")
  const pen = canvas.getContext("2d")
  let drawing = false
  canvas.style.touchAction = "none"
  canvas.style.background = "#fff"
  canvas.style.maxWidth = "100%"
  pen.lineWidth = 2.5
  pen.lineCap = "round"
  const at = event => [event.offsetX * canvas.width / canvas.clientWidth, event.offsetY * canvas.height / canvas.clientHeight]
  canvas.addEventListener("pointerdown", event => { drawing = true; pen.beginPath(); pen.moveTo(...at(event)) })
  canvas.addEventListener("pointermove", event => { if (drawing) { drawn = true; pen.lineTo(...at(event)); pen.stroke() } })
  for (const name of ["pointerup", "pointerleave"]) canvas.addEventListener(name, () => { drawing = false })
  const clear = () => { drawn = false; pen.clearRect(0, 0, canvas.width, canvas.height) }

  function sign(mark) {
    if (signing) signed({}) // the one before is here too, though nobody waited for the signature
    signing = mark
    clear()
    byId("firmante").textContent = mark.name
    byId("sin-trazo").hidden = true
    byId("firma").hidden = false
    byId("firma").scrollIntoView({ block: "center" })
  }

  function signed(more) {
    byId("firma").hidden = true
    if (signing) add({ ...signing, ...more })
    signing = null
  }

  byId("firmar").addEventListener("click", () => {
    if (drawn) signed({ how: "signature", signature: canvas.toDataURL("image/png") })
    else byId("sin-trazo").hidden = false
  })
  byId("sin-firma").addEventListener("click", () => signed({}))
  byId("limpiar").addEventListener("click", clear)

  // The camera, where the browser itself reads codes: one badge after the other, until the button is pressed again.
  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] })
    let close = null
    async function watch(video, stream) {
      video.srcObject = stream
      byId("camara").after(video)
      let last = ""
      const look = setInterval(async () => {
        const [code] = await detector.detect(video).catch(() => [])
        if (!code || code.rawValue === last) return
        last = code.rawValue
        readCode(last)
      }, 250)
      close = () => {
        clearInterval(look)
        for (const track of stream.getTracks()) track.stop()
        video.remove()
        close = null
      }
      await video.play()
    }
    byId("camara").hidden = false
    byId("camara").addEventListener("click", async () => {
      if (close) { close(); return }
      try {
        await watch(document.createElement("video"), await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }))
      } catch {
        close?.()
        tell(say.nocamera)
      }
    })
  }

  // Keeping the list itself, so that the page also opens without connection.
  byId("guardar-lista").addEventListener("click", async () => {
    if (!navigator.serviceWorker) return
    await device.keepPage(say.worker, CACHE)
    tell(say.kept)
  })
  byId("borrar-lista").addEventListener("click", async () => {
    await caches.delete(CACHE)
    if (queue().every(mark => mark.sent)) localStorage.removeItem(key)
    tell(say.gone)
  })

  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false
  for (const row of rows.values()) {
    row.querySelector("[type=checkbox]")?.addEventListener("change", event => {
      if (event.target.checked) { tick(row, "list"); return }
      if (signing?.participation === row.dataset.id) {
        signing = null
        byId("firma").hidden = true
      }
      const marks = queue()
      keep(marks.filter(mark => mark.sent || mark.participation !== row.dataset.id))
      show()
    })
  }
  form.addEventListener("submit", event => {
    event.preventDefault()
    const field = byId("codigo")
    if (field.value.trim()) readCode(field.value)
    else { show(); send() }
    field.value = ""
    field.focus()
  })
  byId("buscar").addEventListener("input", event => {
    const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    for (const row of rows.values()) row.hidden = !fold(row.dataset.name).includes(fold(event.target.value))
  })
  byId("sin-inscripcion").addEventListener("submit", event => {
    const given = Object.fromEntries(new FormData(event.target))
    const name = `${given.given_names} ${given.surnames}`.trim()
    if (!given.given_names.trim() || !given.surnames.trim()) return // the server tells what is missing
    event.preventDefault()
    const { csrfmiddlewaretoken, llegada, id, ...walk_in } = given
    add({ how: "walk_in", walk_in, name })
    event.target.reset()
  })
  addEventListener("offline", show)

  // What the server shows as recorded need not be kept here any longer.
  keep(queue().filter(mark => !(mark.sent && known(mark))))
  show()
  send()
  device.keepParts(CACHE).catch(() => {}) // no connection: what was kept stays
}

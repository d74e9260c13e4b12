// Keeps the pages of rights a device has seen, and a first few it has not, to be read without network. OWN stands before
// this text: what is kept, under which name, by which version. A page is kept only when its answer says that it may be
// (the header names the day it was made and how many days it may be relied on), so nothing made for somebody is.
"use strict"
const CACHE = OWN.prefix + OWN.version
// Pages beside the first ones; how long a connection may say nothing; after how many days the first ones are fetched anew.
const MOST = 400, PATIENCE = 8000, RENEWED = 7
let filling = null

self.addEventListener("install", event => event.waitUntil(fill().then(() => self.skipWaiting())))
self.addEventListener("activate", event => event.waitUntil(sweep().then(() => self.clients.claim())))
self.addEventListener("fetch", event => {
  const url = new URL(event.request.url)
  if (event.request.method !== "GET" || url.origin !== location.origin) return
  if (url.pathname.startsWith(OWN.static)) event.respondWith(part(event.request))
  else if (url.pathname.startsWith(OWN.scope) && !/\.(pdf|csv)$/.test(url.pathname)) event.respondWith(page(event))
})

// Fetched as nobody: what is kept must not carry the name of whoever is signed in.
async function fill() {
  const cache = await caches.open(CACHE)
  for (const url of OWN.first) {
    const answer = await fetch(url, { credentials: "omit" })
    if (!answer.ok || answer.redirected) throw new Error(url)
    await cache.put(url, answer)
  }
  const answers = await fetch(OWN.answers, { credentials: "omit" }).catch(() => null)
  if (answers?.ok && answers.headers.has(OWN.header)) await cache.put(OWN.answers, answers)
}

async function renew(cache) {
  const first = await cache.match(OWN.offline, { ignoreVary: true })
  if (filling || (first && age(first) < RENEWED)) return
  filling = fill().catch(() => {})
  await filling
  filling = null
}

// Days since a copy was made.
const age = kept => (Date.now() - Date.parse((kept.headers.get(OWN.header) || "2000-01-01").split(" ")[0])) / 864e5

async function sweep() {
  const names = await caches.keys()
  await Promise.all(names.filter(name => name.startsWith(OWN.prefix) && name !== CACHE).map(name => caches.delete(name)))
}

async function part(request) {
  const kept = await caches.match(request, { ignoreVary: true })
  return fetch(request).catch(error => { if (kept) return kept; throw error })
}

async function page(event) {
  const { request } = event
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request, { ignoreVary: true })
  try {
    const fresh = await (kept ? soon(fetch(request)) : fetch(request))
    if (fresh.ok && !fresh.redirected && fresh.headers.has(OWN.header)) {
      await keep(cache, request, fresh.clone())
      event.waitUntil(renew(cache))
    }
    return fresh
  } catch (error) {
    if (kept) return told(kept)
    if (request.mode === "navigate") return told(await cache.match(OWN.offline, { ignoreVary: true }))
    throw error
  }
}

// A connection that says nothing for long is none, where there is a copy.
function soon(answer) {
  return Promise.race([answer, new Promise((_, fail) => setTimeout(() => fail(new Error("slow")), PATIENCE))])
}

async function keep(cache, request, answer) {
  await cache.put(request, answer)
  const all = await cache.keys()
  const spare = all.filter(one => !OWN.first.includes(new URL(one.url).pathname)).slice(0, Math.max(0, all.length - MOST))
  await Promise.all(spare.map(one => cache.delete(one)))
}

// The copy as it was kept, with the sentence that says so; past its days, with the warning as well.
async function told(kept) {
  const headers = new Headers()
  for (const name of ["content-type", "content-language", "content-security-policy"]) {
    if (kept.headers.has(name)) headers.set(name, kept.headers.get(name))
  }
  if (!(kept.headers.get("content-type") || "").startsWith("text/html")) return new Response(await kept.blob(), { headers })
  const old = age(kept) > Number((kept.headers.get(OWN.header) || "").split(" ")[1] || 0)
  const text = (await kept.text()).replace("data-copy hidden", "data-copy")
  return new Response(old ? text.replace("data-stale hidden", "data-stale") : text, { headers })
}

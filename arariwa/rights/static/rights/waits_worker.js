// Opens a page of a form without connection on a device whose owner asked for that; keeps that page and nothing written in it.
// CACHE stands before this text.

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()))
self.addEventListener("fetch", event => {
  if (event.request.method === "GET") event.respondWith(answer(event.request))
})

// Fresh where there is a connection; what was kept only where there is none.
async function answer(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await (await caches.open(CACHE)).match(request, { ignoreVary: true })
    if (kept) return kept
    throw error
  }
}

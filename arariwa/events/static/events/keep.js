// Serves the lists an organiser chose to keep on this device when there is no connection; nothing else is kept.
const CACHE = "arariwa-attendance-1"

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()))
self.addEventListener("fetch", event => {
  if (event.request.method === "GET") event.respondWith(answer(event.request))
})

async function answer(request) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request, { ignoreVary: true })
  if (!kept) return fetch(request)
  try {
    const fresh = await fetch(request)
    if (fresh.ok && !fresh.redirected && fresh.type === "basic") await cache.put(request, fresh.clone())
    return fresh
  } catch {
    return kept
  }
}

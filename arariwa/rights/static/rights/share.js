// Shares the address of an answer, or copies it where the device cannot share; without script the link stands alone.
"use strict"
{
  const box = document.querySelector("[data-share]")
  const button = box?.querySelector("button")
  const share = { title: document.title, url: document.getElementById("direccion")?.href }
  if (box && (navigator.share || navigator.clipboard)) box.hidden = false
  button?.addEventListener("click", async () => {
    try {
      if (navigator.share) return await navigator.share(share)
      await navigator.clipboard.writeText(share.url)
      button.textContent = box.dataset.share
    } catch {
      // Called off by the person, or not permitted: the link still stands above.
    }
  })
}

// Reads the page's text aloud where the browser can speak its language; elsewhere the button stays away.
"use strict"
{
  const box = document.querySelector("[data-speak]")
  const parts = [...document.querySelectorAll("[data-aloud]")]
  const button = box?.querySelector("button")
  const lang = document.documentElement.lang
  const begin = button?.textContent

  // Each line by itself: browsers stop a long speech midway.
  const lines = () => parts.flatMap(part => part.innerText.split("\n")).map(line => line.trim()).filter(Boolean)
  const voice = () => speechSynthesis.getVoices().find(one => one.lang.replace("_", "-").slice(0, 2) === lang.slice(0, 2))

  function show() {
    if (voice()) box.hidden = false
  }

  function stop() {
    speechSynthesis.cancel()
    button.textContent = begin
  }

  function speak() {
    const said = [document.querySelector("h1").innerText, ...lines()].map(line => {
      const one = new SpeechSynthesisUtterance(line)
      one.lang = lang
      one.voice = voice()
      one.rate = 0.9
      return one
    })
    said.at(-1).onend = stop
    button.textContent = button.dataset.stop
    for (const one of said) speechSynthesis.speak(one)
  }

  if (box && parts.length && "speechSynthesis" in window) {
    show()
    speechSynthesis.addEventListener?.("voiceschanged", show)
    button.addEventListener("click", () => (speechSynthesis.speaking ? stop() : speak()))
    addEventListener("pagehide", () => speechSynthesis.cancel())
  }
}

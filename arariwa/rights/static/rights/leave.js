// Leaves at once: nothing of the page stays to be seen while the other loads, what was typed is gone, and the step back does
// not lead here, nor to what the form showed before. Without script it is a plain link.
"use strict"
{
  const links = document.querySelectorAll("a[data-leave]")

  function go(link) {
    for (const form of document.forms) form.reset()
    document.title = link.dataset.leave
    document.body.hidden = true
    location.replace(link.href)
  }

  // That this window was left, until a page of notices is opened in it on purpose; it says nothing else.
  function left(value) {
    try {
      if (value !== undefined) sessionStorage.setItem("left", value)
      return sessionStorage.getItem("left")
    } catch (error) {
      return "" // a browser that keeps nothing
    }
  }

  for (const link of links) {
    link.addEventListener("click", event => {
      event.preventDefault()
      left("1")
      go(link)
    })
  }

  // A form that came back, as with the map, would be sent once more by the step back, with all that was typed. The page that
  // shows the code stays as it is: loaded again it shows the same code.
  if (!document.getElementById("codigo")) history.replaceState(null, "", location.href)
  addEventListener("pageshow", event => {
    const [came] = performance.getEntriesByType("navigation")
    if (left() && links.length && (event.persisted || (came && came.type === "back_forward"))) go(links[0])
    else left("")
  })
}

// Leaves at once: nothing of the page stays to be seen while the other loads, what was typed is gone, and the step back does
// not lead here. Without script it is a plain link.
"use strict"
for (const link of document.querySelectorAll("a[data-leave]")) {
  link.addEventListener("click", event => {
    event.preventDefault()
    for (const form of document.forms) form.reset()
    document.title = link.dataset.leave
    document.body.hidden = true
    location.replace(link.href)
  })
}

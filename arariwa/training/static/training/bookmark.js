// Notes at which heading the reader is, so that "go on" leads there; without script it leads to the beginning.
(() => {
  const lesson = document.getElementById("leccion");
  const heads = [...lesson.querySelectorAll("h2[id]")];
  let sent = "", waiting = 0;
  const send = () => {
    const above = heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 2).pop();
    const place = above ? above.id : "";
    if (place === sent) return;
    sent = place;
    const data = new FormData();
    data.append("lugar", place);
    data.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    fetch(lesson.dataset.mark, { method: "POST", body: data, keepalive: true }).catch(() => { sent = ""; });
  };
  addEventListener("scroll", () => { clearTimeout(waiting); waiting = setTimeout(send, 1500); }, { passive: true });
  addEventListener("pagehide", send);
})();

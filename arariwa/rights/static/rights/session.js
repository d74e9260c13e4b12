// The timer of a session: which step it is and how long is left, kept on this device so that a page opened again goes on; hours
// later another session begins. In the file without network also how often each question was asked, until it is emptied.
(() => {
  const clock = document.getElementById("reloj");
  const steps = [...document.querySelectorAll("[data-minutes]")];
  const made = document.getElementById("viejo");
  if (made && Date.now() - Date.parse(made.dataset.made) > made.dataset.days * 864e5) made.hidden = false;
  tally(document.getElementById("cuenta"));
  if (!clock || !steps.length) return;
  const part = (name) => clock.querySelector(`[data-${name}]`);
  const key = `sesion ${clock.dataset.key}`;
  const go = part("go"), start = go.textContent;
  // n: the step; spent: seconds of it before it was last started; since: when that was, 0 while it stands still.
  let at = { n: 0, spent: 0, since: 0 };
  const was = read(key);
  const goesOn = steps[was.n] && Date.now() - was.kept < 6 * 36e5;
  if (goesOn) at = was;
  const keep = () => write(key, { ...at, kept: Date.now() });
  const spent = () => at.spent + (at.since ? (Date.now() - at.since) / 1000 : 0);
  const show = () => {
    const step = steps[at.n], left = step.dataset.minutes * 60 - spent(), whole = Math.floor(Math.abs(left));
    part("now").textContent = `${clock.dataset.step} ${at.n + 1} / ${steps.length}: ${step.dataset.title}`;
    part("clock").textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")} ${left < 0 ? clock.dataset.over : clock.dataset.left}`;
    go.textContent = at.since ? go.dataset.stop : start;
  };
  const to = (n) => {
    if (!steps[n]) return;
    at = { n, spent: 0, since: at.since ? Date.now() : 0 };
    keep(); show(); follow();
  };
  // The clock stands in the step being run: who reads its words aloud sees how long is left, and goes on from there.
  const stand = () => steps[at.n].querySelector("h2").after(clock);
  const follow = () => {
    const pressed = document.activeElement;
    stand();
    if (clock.contains(pressed)) pressed.focus({ preventScroll: true });
    steps[at.n].scrollIntoView({ block: "start" });
  };
  go.addEventListener("click", () => {
    at = at.since ? { n: at.n, spent: spent(), since: 0 } : { ...at, since: Date.now() };
    keep(); show();
    if (!steps[at.n].contains(clock)) follow();
  });
  part("back").addEventListener("click", () => to(at.n - 1));
  part("next").addEventListener("click", () => to(at.n + 1));
  clock.hidden = false;
  show();
  if (goesOn) stand();
  setInterval(show, 1000);

  function read(name) { try { return JSON.parse(localStorage.getItem(name)) || {}; } catch { return {}; } }
  function write(name, value) { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* a browser that keeps nothing */ } }
  function tally(part) {
    if (!part) return;
    const name = "sesion preguntas", words = part.querySelector("textarea");
    let asked = read(name);
    const show = () => {
      for (const row of part.querySelectorAll("[data-q]")) row.querySelector("output").textContent = asked[row.dataset.q] || 0;
      words.value = asked.words || "";
    };
    part.addEventListener("click", (event) => {
      const row = event.target.closest("[data-q]"), by = Number(event.target.dataset.by);
      if (row && by) asked[row.dataset.q] = Math.max(0, (asked[row.dataset.q] || 0) + by);
      else if ("empty" in event.target.dataset && confirm(event.target.dataset.empty)) asked = {};
      else return;
      write(name, asked); show();
    });
    words.addEventListener("input", () => { asked.words = words.value; write(name, asked); });
    part.hidden = false;
    show();
  }
})();

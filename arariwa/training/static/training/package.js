(() => {
  "use strict";
  const own = document.body.dataset, slot = "arariwa-" + own.package;
  let state = { read: [], checks: [] }, keeps = true;
  try {
    const kept = JSON.parse(localStorage.getItem(slot) || "null");
    if (kept) state = kept;
    localStorage.setItem(slot, JSON.stringify(state));
  } catch { keeps = false; }
  const tell = (words) => { document.getElementById("aviso").textContent = words; };
  if (!keeps) tell(own.lost);
  const keep = () => { if (keeps) try { localStorage.setItem(slot, JSON.stringify(state)); } catch { keeps = false; tell(own.lost); } };
  const show = () => state.read.forEach((one) => {
    const mark = document.querySelector(`[data-done="${one.module}"]`);
    if (mark) mark.textContent = "✓ " + own.read;
    const button = document.querySelector(`[data-read-module="${one.module}"]`);
    if (button) { button.disabled = true; button.textContent = "✓ " + own.read; }
  });
  document.querySelectorAll("[data-read-module]").forEach((button) => button.addEventListener("click", () => {
    state.read.push({ module: Number(button.dataset.readModule), at: new Date().toISOString() });
    keep(); show();
    const next = button.closest("article").nextElementSibling;
    if (next) next.scrollIntoView();
  }));
  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  const answer = (box, kind) => {
    const id = box.dataset.question, chosen = [...box.querySelectorAll("input:checked")].map((one) => one.value);
    if (kind === "several") return chosen.length ? chosen : null;
    const lists = [...box.querySelectorAll("select")];
    if (lists.length) {
      if (lists.some((one) => !one.value)) return null;
      const pairs = lists.map((one) => [one.name.slice(id.length + 3), one.value]);
      if (kind === "match") return Object.fromEntries(pairs);
      return pairs.sort((a, b) => a[1] - b[1]).map((one) => one[0]);
    }
    if (chosen.length) return chosen[0];
    const typed = box.querySelector("input:not([type])");
    return typed && typed.value.trim() ? typed.value.trim() : null;
  };
  const right = (kind, key, given) => {
    if (kind === "several") return key.length === given.length && key.every((one) => given.includes(one));
    if (kind === "match") return Object.keys(key).every((left) => key[left] === given[left]);
    if (kind === "order") return key.join() === given.join();
    if (kind === "text") return key.some((one) => folded(one) === folded(given));
    if (kind === "number") return Math.abs(Number(given.replace(",", "")) - Number(key[0])) <= Number(key[1]);
    return key === given;
  };
  document.querySelectorAll("[data-question]").forEach((box) => box.querySelector("[data-check]").addEventListener("click", () => {
    const { kind, key } = JSON.parse(box.dataset.key), given = answer(box, kind);
    if (given === null) return;
    const good = right(kind, key, given), told = box.querySelector("[data-told]");
    told.querySelector("[data-verdict]").textContent = good ? own.right : own.wrong;
    told.classList.toggle("ok", good);
    told.hidden = false;
    state.checks.push({ question: box.dataset.question, answer: given, right: good, at: new Date().toISOString() });
    keep();
  }));
  // SHA-256 written out: a page opened from a file may not have the browser's own.
  const words = (bytes) => {
    const K = [], H = [], prime = [], frac = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
    for (let n = 2; K.length < 64; n++) if (prime.every((p) => n % p)) { prime.push(n); if (H.length < 8) H.push(frac(Math.sqrt(n))); K.push(frac(Math.cbrt(n))); }
    const size = bytes.length, data = new Uint8Array(((size + 8 >> 6) + 1) * 64);
    data.set(bytes); data[size] = 128;
    const view = new DataView(data.buffer);
    view.setUint32(data.length - 8, Math.floor(size / 536870912)); view.setUint32(data.length - 4, size << 3);
    const turn = (x, n) => (x >>> n) | (x << (32 - n)), w = new Int32Array(64);
    for (let at = 0; at < data.length; at += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
      for (let i = 16; i < 64; i++) w[i] = (w[i - 16] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >>> 3) + w[i - 7] + (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >>> 10)) | 0;
      let [a, b, c, d, e, f, g, h] = H;
      for (let i = 0; i < 64; i++) {
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((x, i) => { H[i] = (H[i] + x) | 0; });
    }
    const out = new DataView(new ArrayBuffer(32));
    H.forEach((x, i) => out.setInt32(i * 4, x));
    return new Uint8Array(out.buffer);
  };
  const joined = (a, b) => { const c = new Uint8Array(a.length + b.length); c.set(a); c.set(b, a.length); return c; };
  const signature = (key, text) => {
    const block = new Uint8Array(64), inner = new Uint8Array(64), outer = new Uint8Array(64);
    key.match(/../g).forEach((two, i) => { block[i] = parseInt(two, 16); });
    block.forEach((x, i) => { inner[i] = x ^ 0x36; outer[i] = x ^ 0x5c; });
    const sum = words(joined(outer, words(joined(inner, new TextEncoder().encode(text)))));
    return [...sum].map((x) => x.toString(16).padStart(2, "0")).join("");
  };
  document.getElementById("guardar").addEventListener("click", () => {
    if (!state.read.length && !state.checks.length) { tell(own.none); scrollTo(0, 0); return; }
    const payload = JSON.stringify({ package: own.package, saved_at: new Date().toISOString(), read: state.read, checks: state.checks.slice(-2000) });
    const file = JSON.stringify({ format: own.format, package: own.package, payload, signature: signature(own.key, payload) });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
    link.download = own.file;
    document.body.append(link); link.click(); link.remove();
  });
  show();
})();

// Says while one writes how long the text is and how long the channel lets it be; counts as domain/lengths.py does.
(() => {
  const text = document.getElementById("id_text"), channel = document.getElementById("id_channel");
  const said = document.getElementById("largo"), limits = JSON.parse(text.dataset.limits);
  const once = (code) => code <= 4351 || (code >= 8192 && code <= 8205) || (code >= 8208 && code <= 8223) || (code >= 8242 && code <= 8247);
  const length = (words, where) => {
    if (where !== "x") return [...words].length;
    const links = words.match(/https?:\/\/\S+/g) || [];
    const rest = words.replace(/https?:\/\/\S+/g, "");
    return links.length * 23 + [...rest].reduce((sum, sign) => sum + (once(sign.codePointAt(0)) ? 1 : 2), 0);
  };
  const tell = () => {
    const n = length(text.value.trim(), channel.value), most = limits[channel.value];
    const words = !most ? said.dataset.free : n > most ? said.dataset.over : said.dataset.of;
    const number = (value) => value.toLocaleString("en-US");
    said.textContent = words.replace("{n}", number(n)).replace("{most}", number(most || 0)).replace("{over}", number(n - most));
    said.classList.toggle("note", Boolean(most && n > most));
    said.classList.toggle("bad", Boolean(most && n > most));
    said.hidden = false;
  };
  text.addEventListener("input", tell);
  channel.addEventListener("change", tell);
  tell();
})();

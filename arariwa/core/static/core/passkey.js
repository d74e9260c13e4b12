// Says on the page when a passkey could not be read; the library alone would say it to nobody.
document.addEventListener("allauth.error", () => {
  const said = document.getElementById("passkey-error");
  if (said) {
    said.hidden = false;
  }
});

// Keeps what is being written, a moment after the last key. Without this file the button does it.
(() => {
  for (const button of document.querySelectorAll("[data-draft]")) {
    const form = button.form;
    const said = form.querySelector("[data-kept]");
    let timer;
    const keep = () =>
      fetch(button.formAction, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual", keepalive: true })
        .then(() => (said.textContent = said.dataset.kept), () => {});
    form.addEventListener("input", () => {
      clearTimeout(timer);
      said.textContent = "";
      timer = setTimeout(keep, 2000);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  }
})();

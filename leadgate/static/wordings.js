// The look at a page or a letter follows what is typed; without this script each of its buttons shows it when pressed.
(() => {
  const form = document.getElementById("words-form");
  const look = document.querySelector("[data-look]");
  const PAUSE = 400;
  let timer, looks = 0, pressed = look.querySelector("[data-shown][aria-pressed=true]") ?? look.querySelector("[data-shown]");

  const newest = () => look.querySelector("iframe:last-of-type");

  // A new frame, whose first page is no step to go back by; the old one stays to be seen until that has come.
  const fresh = () => {
    const frame = newest().cloneNode();
    frame.removeAttribute("src");
    frame.name = `look-${++looks}`; // a frame keeps the name it came with, whatever is said of it later
    frame.classList.add("coming");
    newest().after(frame);
    frame.addEventListener("load", () => {
      while (frame.previousElementSibling?.tagName === "IFRAME") frame.previousElementSibling.remove();
      frame.classList.remove("coming");
    });
    return frame;
  };
  const show = () => {
    clearTimeout(timer);
    pressed.formTarget = fresh().name;
    form.requestSubmit(pressed);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  look.addEventListener("click", (event) => {
    const { width, shown } = event.target.dataset;
    if (width) {
      for (const one of look.querySelectorAll("[data-width]")) one.ariaPressed = String(one === event.target);
      look.classList.toggle("wide", width > 500);
      newest().width = width;
    }
    if (shown === undefined) return;
    event.preventDefault();
    for (const one of look.querySelectorAll("[data-shown]")) one.ariaPressed = String(one === event.target);
    pressed = event.target;
    show();
  });
  for (const one of look.querySelectorAll("[data-width]")) one.hidden = false;
})();

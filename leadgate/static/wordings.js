// The look at a page or a letter follows what is typed; without this script each of its buttons shows it when pressed.
(() => {
  const form = document.getElementById("words-form");
  const look = document.querySelector("[data-look]");
  const PAUSE = 400;
  let timer, pressed = look.querySelector("[data-shown][aria-pressed=true]") ?? look.querySelector("[data-shown]");

  // A new frame, whose first page is no step to go back by; the old one stays to be seen until that has come.
  const fresh = () => {
    const old = look.querySelector("iframe[name]");
    const frame = old.cloneNode();
    frame.removeAttribute("src");
    frame.classList.add("coming");
    old.removeAttribute("name");
    old.after(frame);
    frame.addEventListener("load", () => {
      frame.classList.remove("coming");
      for (const one of look.querySelectorAll("iframe:not([name])")) one.remove();
    });
    return frame;
  };
  const show = () => {
    clearTimeout(timer);
    fresh();
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
      look.querySelector("iframe[name]").width = width;
    }
    if (shown === undefined) return;
    event.preventDefault();
    for (const one of look.querySelectorAll("[data-shown]")) one.ariaPressed = String(one === event.target);
    pressed = event.target;
    show();
  });
  for (const one of look.querySelectorAll("[data-width]")) one.hidden = false;
})();

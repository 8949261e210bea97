// The preview of the brand follows what is typed; without this script “Show it first” shows the same.
const form = document.querySelector("form[data-brand]");
const previews = document.querySelectorAll("figure.preview");
// A field of colours takes #rrggbb only; what a style sheet has mixed is read from a point painted with it.
const painted = (colour) => {
  const point = new OffscreenCanvas(1, 1).getContext("2d");
  point.fillStyle = colour;
  point.fillRect(0, 0, 1, 1);
  return `#${[...point.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part.toString(16).padStart(2, "0")).join("")}`;
};
const follow = ({ target }) => {
  const { accent, own_dark: ownDark, accent_dark: dark, public_name: name } = form.elements;
  if (ownDark && target === dark) ownDark.checked = true;
  for (const preview of previews) {
    if (accent) preview.style.setProperty("--accent", accent.value);
    if (ownDark?.checked && dark) preview.style.setProperty("--accent-dark", dark.value);
    else preview.style.setProperty("--accent-dark", "initial");
    const shown = preview.querySelector("[data-name]");
    if (shown) shown.textContent = name.value || name.placeholder;
  }
  const press = document.querySelector("figure.preview.dark .press");
  if (dark && press && !ownDark?.checked) dark.value = painted(getComputedStyle(press).backgroundColor);
};
form?.addEventListener("input", follow);

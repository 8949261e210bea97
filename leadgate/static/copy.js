/* A button that copies what stands in the field before it; without this the field is there to copy from. */
for (const button of document.querySelectorAll("button[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copies);
    await navigator.clipboard.writeText(field.value);
    field.select();
    button.textContent = button.dataset.done;
  });
}

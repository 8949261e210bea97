/* Solves the form's proof of work while the person types. Without it the form takes a little longer, that is all. */
(async () => {
  const field = document.querySelector("input[name=altcha][data-challenge]");
  if (!field || !window.crypto || !crypto.subtle) return;
  const task = JSON.parse(field.dataset.challenge);
  const encoder = new TextEncoder();
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const salt = task.salt.endsWith("&") ? task.salt : task.salt + "&";
  for (let number = 0; number <= task.maxnumber; number++) {
    if (hex(await crypto.subtle.digest("SHA-256", encoder.encode(salt + number))) !== task.challenge) continue;
    const { algorithm, challenge, signature } = task;
    field.value = btoa(JSON.stringify({ algorithm, challenge, number, salt: task.salt, signature }));
    return;
  }
})();

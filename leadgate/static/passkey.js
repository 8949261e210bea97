/* Passkeys: a press asks the authenticator with what the server says, and sends its answer with the form around it. */
(() => {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const read = (options) => {
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const known of [...(options.allowCredentials || []), ...(options.excludeCredentials || [])]) {
      known.id = bytes(known.id);
    }
    return options;
  };
  const written = ({ id, rawId, type, response }) => {
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const said = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
    return JSON.stringify({ id, rawId: text(rawId), type, response: Object.fromEntries(said) });
  };
  for (const button of document.querySelectorAll("button[data-passkey]")) {
    const form = button.form;
    const failed = form.querySelector("[data-passkey-failed]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (button.dataset.passkey === "create" && !form.reportValidity()) return;
      button.disabled = true;
      failed.hidden = true;
      try {
        const answer = await fetch(button.dataset.options, { headers: { Accept: "application/json" } });
        const publicKey = read(await answer.json());
        const credential = await navigator.credentials[button.dataset.passkey]({ publicKey });
        form.querySelector("[data-passkey-answer]").value = written(credential);
        HTMLFormElement.prototype.submit.call(form);
      } catch {
        /* Called off, timed out, or no passkey of this site on the device: the browser says no more than that. */
        failed.hidden = false;
        button.disabled = false;
      }
    });
  }
})();

// A file on its way in parts: it goes on from where it was cut, also after the page was loaded anew. Without this file it
// is sent with the form.
const AssetUpload = (() => {
  const PART = 3_500_000;
  const AGAIN = 2000;
  const wait = (time) => new Promise((go) => setTimeout(go, time));
  const name_of = (file) => `upload ${file.name} ${file.size} ${file.lastModified}`;

  const post = (url, fields, going) =>
    new Promise((answered, cut) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      request.responseType = "json";
      request.upload.onprogress = (event) => going?.(event.loaded);
      request.onload = () => answered({ status: request.status, said: request.response ?? {} });
      request.onerror = cut;
      request.open("POST", url);
      request.send(body);
    });
  const asked = async (url) => {
    const answer = await fetch(url, { redirect: "manual" });
    return answer.ok ? answer.json() : undefined;
  };

  // The id of the file once it is whole; what is wrong with it is thrown.
  const send = async (file, { url, token, going, cut }) => {
    const known = localStorage.getItem(name_of(file));
    let state = known ? await asked(url + known).catch(() => undefined) : undefined;
    if (!state) {
      const { status, said } = await post(url, { name: file.name, size: file.size, csrf_token: token() });
      if (status !== 200) throw said.refusal || "";
      state = said;
      localStorage.setItem(name_of(file), state.id);
    }
    while (!state.whole) {
      const at = state.received;
      going(at / file.size);
      const part = file.slice(at, at + PART);
      try {
        const { status, said } = await post(url + state.id, { at, part, csrf_token: token() }, (sent) => going(Math.min(1, (at + sent) / file.size)));
        if (status === 200) state = said;
        else if (status === 409) state = (await asked(url + state.id)) ?? state;
        else if (status < 500) {
          localStorage.removeItem(name_of(file));
          throw said.refusal || "";
        } else throw new TypeError();
      } catch (trouble) {
        if (typeof trouble === "string") throw trouble;
        cut();
        await wait(AGAIN);
        state = (await asked(url + state.id).catch(() => undefined)) ?? state;
      }
    }
    going(1);
    localStorage.removeItem(name_of(file));
    return state.id;
  };
  return { send };
})();

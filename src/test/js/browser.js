// A person's browser without scripts: keeps cookies, follows redirects as far as the provider, fills in forms.

const REDIRECTS = 10;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export class Browser {
  #cookies = new Map();
  #provider;

  constructor(provider) {
    this.#provider = new URL(provider);
  }

  /** Visits an address and follows redirects within the provider; gives the page or the address elsewhere. */
  async visit(address) {
    return this.#follow(new URL(address, this.#provider), { method: "GET" });
  }

  /** Presses the button with this id, after filling in these inputs. */
  async press(page, button, inputs = {}) {
    const form = formOf(page, button);
    return this.#follow(new URL(form.action || page.address, page.address), {
      method: "POST",
      headers: { Origin: this.#provider.origin, "Sec-Fetch-Site": "same-origin" },
      body: new URLSearchParams({ ...form.fields, ...inputs }),
    });
  }

  async #follow(address, request) {
    let answer = await this.#send(address, request);
    for (let redirects = 0; answer.status === 303; redirects++) {
      if (redirects === REDIRECTS) throw new Error(`redirects without end at ${address}`);
      address = new URL(answer.headers.get("location"), address);
      if (address.origin !== this.#provider.origin) return { name: "elsewhere", address };
      answer = await this.#send(address, { method: "GET" });
    }
    const body = await answer.text();
    return { name: /<body[^>]*\sdata-page="([^"]*)"/.exec(body)?.[1], address, status: answer.status, body };
  }

  async #send(address, request) {
    const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(address, {
      ...request,
      redirect: "manual",
      headers: { Accept: "text/html", "Accept-Language": "en", ...(cookies && { Cookie: cookies }), ...request.headers },
    });
    answer.headers.getSetCookie().forEach((line) => this.#keep(line));
    return answer;
  }

  #keep(line) {
    const [pair, ...attributes] = line.split(";").map((part) => part.trim());
    const [name, value] = split(pair);
    if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) {
      this.#cookies.delete(name);
    } else {
      this.#cookies.set(name, value);
    }
  }
}

/** The form of the button with this id, or the only form of the page: its action, and the fields that it sends. */
export function formOf(page, button) {
  const open = [];
  for (const tag of tags(page.body)) {
    if (tag.name === "form") open.push({ action: tag.attributes.action, fields: {}, buttons: [] });
    const form = open.at(-1);
    if (tag.name === "input" && form && sent(tag.attributes)) {
      form.fields[tag.attributes.name] = tag.attributes.value ?? "";
    }
    if (tag.name === "button" && form) form.buttons.push(tag.attributes);
  }
  const form = open.find((candidate) => !button || candidate.buttons.some(({ id }) => id === button));
  if (!form) throw new Error(`no ${button ?? "form"} on ${page.name ?? page.status}: ${page.body}`);
  const pressed = form.buttons.find(({ id }) => id === button);
  if (pressed?.name) form.fields[pressed.name] = pressed.value ?? "";
  return { action: pressed?.formaction ?? form.action, fields: form.fields };
}

/** Whether an input that nobody touched is sent with its form. */
function sent({ name, type, checked }) {
  return name && (!["checkbox", "radio"].includes(type) || checked !== undefined);
}

function* tags(html) {
  for (const [, name, attributes] of html.matchAll(/<([a-z]+)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/g)) {
    yield {
      name,
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, key, value]) => [key, decode(value ?? "")]),
      ),
    };
  }
}

function decode(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal));
  });
}

function split(pair) {
  const at = pair.indexOf("=");
  return [pair.slice(0, at), pair.slice(at + 1)];
}

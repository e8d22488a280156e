// The two phones: what is typed goes to the line, what the line writes arrives by itself.
const phones = new Map();
const link = document.getElementById("link");
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

function phoneFrom(section) {
  const phone = {
    address: section.dataset.phone,
    channel: section.dataset.channel,
    from: section.dataset.from,
    screen: section.querySelector(".screen"),
    keys: section.querySelector(".keys"),
    form: section.querySelector("form"),
    field: section.querySelector("textarea"),
    bubbles: new Map(),
  };
  phone.form.addEventListener("submit", (event) => {
    event.preventDefault();
    text(phone, phone.field.value);
  });
  phone.field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      phone.form.requestSubmit();
    }
  });
  phone.field.addEventListener("focus", () => { current = phone; });
  return phone;
}

async function text(phone, words) {
  if (!words.trim()) return;
  phone.field.value = "";
  phone.field.focus();
  const body = JSON.stringify({ from: phone.from, channel: phone.channel, text: words });
  try {
    const answer = await fetch("/v1/simulator/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("-") },
      body,
    });
    if (!answer.ok) throw new Error((await answer.json()).detail);
    say("");
  } catch (error) {
    if (!phone.field.value) phone.field.value = words;
    say(`That text did not go. ${error.message || "Is the line running?"}`);
  }
}

function say(words) {
  if (link.textContent !== words) link.textContent = words;
}

function show(phone, message) {
  phone.screen.querySelector(".hint")?.remove();
  const known = phone.bubbles.get(message.id);
  const bubble = known ?? document.createElement("div");
  bubble.className = ["bubble", message.mine && "mine", message.lost && "lost", !known && "new"].filter(Boolean).join(" ");
  bubble.replaceChildren();
  const who = document.createElement("span");
  who.className = "unseen";
  who.textContent = message.mine ? "You: " : "Lightline: ";
  const foot = document.createElement("small");
  const time = document.createElement("time");
  time.dateTime = message.at;
  time.textContent = clock.format(new Date(message.at));
  foot.append(time, message.note ? ` ${message.note}` : "");
  bubble.append(who, message.text, foot);
  if (!known) {
    phone.bubbles.set(message.id, bubble);
    phone.screen.append(bubble);
    phone.screen.scrollTop = phone.screen.scrollHeight;
    if (!message.mine && !message.lost && phone.keys) offer(phone, message.rows);
  }
}

function offer(phone, rows) {
  const hadFocus = phone.keys.contains(document.activeElement);
  phone.keys.replaceChildren(...rows.map((row) => {
    const line = document.createElement("div");
    line.append(...row.map((words) => {
      const key = document.createElement("button");
      key.type = "button";
      key.textContent = words;
      key.addEventListener("click", () => text(phone, words));
      return key;
    }));
    return line;
  }));
  phone.keys.hidden = rows.length === 0;
  phone.screen.scrollTop = phone.screen.scrollHeight;
  if (hadFocus) phone.field.focus();
}

for (const section of document.querySelectorAll("[data-phone]")) {
  const phone = phoneFrom(section);
  phones.set(phone.address, phone);
}
let current = phones.values().next().value;

for (const chip of document.querySelectorAll("[data-try]")) {
  chip.addEventListener("click", () => {
    current.field.value = chip.dataset.try;
    current.field.focus();
  });
}

const asked = [...phones.keys()].map((address) => `phone=${encodeURIComponent(address)}`).join("&");
const source = new EventSource(`/phone/live?${asked}`);
source.addEventListener("message", (event) => {
  const message = JSON.parse(event.data);
  show(phones.get(message.phone), message);
});
source.addEventListener("open", () => { say(""); document.body.dataset.live = "yes"; });
source.addEventListener("error", () => { say("Lost touch with the line. Trying again..."); document.body.dataset.live = "no"; });

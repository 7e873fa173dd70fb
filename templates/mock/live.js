// The list of what came in, by server-sent events.
import { coloured, cut, h, isJSON, method, plural, pretty, size, status, took } from "./dom.js";

const most = 500;

/** Live shows exchanges as they come in; opened is called when the operation of one is opened. */
export class Live {
	constructor(opened) {
		this.opened = opened;
		this.list = document.getElementById("exchanges");
		this.state = document.getElementById("state");
		this.filter = document.getElementById("refused");
		this.waiting = new Map(); // mark of a request of this page -> who wants to know of it
		this.coming = [];
		this.last = "";
		this.filter.addEventListener("change", () => this.list.classList.toggle("only-refused", this.filter.checked));
		document.addEventListener("visibilitychange", () => (document.hidden ? this.close() : this.connect()));
		this.connect();
	}

	// A browser has few connections to a server: a page that nobody sees gives its own back.
	close() {
		this.source?.close();
		this.source = null;
	}

	connect() {
		this.close();
		this.source = new EventSource("events" + (this.last ? `?after=${encodeURIComponent(this.last)}` : ""));
		const state = (text, on) => {
			this.state.textContent = text;
			this.state.classList.toggle("on", on);
		};
		this.source.onopen = () => state("live", true);
		this.source.onerror = () => state("not connected", false);
		this.source.addEventListener("run", (event) => {
			if (this.run && this.run !== event.data) this.list.replaceChildren(); // another server is here now
			this.run = event.data;
		});
		this.source.onmessage = (event) => {
			this.last = event.lastEventId;
			const line = JSON.parse(event.data);
			this.waiting.get(line.mark)?.(line);
			this.waiting.delete(line.mark);
			if (this.coming.push(line) === 1) setTimeout(() => this.draw(), 30);
		};
	}

	/** verdict returns what is said of a request that this page has sent; null when nothing is. */
	verdict(mark) {
		return new Promise((resolve) => {
			this.waiting.set(mark, resolve);
			setTimeout(() => { this.waiting.delete(mark); resolve(null); }, 5000);
		});
	}

	draw() {
		const lines = this.coming.splice(0).slice(-most);
		this.list.prepend(...lines.reverse().map((line) => this.row(line)));
		while (this.list.childElementCount > most) this.list.lastElementChild.remove();
		document.getElementById("quiet").hidden = this.list.childElementCount > 0;
		document.getElementById("count").textContent = this.list.childElementCount;
	}

	row(line) {
		const wrong = line.refused || line.wrong > 0;
		const more = h("div", { class: "more", hidden: true });
		const button = h("button", { type: "button", class: "exchange", "aria-expanded": "false", onclick: () => this.toggle(line, button, more) },
			h("span", { class: "first" }, status(line.status), method(line.method), h("span", { class: "path" }, h("bdi", null, cut(line.url, 300)))),
			h("span", { class: "second" }, verdict(line), h("span", { class: "when" }, new Date(line.time).toLocaleTimeString(), " · ", took(line.took))));
		return h("li", { class: wrong ? "wrong" : "right", "data-number": line.number }, button, more);
	}

	async toggle(line, button, more) {
		more.hidden = !more.hidden;
		button.setAttribute("aria-expanded", String(!more.hidden));
		if (more.hidden || more.childElementCount > 0) return;
		const x = await exchange(line.number);
		more.replaceChildren(...(x ? this.details(x) : [h("p", { class: "empty" }, "This exchange is no longer remembered.")]));
	}

	details(x) {
		return [
			x.operation ? h("p", null, h("a", { href: `#${x.operation}`, onclick: this.opened }, cut(x.id, 100)))
				: h("p", { class: "empty" }, "No operation is for this request."),
			x.detail && !x.violations?.length ? h("p", { class: "bad" }, x.detail) : null,
			violations(x.violations), violations(x.objections, "answer"),
			h("h3", null, "Request"), h("p", { class: "url" }, h("bdi", null, x.url)), headers(x.header), body(x.body, x.header),
			h("h3", null, "Answer"), headers(x.answerHeader), body(x.answerBody, x.answerHeader),
		].filter(Boolean);
	}
}

/** exchange asks for all that is known of an exchange; null when that is forgotten. */
export async function exchange(number) {
	const resp = await fetch(`exchange?number=${number}`);
	return resp.ok ? resp.json() : null;
}

/** verdict says in a few words what the document has against an exchange. */
export function verdict(x) {
	const out = [];
	if (x.refused) out.push(h("span", { class: "verdict bad" }, x.wrong > 0 ? `refused: ${plural(x.wrong, "violation")}` : "refused"));
	else if (x.wrong > 0) out.push(h("span", { class: "verdict warn" }, `answered in spite of ${plural(x.wrong, "violation")}`));
	else out.push(h("span", { class: "verdict good" }, "request allowed"));
	if (x.answerWrong > 0) out.push(h("span", { class: "verdict warn" }, `answer: ${plural(x.answerWrong, "objection")}`));
	return h("span", { class: "verdicts" }, out);
}

/** violations lists what is wrong, each with its place; nothing for nothing. */
export function violations(list, of) {
	if (!list?.length) return null;
	return h("ul", { class: "violations" }, list.slice(0, 100).map((v) => {
		const place = [of, v.in, (v.name ?? "") + (v.pointer ?? "")].filter(Boolean).join(" ");
		return h("li", null, place ? h("code", null, cut(place, 300)) : null, " ", cut(v.message, 1000));
	}));
}

/** headers lists headers. */
export function headers(list) {
	return h("dl", { class: "headers" }, list.map(({ name, value }) => h("div", null, h("dt", null, name), h("dd", null, h("bdi", null, cut(value, 2000))))));
}

function body(b, header) {
	if (b.size === 0) return null;
	if (b.binary) return h("p", { class: "empty" }, `${size(b.size)} that are no text`);
	const type = header.find((f) => f.name === "Content-Type")?.value;
	const json = isJSON(type);
	const text = json ? pretty(b.text) : b.text;
	return h("div", { class: "code" }, h("pre", { tabindex: "0", role: "region", "aria-label": "Body" }, coloured(text, json ? "json" : "")),
		b.cut ? h("p", { class: "empty" }, `the first ${size(new TextEncoder().encode(b.text).length)} of ${size(b.size)}`) : null);
}

// One operation: what it is, how it is called, and a form that sends it.
import { copyable, cut, h, isJSON, method, plural, pretty, show, size, status, took } from "./dom.js";
import { exchange, headers, verdict, violations } from "./live.js";
import { curl, request, send, text } from "./send.js";

let unique = 0;

/** Operation shows an operation in the main part of the page. */
export class Operation {
	constructor(op, detail, live) {
		Object.assign(this, { op, detail, live });
		this.values = detail.values.map((v) => ({ ...v }));
		this.body = detail.body[0] && (detail.must || detail.body.length > 0) ? { ...detail.body[0] } : null;
		this.prefer = { code: "", example: "", dynamic: false };
		this.accept = "";
		this.answer = h("section", { class: "answer", "aria-label": "Answer", "aria-live": "polite" });
		this.curl = h("div");
		this.element = h("article", { class: "operation", "data-key": op.key }, this.head(), this.calls(), this.form(), this.answer, this.documented());
		this.change();
	}

	head() {
		const { op, detail } = this;
		const doc = show(detail.doc.trim());
		const long = doc.length > 400 || doc.split("\n").length > 6;
		return h("header", null,
			h("h1", null, method(op.method), " ", h("bdi", { class: "path" }, cut(op.path, 2000))),
			h("p", { class: "names" }, h("code", null, cut(`client.${op.call}`, 200)), h("span", null, h("bdi", null, cut(op.id, 200))),
				op.deprecated ? h("span", { class: "verdict warn" }, "deprecated") : null),
			!doc ? null : long ? h("details", { class: "doc" }, h("summary", null, h("bdi", null, cut(doc.split("\n")[0], 300))), h("p", null, h("bdi", null, cut(doc, 50000))))
				: h("p", { class: "doc" }, h("bdi", null, doc)));
	}

	/** calls shows the operation as code: in Go, and as a command. */
	calls() {
		const block = (text) => (text ? copyable(`${text}\n`, "go", "Go") : h("p", { class: "empty" }, "There is no Go to show."));
		return tabs("Code", [
			{ name: "Go", content: block(this.detail.go) },
			{ name: "Go client", content: block(this.op.api.client) },
			{ name: "curl", content: this.curl },
		]);
	}

	form() {
		const rows = (values) => values.map((v) => this.row(v));
		const places = [["path", "Path"], ["query", "Query"], ["header", "Headers"], ["cookie", "Cookies"]];
		this.button = h("button", { type: "submit", class: "primary", "aria-keyshortcuts": "s" }, "Send", h("kbd", { "aria-hidden": "true" }, "s"));
		return h("form", { class: "request", "aria-label": "Request", onsubmit: (event) => { event.preventDefault(); this.send(); } },
			h("h2", null, "Request"),
			places.map(([place, title]) => {
				const values = this.values.filter((v) => v.in === place);
				return values.length ? h("fieldset", null, h("legend", null, title), rows(values)) : null;
			}),
			this.body ? this.bodyField() : null,
			h("fieldset", { class: "wanted" }, h("legend", null, "Answer"), this.wanted()),
			h("div", { class: "send" }, this.button, h("button", { type: "button", class: "quiet stop", hidden: true, onclick: () => this.abort?.abort() }, "Stop")));
	}

	/** row is the field of one value, which is sent while it is checked. */
	row(v) {
		const id = `value-${++unique}`;
		const input = v.choices?.length ? h("input", { id, value: v.value, list: `${id}-choices`, spellcheck: "false", autocomplete: "off" })
			: h("input", { id, value: v.value, spellcheck: "false", autocomplete: "off" });
		const on = h("input", { type: "checkbox", checked: v.on, disabled: v.required && v.in === "path", "aria-label": `send ${show(v.name)}` });
		input.addEventListener("input", () => {
			v.value = input.value;
			if (!v.on) v.on = on.checked = true;
			this.change();
		});
		on.addEventListener("change", () => { v.on = on.checked; this.change(); });
		const doc = (v.doc ?? "").trim();
		return h("div", { class: "value" }, on,
			h("label", { for: id }, h("bdi", null, cut(v.name, 100)), v.required ? h("span", { class: "must", title: "must be there" }, "*") : null,
				h("small", null, cut(v.type ?? "", 40))),
			input, v.choices?.length ? h("datalist", { id: `${id}-choices` }, v.choices.slice(0, 200).map((c) => h("option", { value: c }))) : null,
			doc ? h("small", { class: "about", title: cut(doc, 2000) }, h("bdi", null, cut(doc, 200))) : null);
	}

	bodyField() {
		const id = `body-${++unique}`;
		const area = h("textarea", { id, value: this.body.text, spellcheck: "false", rows: Math.min(18, Math.max(3, this.body.text.split("\n").length)) });
		area.addEventListener("input", () => { this.body.text = area.value; this.change(); });
		const on = h("input", { type: "checkbox", checked: true, disabled: this.detail.must, "aria-label": "send a body" });
		const type = choice("Media type of the body", this.detail.body.map((b) => [b.type, b.type]), (_, i) => {
			Object.assign(this.body, this.detail.body[i]);
			area.value = this.body.text;
			this.change();
		});
		on.addEventListener("change", () => { this.noBody = !on.checked; area.disabled = this.noBody; this.change(); });
		return h("fieldset", { class: "body" }, h("legend", null, "Body"), h("div", { class: "kind" }, on, type),
			h("label", { class: "unseen", for: id }, "Body"), area);
	}

	/** wanted are the choices that a Prefer header makes, and Accept. */
	wanted() {
		const { answers } = this.detail;
		const examples = h("span");
		const types = h("span");
		const change = () => {
			const answer = answers.find((a) => String(a.status) === this.prefer.code) ?? answers.find((a) => a.status === this.detail.success) ?? answers[0];
			const names = [...new Set((answer?.contents ?? []).flatMap((c) => c.examples))];
			this.prefer.example = "";
			this.accept = "";
			examples.replaceChildren(...names.length ? [choice("Example", [["", "any example"], ...names.map((n) => [n, n])],
				(value) => { this.prefer.example = value; this.change(); })] : []);
			types.replaceChildren(...(answer?.contents.length ?? 0) > 1 ? [choice("Media type of the answer", [["", "any type"], ...answer.contents.map((c) => [c.type, c.type])],
				(value) => { this.accept = value; this.change(); })] : []);
			this.change();
		};
		const code = choice("Status", [["", "success"], ...answers.map((a) => [String(a.status), a.key === String(a.status) ? a.key : `${a.key} (${a.status})`])],
			(value) => { this.prefer.code = value; change(); });
		const dynamic = h("input", { type: "checkbox" });
		dynamic.addEventListener("change", () => { this.prefer.dynamic = dynamic.checked; this.change(); });
		queueMicrotask(change);
		return h("div", { class: "choices" }, code, examples, types, h("label", { class: "check" }, dynamic, " new values each time"));
	}

	request() {
		const { code, example, dynamic } = this.prefer;
		const named = /^[\x20-\x7e]*$/.test(example) ? example : "";
		return request({
			method: this.op.method, base: this.op.api.path, path: this.detail.path, accept: this.accept,
			values: this.values.filter((v) => v.on), body: this.noBody ? null : this.body,
			prefer: [code && `code=${code}`, named && `example="${named.replace(/["\\]/g, "\\$&")}"`, dynamic && "dynamic=true"].filter(Boolean).join(", "),
		});
	}

	/** change brings the command up to date with the form. */
	change() {
		this.curl.replaceChildren(copyable(curl(this.request()), "shell", "curl command"));
	}

	/** send sends what the form holds, and shows the answer as it comes. */
	async send() {
		this.abort?.abort();
		const abort = this.abort = new AbortController();
		const stop = this.element.querySelector(".stop");
		const mark = crypto.randomUUID?.().slice(0, 13) ?? String(Math.random());
		const told = this.live.verdict(mark);
		stop.hidden = false;
		this.button.setAttribute("aria-busy", "true");
		let answer;
		try {
			answer = await send(this.request(), mark, abort.signal, (part) => this.show(part));
		} catch (error) {
			if (this.abort === abort) this.failed(abort.signal.aborted ? "stopped" : `there is no answer: ${error.message}`);
		}
		if (this.abort !== abort) return;
		stop.hidden = true;
		this.button.removeAttribute("aria-busy");
		const line = await told;
		if (this.abort !== abort) return;
		await this.judged(line, answer);
		this.answer.scrollIntoView({ block: "nearest" });
	}

	show(answer) {
		if (answer.redirected) return;
		const type = answer.headers.find(([name]) => name === "content-type")?.[1] ?? "";
		const body = text(answer.data);
		const json = isJSON(type);
		this.verdict = h("div", { class: "judged" });
		this.answer.replaceChildren(h("h2", null, "Answer"),
			h("p", { class: "facts" }, status(answer.status), h("span", null, took(answer.took)), h("span", null, size(answer.data.length) + (answer.more ? " and more" : "")),
				h("span", null, cut(type, 100))), this.verdict,
			h("details", null, h("summary", null, plural(answer.headers.length, "header")), headers(answer.headers.map(([name, value]) => ({ name, value })))),
			body === null ? h("p", { class: "empty" }, "The body is no text.") : body ? copyable(json ? pretty(body) : body, json ? "json" : "", "Body of the answer") : h("p", { class: "empty" }, "There is no body."));
	}

	failed(why) {
		this.verdict = h("div", { class: "judged" });
		this.answer.replaceChildren(h("h2", null, "Answer"), h("p", { class: "bad" }, why), this.verdict);
	}

	/** judged adds what the document has against the request and the answer. */
	async judged(line, answer) {
		const x = line && (line.wrong || line.answerWrong || line.refused || answer?.redirected) ? await exchange(line.number) : null;
		if (answer?.redirected && x) { // which a browser keeps to itself
			const found = x.answerHeader.map(({ name, value }) => [name.toLowerCase(), value]);
			this.show({ status: x.status, took: x.took, headers: found, data: new TextEncoder().encode(x.answerBody.text) });
		}
		if (!line) {
			this.verdict?.replaceChildren(h("span", { class: "verdict" }, "no verdict: the live list is not connected"));
			return;
		}
		this.verdict?.replaceChildren(...[verdict(line), x?.detail && !x.violations?.length ? h("p", { class: "bad" }, x.detail) : null,
			violations(x?.violations), violations(x?.objections, "answer")].filter(Boolean));
	}

	/** documented shows the answers that the document has. */
	documented() {
		const { answers } = this.detail;
		if (!answers.length) return null;
		const first = Math.max(0, answers.findIndex((a) => a.status === this.detail.success));
		return h("section", { class: "documented", "aria-label": "Answers of the document" }, h("h2", null, "Answers of the document"),
			tabs("Answers", answers.map((a) => ({
				name: a.key, kind: `s${Math.floor(a.status / 100)}`,
				content: h("div", null, a.doc ? h("p", { class: "doc" }, h("bdi", null, cut(a.doc, 1000))) : null,
					a.contents.length ? a.contents.map((c) => this.documentedContent(c)) : h("p", { class: "empty" }, "It has no body.")),
			})), first));
	}

	documentedContent(c) {
		return h("div", { class: "content" }, h("p", { class: "names" }, h("code", null, cut(c.type, 100)), c.body.cut ? h("span", null, `the beginning of ${size(c.body.size)}`) : null),
			c.body.binary ? h("p", { class: "empty" }, `${size(c.body.size)} that are no text`) : copyable(c.body.text, isJSON(c.type) ? "json" : "", `Example of ${show(cut(c.type, 100))}`));
	}
}

/** choice is a field with a few values; chosen is called with the value and its number. */
function choice(label, values, chosen) {
	const select = h("select", { "aria-label": label }, values.map(([value, shown]) => h("option", { value }, cut(shown, 80))));
	select.addEventListener("change", () => chosen(select.value, select.selectedIndex));
	return select;
}

/** tabs shows one of several things. */
function tabs(label, items, first = 0) {
	const id = `tabs-${++unique}`;
	const pick = (n, focus) => buttons.forEach((button, i) => {
		button.setAttribute("aria-selected", String(i === n));
		button.tabIndex = i === n ? 0 : -1;
		panels[i].hidden = i !== n;
		if (i === n && focus) button.focus();
	});
	const buttons = items.map((item, i) => h("button", { type: "button", role: "tab", id: `${id}-${i}`, class: item.kind, "aria-controls": `${id}-panel-${i}`,
		onclick: () => pick(i), onkeydown: (event) => {
			const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
			if (by) pick((i + by + items.length) % items.length, true);
		} }, cut(item.name, 30)));
	const panels = items.map((item, i) => h("div", { role: "tabpanel", id: `${id}-panel-${i}`, "aria-labelledby": `${id}-${i}` }, item.content));
	pick(first);
	return h("div", { class: "tabs" }, h("div", { role: "tablist", "aria-label": label }, buttons), panels);
}

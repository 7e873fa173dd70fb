// What the other files build the page with. All text comes from documents and from whoever sends
// requests, so it becomes text nodes and values, never markup.

/** h makes an element; attributes that begin with "on" are listeners, what is null is left out. */
export function h(tag, attributes, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes ?? {})) {
		if (value === null || value === undefined || value === false) continue;
		if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
		else if (name === "value" || name === "checked") element[name] = value;
		else element.setAttribute(name, value === true ? "" : value);
	}
	element.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false)
		.map((c) => (c instanceof Node ? c : show(c))));
	return element;
}

// What cannot be seen, or turns the direction of what is beside it; joiners belong to scripts.
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** show makes text safe to look at: what would not be seen is written as an escape. */
export function show(text) {
	return String(text).replace(/\r\n?/g, "\n")
		.replace(hidden, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

/** cut shortens text that is too long to be read. */
export function cut(text, most) {
	return text.length > most ? text.slice(0, most) + "…" : text;
}

/** size writes a number of bytes. */
export function size(n) {
	return n < 1024 ? `${n} B` : n < 1 << 20 ? `${(n / 1024).toFixed(1)} KiB` : `${(n / (1 << 20)).toFixed(1)} MiB`;
}

/** took writes milliseconds. */
export function took(ms) {
	return ms < 10 ? `${ms.toFixed(1)} ms` : ms < 10000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** plural writes how many there are. */
export function plural(n, word) {
	return `${n} ${word}${n === 1 ? "" : "s"}`;
}

/** method is the mark of a request's method. */
export function method(name) {
	const known = ["GET", "POST", "PUT", "PATCH", "DELETE"].includes(name);
	return h("span", { class: `method ${known ? name.toLowerCase() : "other"}` }, cut(name, 10));
}

/** status is the mark of an answer's status. */
export function status(code) {
	return h("span", { class: `status s${Math.floor(code / 100)}` }, code === 0 ? "cut" : code);
}

/** copyable is a block of code with a button that copies it. */
export function copyable(text, language, label) {
	const button = h("button", { type: "button", class: "copy", onclick: async () => {
		try {
			await navigator.clipboard.writeText(text);
			button.textContent = "copied";
		} catch {
			button.textContent = "not allowed";
		}
		setTimeout(() => { button.textContent = "copy"; }, 1500);
	} }, "copy");
	return h("div", { class: "code" }, h("pre", { class: language || null, tabindex: "0", role: "region", "aria-label": label }, coloured(text, language)), button);
}

// The parts of a text that have a colour: strings, numbers and words, by language.
const languages = {
	json: /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\b\d[\d.eE+-]*)|\b(true|false|null)\b/g,
	go: /("(?:[^"\\]|\\.)*"|`[^`]*`)()|(\b\d[\d.]*\b)|\b(for|range|if|return|nil|true|false|err|func)\b/g,
	shell: /('[^']*')()|()(\bcurl\b|(?<=\s)-{1,2}[a-z-]+)/gi,
};
const mostColoured = 200000;

/** coloured returns the nodes of a text in a language. */
export function coloured(text, language) {
	const parts = languages[language];
	if (!parts || text.length > mostColoured) return [show(text)];
	const out = [];
	let at = 0;
	for (const m of text.matchAll(parts)) {
		if (m.index > at) out.push(show(text.slice(at, m.index)));
		const kind = m[1] ? (m[2] ? "key" : "string") : m[3] ? "number" : "word";
		out.push(h("span", { class: kind }, m[1] ?? m[0]), m[2] ?? "");
		at = m.index + m[0].length;
	}
	return [...out, show(text.slice(at))];
}

/** pretty lays JSON out in lines and keeps its numbers digit for digit; what is none stays. */
export function pretty(text) {
	try {
		JSON.parse(text);
	} catch {
		return text;
	}
	let out = "";
	let depth = 0;
	let opened = false; // the token before has opened something
	const line = () => "\n" + "  ".repeat(depth);
	for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+|[{}[\],:]/g)) {
		const closes = token === "}" || token === "]";
		if (closes) depth--;
		if (opened !== closes) out += line();
		out += token === ":" ? ": " : token;
		if (token === ",") out += line();
		opened = token === "{" || token === "[";
		if (opened) depth++;
	}
	return out;
}

/** isJSON reports whether a media type is one of JSON. */
export function isJSON(type) {
	return /^\s*(application|text)\/([^;]*\+)?json\b/i.test(type ?? "");
}

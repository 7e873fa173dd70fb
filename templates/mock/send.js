// A request out of what the form holds: as fetch sends it, and as curl does.
import { show } from "./dom.js";

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// What separates the items of a value stays as it is; of a query, also what net/url takes.
const segment = (text) => encodeURIComponent(text).replace(/%(2C|3B|3D|3A|40|24)/g, decodeURIComponent);
const argument = (text) => encodeURIComponent(text).replace(/%(2C|3A)/g, decodeURIComponent);

/**
 * request puts a request together.
 * @param {{method: string, base: string, path: string, values: {in: string, name: string, value: string}[], accept: string, prefer: string,
 *   body: ?{type: string, text: string}}} form
 */
export function request(form) {
	const of = (place) => form.values.filter((v) => v.in === place);
	const [template, literal] = form.path.replace(/#.*$/s, "").split(/\?(.*)/s);
	const path = template.replace(/\{([^{}]*)\}|[^{}]+|[{}]/g, (text, name) => {
		const value = name === undefined ? undefined : of("path").find((v) => v.name === name);
		return value ? segment(value.value) : name === undefined ? encodeURI(text).replace(/[{}]/g, encodeURIComponent) : segment(text);
	});
	const query = [...(literal ? [literal] : []), ...of("query").map((v) => `${argument(v.name)}=${argument(v.value)}`)].join("&");
	const headers = of("header").filter((v) => token.test(v.name)).map((v) => [v.name, v.value]);
	if (form.accept) headers.push(["Accept", form.accept]);
	if (form.prefer) headers.push(["Prefer", form.prefer]);
	if (form.body) headers.push(["Content-Type", form.body.type]);
	return {
		method: form.method,
		url: location.origin + encodeURI(form.base) + path + (query ? "?" + query : ""),
		headers,
		cookies: of("cookie").filter((v) => token.test(v.name)).map((v) => [v.name, encodeURIComponent(v.value)]),
		body: form.body ? (/^multipart\//i.test(form.body.type) ? form.body.text.replace(/\r?\n/g, "\r\n") : form.body.text) : null,
	};
}

/** curl writes a request as a line for a shell, whatever its texts are. */
export function curl(req) {
	const words = [];
	const plain = req.body === null ? "GET" : "POST";
	words.push(`curl -i${req.method === "HEAD" ? "I" : ""}${req.method === plain || req.method === "HEAD" ? "" : ` -X ${quoted(req.method)}`} ${quoted(req.url)}`);
	for (const [name, value] of req.headers) words.push(`-H ${quoted(`${name}: ${value}`)}`);
	if (req.cookies.length > 0) words.push(`-b ${quoted(req.cookies.map(([n, v]) => `${n}=${v}`).join("; "))}`);
	if (req.body !== null) words.push(`--data-raw ${quoted(req.body)}`);
	return words.join(" \\\n  ");
}

/** quoted is a text as one word of a shell. What cannot be seen is written as an escape. */
function quoted(text) {
	if (/^[A-Za-z0-9_./:@%+=-]+$/.test(text)) return text;
	if (show(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
	const escaped = text.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
	return `$'${show(escaped.replaceAll("\r", "\\r"))}'`;
}

const mostRead = 1 << 20;

/** send sends a request. part is told the body as it comes, as far as it is shown. */
export async function send(req, mark, signal, part) {
	const cookie = (name, rest) => { document.cookie = `${name}=${rest}; path=/; SameSite=Strict`; };
	for (const [name, value] of req.cookies) cookie(name, value);
	const began = performance.now();
	try {
		const headers = new Headers(req.headers);
		headers.set("X-Armsmith-Page", mark);
		const resp = await fetch(req.url, { method: req.method, headers, signal, redirect: "manual", cache: "no-store",
			body: ["GET", "HEAD"].includes(req.method) ? undefined : (req.body ?? undefined) });
		const answer = { status: resp.status, redirected: resp.type === "opaqueredirect", took: performance.now() - began,
			headers: [...resp.headers].sort(), data: new Uint8Array() };
		part(answer);
		for (let reader = resp.body?.getReader(), done = !reader; !done;) {
			const chunk = await reader.read();
			done = chunk.done;
			if (done) break;
			const data = new Uint8Array(answer.data.length + chunk.value.length);
			data.set(answer.data);
			data.set(chunk.value, answer.data.length);
			answer.data = data;
			if (answer.data.length > mostRead) {
				answer.more = true;
				reader.cancel();
				done = true;
			}
			answer.took = performance.now() - began;
			part(answer);
		}
		return answer;
	} finally {
		for (const [name] of req.cookies) cookie(name, "; Max-Age=0");
	}
}

/** text returns what a body says; null for what is no text. */
export function text(data) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(data);
	} catch {
		return null;
	}
}

// The list of operations, with its search.
import { cut, h, method, plural } from "./dom.js";

// Beyond, groups are closed until somebody opens them, and a search shows the first that it finds.
const mostOpen = 150;
const mostFound = 200;

/** List shows operations; open is called with the key of one that is chosen. */
export class List {
	constructor(apis) {
		this.apis = apis;
		this.root = document.getElementById("apis");
		this.search = document.getElementById("search");
		this.found = document.getElementById("found");
		this.current = "";
		this.all = apis.flatMap((api) => api.groups.flatMap((g) => g.operations.map((op) => ({ ...op, api, group: g.name }))));
		this.byKey = new Map(this.all.map((op) => [op.key, op]));
		this.search.addEventListener("input", () => this.draw());
		this.search.addEventListener("keydown", (event) => {
			if (event.key === "Enter") this.rows()[0]?.click();
			if (event.key === "ArrowDown") this.rows()[0]?.focus();
			if (["Enter", "ArrowDown"].includes(event.key)) event.preventDefault();
		});
		this.root.addEventListener("keydown", (event) => {
			const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
			if (by) {
				event.preventDefault();
				this.step(by);
			}
		});
		this.draw();
	}

	/** draw shows what the search finds, or all. */
	draw() {
		const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
		const fits = (op) => words.every((w) => op.text.includes(w));
		if (words.length > 0) {
			for (const op of this.all) op.text ??= `${op.method} ${op.path} ${op.id} ${op.summary} ${op.call} ${op.group}`.toLowerCase();
		}
		const found = words.length ? this.all.filter(fits) : this.all;
		this.found.textContent = words.length ? `${plural(found.length, "operation")} found` : "";
		const open = words.length > 0 || this.all.length <= mostOpen;
		const shown = new Set(words.length ? found.slice(0, mostFound) : found);
		this.root.replaceChildren(...this.apis.map((api) => this.api(api, shown, open)).filter(Boolean));
		if (found.length === 0) this.root.append(h("p", { class: "empty" }, "No operation has these words."));
		if (found.length > shown.size) this.root.append(h("p", { class: "empty" }, `and ${found.length - shown.size} more`));
		this.mark();
	}

	/** api shows a document, or nothing when none of its operations are shown. */
	api(api, shown, open) {
		const groups = new Map();
		for (const op of shown) {
			if (op.api === api) groups.set(op.group, [...(groups.get(op.group) ?? []), op]);
		}
		if (groups.size === 0) return null;
		return h("section", { "aria-label": cut(api.title || api.name, 80) },
			h("h2", null, h("bdi", null, cut(api.title || api.name, 80)), " ", h("small", null, h("bdi", null, cut(api.version, 30)))),
			[...groups].map(([name, ops]) => this.group(name, ops, open)),
			api.leftOut.length > 0 && !this.search.value ? h("p", { class: "left", title: cut(api.leftOut.join("\n"), 2000) },
				`${plural(api.leftOut.length, "operation")} left out, for defects that armsmith inspect prints`) : null);
	}

	/** group shows a group, whose rows are made once it is open. */
	group(name, ops, open) {
		const list = h("ul");
		const fill = () => list.childElementCount || list.append(...ops.map((op) => h("li", null, this.row(op))));
		const details = h("details", { open: open || ops.some((op) => op.key === this.current), ontoggle: fill },
			h("summary", null, h("bdi", null, cut(name || "Client", 60)), h("span", { class: "count" }, ops.length)), list);
		if (details.open) fill();
		return details;
	}

	row(op) {
		return h("a", { href: `#${op.key}`, class: op.deprecated ? "op old" : "op", "data-key": op.key, title: cut(`${op.method} ${op.path}`, 500) },
			method(op.method), h("span", { class: "path" }, h("bdi", null, cut(op.path, 200))),
			op.summary ? h("span", { class: "summary" }, h("bdi", null, cut(op.summary, 120))) : null);
	}

	/** mark says which operation is open. */
	mark() {
		for (const row of this.root.querySelectorAll("a.op")) {
			if (row.dataset.key === this.current) row.setAttribute("aria-current", "page");
			else row.removeAttribute("aria-current");
		}
	}

	open(key) {
		this.current = key;
		this.mark();
	}

	rows() {
		return [...this.root.querySelectorAll("details[open] a.op")];
	}

	/** step moves to the next row, or the one before. */
	step(by) {
		const rows = this.rows();
		let at = rows.indexOf(document.activeElement);
		if (at < 0) {
			const current = rows.findIndex((row) => row.dataset.key === this.current);
			at = current < 0 && by < 0 ? rows.length : current;
		}
		if (at + by < 0) this.search.focus();
		else rows[Math.min(at + by, rows.length - 1)]?.focus();
	}
}

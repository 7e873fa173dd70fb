// The page of a mock server: the list of operations, the one that is open, and what comes in.
import { cut, h, plural } from "./dom.js";
import { List } from "./list.js";
import { Live } from "./live.js";
import { Operation } from "./operation.js";

const main = document.getElementById("main");
const help = document.getElementById("help");
let open = null; // the operation that is shown
let wanted = ""; // its key, as soon as it is asked for

/** view shows a part of the page where there is room for one. */
function view(name) {
	document.body.dataset.view = name;
	for (const button of document.querySelectorAll(".views button")) button.setAttribute("aria-pressed", String(button.dataset.to === name));
}

async function show(key) {
	const op = list.byKey.get(key);
	if (!op || wanted === key) return; // what is in its form stays
	wanted = key;
	list.open(key);
	const resp = await fetch(`operation?key=${encodeURIComponent(key)}`);
	if (wanted !== key) return; // another one has been asked for
	if (!resp.ok) {
		wanted = "";
		main.replaceChildren(h("p", { class: "empty" }, await resp.text()));
		return;
	}
	open?.abort?.abort();
	open = new Operation(op, await resp.json(), live);
	main.replaceChildren(open.element);
	main.scrollTop = 0;
	document.title = cut(`${op.method} ${op.path}`, 80) + " · armsmith mock";
}

function follow() {
	const key = location.hash.slice(1);
	if (list.byKey.has(key)) {
		view("main");
		show(key);
		return;
	}
	if (list.all.length > 0) show(list.all[0].key);
}

const keys = {
	"/": () => { view("list"); list.search.focus(); list.search.select(); },
	"?": () => help.showModal(),
	j: () => { view("list"); list.step(1); },
	k: () => { view("list"); list.step(-1); },
	s: () => { view("main"); open?.send(); },
};

document.addEventListener("keydown", (event) => {
	const field = event.target.closest?.("input, textarea, select");
	const typed = field && !["checkbox", "radio"].includes(field.type);
	if (event.key === "Escape" && typed) field.blur();
	if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key === "s" || typed || help.open || !Object.hasOwn(keys, event.key)) return;
	event.preventDefault();
	keys[event.key]();
});
document.getElementById("help-open").addEventListener("click", keys["?"]);
for (const button of document.querySelectorAll(".views button")) button.addEventListener("click", () => view(button.dataset.to));
window.addEventListener("hashchange", follow);

const apis = await (await fetch("apis")).json();
const list = new List(apis);
const live = new Live(() => view("main"));
document.getElementById("served").textContent =
	apis.length === 1 ? location.origin + apis[0].path : `${plural(apis.length, "API")} at ${location.origin}`;
follow();

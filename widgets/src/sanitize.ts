/**
 * HTML made by our Markdown renderer, let through a list of what may pass.
 *
 * The renderer never passes raw HTML on, so this is a second lock: a bug there, or a notebook
 * edited by hand, still cannot bring a script, a form, a style or a request into the page.
 * Values are filled in as text, after parsing: no drawn value can become markup.
 */
const HTML = `a abbr b blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4
h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th
thead tr u ul var`;
const MATHML = `math menclose mfrac mi mn mo mover mpadded mphantom mroot mrow ms mspace msqrt mstyle
msub msubsup msup mtable mtd mtext mtr munder munderover semantics`;
const DROPPED = `annotation annotation-xml button embed form iframe input noscript object option script
select style svg template textarea title video`;
const ATTRIBUTES = `accent accentunder align alt class colspan columnalign columnlines columnspacing
columnspan depth display displaystyle fence form height lang largeop linethickness lspace mathsize
mathvariant maxsize minsize movablelimits notation rowalign rowlines rowspacing rowspan rspace scope
scriptlevel separator start stretchy symmetric title voffset width`;

const words = (list: string) => new Set(list.split(/\s+/));
const allowedHtml = words(HTML);
const allowedMath = words(MATHML);
const dropped = words(DROPPED);
const allowedAttributes = words(ATTRIBUTES);
const MATH = "http://www.w3.org/1998/Math/MathML";
const filledAttributes = new Set(["alt", "title"]);

/** What to make of a text between tags: fill its slots, and put it into the reader's script. */
export type Fill = (text: string) => string;

/** Return the safe part of an HTML text as nodes of this document. */
export function sanitize(html: string, fill: Fill = (text) => text): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  copyChildren(parsed.body, fragment, fill);
  return fragment;
}

function copyChildren(from: Node, to: Node, fill: Fill): void {
  for (const child of Array.from(from.childNodes)) {
    if (child.nodeType === Node.TEXT_NODE)
      to.appendChild(document.createTextNode(fill(child.nodeValue ?? "")));
    else if (child.nodeType === Node.ELEMENT_NODE) copyElement(child as Element, to, fill);
  }
}

function copyElement(from: Element, to: Node, fill: Fill): void {
  const name = from.localName;
  const isMath = from.namespaceURI === MATH;
  if (dropped.has(name)) return;
  if (!(isMath ? allowedMath : allowedHtml).has(name)) {
    copyChildren(from, to, fill);
    return;
  }
  const element = isMath ? document.createElementNS(MATH, name) : document.createElement(name);
  for (const { name: attribute, value } of Array.from(from.attributes)) {
    const safe = safeAttribute(name, attribute, value);
    if (safe !== null)
      element.setAttribute(attribute, filledAttributes.has(attribute) ? fill(safe) : safe);
  }
  if (name === "a") element.setAttribute("rel", "noopener noreferrer");
  copyChildren(from, element, fill);
  to.appendChild(isWide(name, element) ? scroller(element) : element);
}

function safeAttribute(tag: string, name: string, value: string): string | null {
  if (tag === "img" && name === "src")
    return /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i.test(value) ? value : null;
  if (tag === "a" && name === "href") return safeLink(value);
  if (name === "class") return value.startsWith("cw-") ? null : value;
  return allowedAttributes.has(name) ? value : null;
}

/** Links go to https, or stay on this site; a control character cannot hide another scheme. */
function safeLink(value: string): string | null {
  const link = value.trim();
  if (link.includes("\\") || [...link].some((character) => character < " ")) return null;
  const scheme = /^([^/?#]*?):/.exec(link);
  return scheme
    ? scheme[1]?.toLowerCase() === "https"
      ? link
      : null
    : link.startsWith("//")
      ? null
      : link;
}

function isWide(name: string, element: Element): boolean {
  return (
    name === "table" ||
    name === "pre" ||
    (name === "math" && element.getAttribute("display") === "block")
  );
}

/** What may be wider than a phone scrolls by itself; the page never does. */
function scroller(element: Element): HTMLElement {
  const box = document.createElement("div");
  box.className = "cw-scroll";
  box.append(element);
  return box;
}

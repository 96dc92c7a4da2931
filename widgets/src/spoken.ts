/**
 * What is read out for a text with formulas. Browsers leave MathML out when they compute the name
 * or the description of a control: an option that is a fraction would have no name at all.
 */
export function spoken(node: Node): string {
  return read(node).replace(/\s+/g, " ").trim();
}

function read(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? "";
  if (!(node instanceof Element)) return inner(node);
  const [first, second, third] = Array.from(node.children, grouped);
  switch (node.localName) {
    case "img":
      return ` ${node.getAttribute("alt") ?? ""} `;
    case "mfrac":
      return ` ${first}/${second} `;
    case "msup":
      return `${first}^${second} `;
    case "msub":
      return `${first}_${second} `;
    case "msubsup":
      return `${first}_${second}^${third} `;
    case "msqrt":
      return ` √(${inner(node)}) `;
    case "mroot":
      return ` √[${second}](${first}) `;
    case "mo":
      return ` ${inner(node)} `;
    case "p":
    case "li":
    case "td":
    case "th":
    case "br":
    case "math":
      return ` ${inner(node)} `;
    default:
      return inner(node);
  }
}

const inner = (node: Node): string => Array.from(node.childNodes, read).join("");

/** Put brackets around what is more than one number or letter. */
function grouped(element: Element): string {
  const text = spoken(element);
  return /^[\p{L}\p{N}.,\u202f]*$/u.test(text) ? text : `(${text})`;
}

"""From what was typed to tokens: letters folded, LaTeX undressed, words told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from courseware.algebra.words import (
    APPLIED,
    CONJUNCTIONS,
    CONSTANTS,
    FUNCTIONS,
    GREEK,
    LATEX_ONLY,
    LOOKALIKES,
    ONLY_CALLED,
    RELATIONS,
)
from courseware.errors import AlgebraError

LONGEST: Final = 1000
"""Characters of a formula."""
LONGEST_WORD: Final = 60
"""Letters that may stand together."""


class Lexicon(NamedTuple):
    """The names that a formula may use. `names` empty: every letter is a variable.

    `closed` refuses other names. `log` is the base of `log` without one: "e" or "10".
    """

    names: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    closed: bool = False
    log: str = "e"


class Token(NamedTuple):
    """`sort` is number, name, constant, function, word, relation, command, sign or end.

    `spaced` tells of a space before it.
    """

    sort: str
    text: str
    spaced: bool = False


_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣ", "0123456789+-()nix", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₖₙₘₚₜᵢⱼ", "0123456789aeoxknmptij", strict=True))
_PLAIN = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("·×•∗∙⋅✕✖∘", "*"),
    **dict.fromkeys("÷∕⁄:∶", "/"),
    **dict.fromkeys("∣❘｜", "|"),
    **dict.fromkeys("′’ʼ´`‘ʹ", "'"),
    "∅": "{}",
    "″": "''",
    "⟨": "(",
    "⟩": ")",
    "№": "#",
    "，": ",",
    "；": ";",
    "∛": " cbrt ",
}
_DRESS: Final = (
    (
        re.compile(r"\\(?:mathrm|text|operatorname\*?|mathit|mathbf|mathsf|mbox) *\{([^{}]*)\}"),
        r" \1 ",
    ),
    (
        re.compile(
            r"\\(?:left|right|bigl?|bigr|Bigl?|Bigr|displaystyle|limits|quad|qquad)(?![a-z])"
        ),
        " ",
    ),
    (re.compile(r"\\(?:[,;:!> ()\[\]]|mathrm|rm)|\$|~"), " "),
    (re.compile(r"\\[dtc]?frac *([0-9]) *([0-9])"), r"\\frac{\1}{\2}"),
    (re.compile(r"\^ *\{? *\\circ *\}?|\\degree(?![a-z])"), "°"),
    (re.compile(r"\\[lr]?[vV]ert(?![a-z])|\\mid(?![a-z])"), "|"),
    (re.compile(r"\\(?:cdot|times|ast)(?![a-z])"), "*"),
    (re.compile(r"\\div(?![a-z])"), "/"),
    (re.compile(r"\\pm(?![a-z])|#pm#|\+/-"), "±"),
    (re.compile(r"\\mp(?![a-z])"), "∓"),
    (re.compile(r"\\(?:infty)(?![a-z])"), " inf "),
    (re.compile(r"\\(?:emptyset|varnothing)(?![a-z])"), "{}"),
    (re.compile(r"(?<![0-9)\]}])%(?=[A-Za-z])|(?<![A-Za-z0-9_)'])'(?=[A-Za-z])"), ""),
)
_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4}(?![A-Za-z0-9.]))?)"
    r"|(?P<word>[A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ]+[0-9]*)"
    r"|\\(?P<command>[A-Za-z]+|[{}])"
    r"|(?P<sign>\*\*|==|<=|=<|>=|=>|!=(?!=)|<>|&&|.)"
)
_SUBSCRIPT = re.compile(
    r"_(?:\{ *([A-Za-z0-9,+-]{1,20}) *\}|([0-9]+|[A-Za-z]+[0-9]*))|\[([0-9]{1,4})\]"
)
_UNDRESSED = str.maketrans("", "", "_[]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_GROUPED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of a formula; raises `AlgebraError` for a sign that has no meaning."""
    if len(text) > LONGEST:
        raise AlgebraError("too_long", count=LONGEST)
    plain = fold(text)
    if len(plain) > 2 * LONGEST:  # what folding writes out, a ligature, may be long
        raise AlgebraError("too_long", count=LONGEST)
    return [*_tokens(plain, lexicon), Token("end", "")]


def fold(text: str) -> str:
    """Write a formula with ASCII signs, Greek letters kept, nothing invisible, no LaTeX dress."""
    written: list[str] = []
    raised = ""
    for letter in text.replace(":=", "≔"):
        is_raised = letter in _SUPERSCRIPTS
        if is_raised != bool(raised):
            written.append("^(" if is_raised else ")")
        raised = letter if is_raised else ""
        plain = _SUPERSCRIPTS[letter] if is_raised else _folded(letter)
        if len(plain) > 1 and plain[0] == "(" and written and written[-1].isdigit():
            plain = f" {plain[1:-1]}"  # a fraction after its whole part: 1½
        written.append(plain)
    if raised:
        written.append(")")
    found = "".join(written).replace("^()", "")
    for pattern, other in _DRESS:
        found = pattern.sub(other, found)
    return _GROUPED.sub(lambda group: group[0].replace(" ", ""), found)


def _folded(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    if letter in _SUBSCRIPTS:
        return f"_{_SUBSCRIPTS[letter]}"
    category = unicodedata.category(letter)
    if category in {"Cc", "Zs", "Zl", "Zp"}:
        return " "
    if category in {"Cf", "Cs", "Co", "Mn"}:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    plain = unicodedata.normalize("NFKC", letter)
    if "\u2044" in plain:
        return f"({plain.replace(chr(0x2044), '/')})"
    return GREEK.get(plain, plain) if len(plain) == 1 else plain


def _tokens(text: str, lexicon: Lexicon) -> Iterator[Token]:
    at = 0
    spaced = False
    while at < len(text):
        if text[at] == " ":
            at, spaced = at + 1, True
            continue
        match = _TOKEN.match(text, at)
        if not match:
            raise AlgebraError("sign", text=text[at])
        at = match.end()
        sort = match.lastgroup or ""
        found = match[sort]
        if sort == "word":
            words = list(_words(found, text[at : at + 1] == "(", lexicon))
            words[0] = words[0]._replace(spaced=spaced)
            last = words[-1]
            if last.sort == "name":
                name, at = _subscripted(last.text, text, at)
                words[-1] = last._replace(text=_known_spelling(name, lexicon))
            yield from words
        elif sort == "command":
            yield _command(found, spaced=spaced)
        else:
            yield _sign(found, sort, spaced=spaced)
        spaced = False


def _sign(found: str, sort: str, *, spaced: bool) -> Token:
    if sort == "number":
        return Token("number", found, spaced)
    if found == "**":
        return Token("sign", "^", spaced)
    if found in RELATIONS:
        return Token("relation", RELATIONS[found], spaced)
    if found in CONJUNCTIONS:
        return Token("word", CONJUNCTIONS[found], spaced)
    if found in CONSTANTS:
        return Token("constant", CONSTANTS[found], spaced)
    if found in FUNCTIONS:
        return Token("function", FUNCTIONS[found], spaced)
    return Token("sign", found, spaced)


def _command(name: str, *, spaced: bool) -> Token:
    if name in "{}":
        return Token("sign", f"\\{name}", spaced)
    if name in {"dfrac", "tfrac", "cfrac", "frac"}:
        return Token("command", "frac", spaced)
    if name in {"sqrt", "binom"}:
        return Token("command", name, spaced)
    for table, sort in (
        (RELATIONS, "relation"),
        (CONJUNCTIONS, "word"),
        (CONSTANTS, "constant"),
        (FUNCTIONS, "function"),
        (GREEK, "name"),
    ):
        if name in table:
            return Token(sort, table[name], spaced)
    raise AlgebraError("sign", text=f"\\{name}")


def _subscripted(name: str, text: str, at: int) -> tuple[str, int]:
    """Add what stands below the line, and primes, to a name."""
    below = ""
    index = ""
    while match := _SUBSCRIPT.match(text, at):
        if match[3]:
            index += f"[{match[3]}]"
        else:
            below += match[1] or match[2]
        at = match.end()
    primes = 0
    while text[at : at + 1] == "'":
        primes, at = primes + 1, at + 1
    return name + (f"_{below}" if below else "") + index + "'" * primes, at


def _known_spelling(name: str, lexicon: Lexicon) -> str:
    """Return the declared spelling of a name: x1 is x_1 where only that was declared."""
    if not lexicon.closed or name in lexicon.names:
        return name
    bare = name.translate(_UNDRESSED)
    matching = (known for known in sorted(lexicon.names) if known.translate(_UNDRESSED) == bare)
    return next(matching, name)


def _words(word: str, is_called: bool, lexicon: Lexicon) -> Iterator[Token]:  # noqa: FBT001
    """Tell what a run of letters means: one word, or several that stand together."""
    letters = word.rstrip("0123456789")
    digits = word[len(letters) :]
    if len(letters) > LONGEST_WORD:
        raise AlgebraError("unknown_word", name=letters[:20])
    if word in lexicon.names:
        yield Token("name", word)
        return
    if word in CONJUNCTIONS and word not in LATEX_ONLY:
        yield Token("word", CONJUNCTIONS[word])
        return
    if _CYRILLIC.search(letters) and all(
        letter in LOOKALIKES or not _CYRILLIC.match(letter) for letter in letters
    ):
        letters = "".join(LOOKALIKES.get(letter, letter) for letter in letters)
    whole = _one(letters, digits, lexicon, is_called=is_called)
    yield from whole or _split(letters, digits, lexicon, is_called=is_called)


def _one(letters: str, digits: str, lexicon: Lexicon, *, is_called: bool) -> list[Token]:
    """Return the tokens of a run that is one word, with a number after it perhaps."""
    if letters + digits in lexicon.names:
        return [Token("name", letters + digits)]
    number = [Token("number", digits)] if digits else []
    if digits and letters + digits in FUNCTIONS:
        return [Token("function", FUNCTIONS[letters + digits])]
    called = is_called and not digits
    if letters in lexicon.functions and called:
        return [Token("function", letters)]
    if letters in lexicon.names:
        return [Token("name", letters + digits)]
    spelling = _function(letters, lexicon, is_called=called)
    if spelling:
        return [Token("function", spelling), *number]
    if letters in {"e", "i"} and not digits:
        return [Token("constant", letters)]
    if letters in {"Pi", "PI"} or letters in CONSTANTS:
        constant = CONSTANTS.get(letters, "pi")
        return [Token("word" if constant in {"true", "false"} else "constant", constant), *number]
    if letters in GREEK and (len(letters) == 1 or not _spelt(letters, lexicon)):
        return [Token("name", GREEK[letters] + digits)]
    if len(letters) == 1:
        is_applied = letters in APPLIED and called and not lexicon.closed
        return [Token("function" if is_applied else "name", letters + digits)]
    return []


def _function(letters: str, lexicon: Lexicon, *, is_called: bool) -> str:
    """Return the function that a word names, "" for none."""
    lower = letters.lower()
    if lower not in FUNCTIONS or len(letters) < 2:
        return ""
    if lower in ONLY_CALLED and (not is_called or _spelt(letters, lexicon)):
        return ""
    return "" if letters in GREEK and not is_called else FUNCTIONS[lower]


def _spelt(word: str, lexicon: Lexicon) -> bool:
    """Whether a word that names something is rather a product of known letters."""
    known = lexicon.names
    if not known or word in known or GREEK.get(word) in known:
        return False
    return all(letter in known or letter in "ei" for letter in word)


def _split(letters: str, digits: str, lexicon: Lexicon, *, is_called: bool) -> Iterator[Token]:
    """Read letters that stand together as a product: the longest word that is known first."""
    found = list(_pieces(letters, digits, lexicon, is_called=is_called))
    strange = not all(letter in lexicon.names for letter in letters)
    if strange and is_called and len(letters) >= 3 and found[-1].sort != "function":
        raise AlgebraError("unknown_word", name=letters[:20])
    lone = "".join("1" if piece.sort == "name" and len(piece.text) == 1 else " " for piece in found)
    if strange and max(map(len, lone.split()), default=0) >= 4:
        raise AlgebraError("unknown_word", name=letters[:20])
    yield from found


def _pieces(letters: str, digits: str, lexicon: Lexicon, *, is_called: bool) -> Iterator[Token]:
    at = 0
    while at < len(letters):
        for end in range(len(letters), at, -1):
            piece = letters[at:end]
            last = end == len(letters)
            if at and piece.lower() in ONLY_CALLED and piece not in lexicon.names:
                continue
            found = _one(piece, digits if last else "", lexicon, is_called=is_called and last)
            if found:
                yield from found
                at = end
                break
        else:  # a letter of no alphabet that is known here
            raise AlgebraError("sign", text=letters[at])

"""Write what the browser takes from here: `python -m courseware.text._generate`.

The catalogue without Uzbek in Cyrillic, which the browser derives as Python does,
and the loans that deriving needs. Each language stands in one piece, a line for
each key: that is smallest on the wire. A page loads the languages of its course;
the sentences of a rarer kind come with its chunk, in all languages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from courseware.text.catalogue import SECTIONS_OF_BROWSER, SECTIONS_OF_CHUNKS, keys, sentences
from courseware.text.plurals import FORMS
from courseware.text.transliteration import LOANS

FOLDER: Final = Path(__file__).parents[2] / "widgets" / "src" / "text"

_COMMAND = "by `python -m courseware.text._generate`."
_WRITTEN = ("uz", "ru", "en")
_LANGUAGES = (*_WRITTEN, "uz-Cyrl")


def modules() -> dict[str, str]:
    """Return the TypeScript modules by file name, from `FOLDER`."""
    return {
        "catalogue.generated.ts": f"{_banner()}export const KEYS = `{_lines(_core())}`;\n",
        "loans.generated.ts": _loans(),
        **{f"../chunks/{name}.sentences.generated.ts": _language(name) for name in _WRITTEN},
        **{f"../chunks/{name}.sentences.generated.ts": _chunk(name) for name in SECTIONS_OF_CHUNKS},
    }


def _core() -> list[str]:
    """Return the keys that every page needs, in the order of each language's sentences."""
    return _keys(SECTIONS_OF_BROWSER)


def _keys(sections: Collection[str]) -> list[str]:
    return sorted(key for key in keys() if key.split(".")[0] in sections)


def _language(name: str) -> str:
    """Return one language's sentences; with Uzbek come those that deriving gets wrong."""
    languages = ("uz", "uz-Cyrl") if name == "uz" else (name,)
    return f"{_banner()}export const SENTENCES = {{\n{_tables(_core(), languages)}}};\n"


def _chunk(name: str) -> str:
    """Return the keys and sentences that come with one chunk."""
    own = _keys((name,))
    listed = f"  keys: `{_lines(own)}`,\n"
    return f"{_banner()}export const SENTENCES = {{\n{listed}{_tables(own, _LANGUAGES)}}};\n"


def _banner() -> str:
    return f"// Generated from courseware/text/catalogue/*.toml {_COMMAND}\n\n"


def _tables(shipped: Iterable[str], languages: Iterable[str]) -> str:
    """Return the sentences by language, a line each; the forms of a plural are parted by |."""
    shipped = list(shipped)
    tables = "".join(
        f'    "{language}": `{_lines(_sentence(key, language) for key in shipped)}`,\n'
        for language in languages
    )
    return f"  tables: {{\n{tables}  }},\n"


def _sentence(key: str, language: str) -> str:
    text = sentences(key).get(language, "")
    return text if isinstance(text, str) else "|".join(text[form] for form in FORMS[language])


def _lines(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")


def _loans() -> str:
    return (
        f"// Generated from courseware/text/transliteration.py {_COMMAND}\n\n"
        f'export const LOANS =\n  "{LOANS}";\n'
    )


if __name__ == "__main__":
    for name, text in modules().items():
        (FOLDER / name).write_text(text, encoding="utf-8")

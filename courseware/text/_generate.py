"""Write what the browser takes from here: `python -m courseware.text._generate`.

The catalogue without Uzbek in Cyrillic, which the browser derives as Python does,
and the loans that deriving needs. Each language stands in one piece, a line for
each key: that is smallest on the wire.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from courseware.text.catalogue import SECTIONS_OF_BROWSER, keys, sentences
from courseware.text.plurals import FORMS
from courseware.text.transliteration import LOANS

FOLDER: Final = Path(__file__).parents[2] / "widgets" / "src" / "text"

_COMMAND = "by `python -m courseware.text._generate`."
_LANGUAGES = ("uz", "ru", "en", "uz-Cyrl")


def modules() -> dict[str, str]:
    """Return the TypeScript modules by file name."""
    return {"catalogue.generated.ts": _catalogue(), "loans.generated.ts": _loans()}


def _catalogue() -> str:
    """Return the keys, and by language their sentences; the forms of a plural are parted by |."""
    shipped = sorted(key for key in keys() if key.split(".")[0] in SECTIONS_OF_BROWSER)
    tables = "".join(
        f'  "{language}": `{_lines(_sentence(key, language) for key in shipped)}`,\n'
        for language in _LANGUAGES
    )
    return (
        f"// Generated from courseware/text/catalogue/*.toml {_COMMAND}\n\n"
        f"export const KEYS = `{_lines(shipped)}`;\n\n"
        f"export const SENTENCES: Readonly<Record<string, string>> = {{\n{tables}}};\n"
    )


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

"""Write the browser's part of the catalogue: `python -m courseware.text._generate`.

The browser derives Uzbek in Cyrillic by the rules alone: the text is written out
only where that is not enough.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from courseware.text.catalogue import SECTIONS_OF_BROWSER, Sentence, in_languages, keys
from courseware.text.transliteration import to_cyrillic

TARGET = Path(__file__).parents[2] / "widgets" / "src" / "text" / "catalogue.generated.ts"

_HEAD = """\
// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const CATALOGUE = {
"""


def module() -> str:
    """Return the TypeScript module, one key on a line."""
    lines = [
        f"  {json.dumps(key)}: {json.dumps(_shipped(key), ensure_ascii=False)},\n"
        for key in sorted(keys())
        if key.split(".")[0] in SECTIONS_OF_BROWSER
    ]
    return _HEAD + "".join(lines) + "};\n"


def _shipped(key: str) -> Sentence:
    texts = in_languages(key)
    if texts["uz-Cyrl"] != _derived_in_browser(texts["uz"]):
        return texts
    return {language: text for language, text in texts.items() if language != "uz-Cyrl"}


def _derived_in_browser(latin: str | dict[str, str]) -> str | dict[str, str]:
    if isinstance(latin, dict):
        return {form: _by_rule(text) for form, text in latin.items()}
    return _by_rule(latin)


def _by_rule(latin: str) -> str:
    return "".join(
        part if place % 2 else to_cyrillic(part, knows_loans=False)
        for place, part in enumerate(re.split(r"(\{\w+\})", latin))
    )


if __name__ == "__main__":
    TARGET.write_text(module(), encoding="utf-8")

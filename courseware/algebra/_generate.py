"""Write the words of formulas for the browser: `python -m courseware.algebra._generate`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from courseware.algebra import words

TARGET: Final = (
    Path(__file__).parents[2] / "widgets" / "src" / "kinds" / "formula" / "words.generated.ts"
)

_COMMAND = "by `python -m courseware.algebra._generate`."
_TABLES = ("FUNCTIONS", "CONSTANTS", "GREEK", "CONJUNCTIONS", "RELATIONS", "LOOKALIKES")
_LISTS = ("MANY", "ONLY_CALLED", "LATEX_ONLY", "APPLIED")


def module() -> str:
    """Return the TypeScript module: tables as lines, a name and its spellings; lists as words."""
    tables = [f"export const {name} = `{_lines(getattr(words, name))}`;\n" for name in _TABLES]
    lists = [
        f'export const {name} =\n  "{" ".join(sorted(getattr(words, name)))}";\n' for name in _LISTS
    ]
    return "\n".join(
        [f"// Generated from courseware/algebra/words.py {_COMMAND}\n", *tables, *lists]
    )


def _lines(table: dict[str, str]) -> str:
    """Return the names with their spellings, a line each; a name spells itself."""
    names = dict.fromkeys(table.values())
    lines = (
        " ".join([name, *(word for word, meant in table.items() if meant == name != word)])
        for name in names
    )
    return "\n".join(lines).replace("\\", "\\\\").replace("`", "\\`")


if __name__ == "__main__":
    TARGET.write_text(module(), "utf-8")

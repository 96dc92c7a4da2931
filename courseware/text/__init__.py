"""Languages, transliteration, folding, numbers and the catalogue of sentences.

Everything that a learner types is read here, and everything that they are told
comes from here. No other module of courseware is imported. Formulas and Markdown
are in `courseware.text.prose`, which is imported by those who need it: it is heavy.

**A sentence for learners or teachers** is a table in `catalogue/<section>.toml`,
named by its key, and said by `say("widget.points", language, count=3)`:

    [widget.points]
    uz = "{count} ball"
    ru = { one = "{count} балл", few = "{count} балла", many = "{count} баллов", other = "{count} балла" }
    en = { one = "{count} point", other = "{count} points" }

To add one, write the table into the file of its section, in alphabetical order or
beside its kin, with the same `{parameters}` in uz (Latin, with U+02BB in oʻ and gʻ
and U+02BC for tutuq belgisi), ru and en. uz-Cyrl is derived; write it only where the
rule goes wrong. A new section is a new file. The sections `widget`, `marking` and
`number` go to the browser, and those of `SECTIONS_OF_CHUNKS` with the chunk of their
name: after a change to them run `python -m courseware.text._generate`.
A test finds keys that nobody says, keys that are said but missing, and languages
that lack a parameter or a plural form.
"""  # noqa: E501 - one line of TOML

from courseware.text.catalogue import keys, say
from courseware.text.folding import IGNORED, Aspect, Lookalike, fold, like, lookalikes, same
from courseware.text.languages import LANGUAGES, Language, Texts, available, choose
from courseware.text.number_format import format_number, magnitude
from courseware.text.numbers import NumberProblem, ParsedNumber, parse_number
from courseware.text.transliteration import to_cyrillic, to_latin

__all__ = [
    "IGNORED",
    "LANGUAGES",
    "Aspect",
    "Language",
    "Lookalike",
    "NumberProblem",
    "ParsedNumber",
    "Texts",
    "available",
    "choose",
    "fold",
    "format_number",
    "keys",
    "like",
    "lookalikes",
    "magnitude",
    "parse_number",
    "same",
    "say",
    "to_cyrillic",
    "to_latin",
]

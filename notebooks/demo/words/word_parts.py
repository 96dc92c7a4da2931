"""The sounds and syllables of an Uzbek word: a box for every sound, a bow under every syllable.

`word_parts("uz")` shows a field for the word, the picture and a sentence. The picture is
an `<img>` with a text of its own; the sentence below says the same in words.
"""

# ruff: noqa: INP001 - stands beside its notebook, not in a package

from __future__ import annotations

import base64
import re
from html import escape

import ipywidgets as widgets

TEXTS = {
    "uz": {
        "word": "Soʻz",
        "alt": "Soʻzning tovushlari va boʻgʻinlari; quyida soʻz bilan aytilgan.",
        "none": "Oʻzbekcha soʻz yozing, masalan: kitob.",
        "summary": "{word}: boʻgʻinlar {syllables} ({count} ta); tovushlar {sounds} ta, "
        "unlilar: {vowels}.",
    },
    "ru": {
        "word": "Слово",
        "alt": "Звуки и слоги слова; словами сказано ниже.",
        "none": "Напишите узбекское слово, например: kitob.",
        "summary": "{word}: слоги {syllables} (всего {count}); звуков {sounds}, гласные: {vowels}.",
    },
    "en": {
        "word": "Word",
        "alt": "The sounds and syllables of the word; told in words below.",
        "none": "Type an Uzbek word, for example: kitob.",
        "summary": "{word}: syllables {syllables} ({count}); sounds {sounds}, vowels: {vowels}.",
    },
}
LONGEST = 24
VOWELS = frozenset({"a", "e", "i", "o", "u", "oʻ"})
_SOUND = re.compile(r"oʻ|gʻ|sh|ch|ng|[a-z]", re.IGNORECASE)
_STRAY = re.compile(r"[^a-zʻʼ]", re.IGNORECASE)
_SIDE, _GAP = 34, 8


def word_parts(language: str) -> widgets.VBox:
    """Show the field, the picture and the sentence in the given language."""
    said = TEXTS[language]
    field = widgets.Text(value="oʻqituvchi", description=said["word"])
    field.style.description_width = "initial"
    field.layout = widgets.Layout(width="auto", max_width="36rem")
    picture, summary = widgets.HTML(), widgets.HTML()

    def show(_change: object = None) -> None:
        found = syllables(cleaned(field.value))
        picture.value = image(draw(found), said["alt"]) if found else ""
        summary.value = f'<p role="status">{escape(describe(found, language))}</p>'

    field.observe(show, names="value")
    show()
    return widgets.VBox([field, picture, summary])


def cleaned(typed: str) -> str:
    """Return the letters of what was typed, every apostrophe as the alphabet has it."""
    word = re.sub("[ʻʼ'‘’`´]", "ʼ", typed[: 4 * LONGEST].strip())
    word = re.sub("(?<=[oOgG])ʼ", "ʻ", word)
    return _STRAY.sub("", word)[:LONGEST]


def sounds(word: str) -> list[str]:
    """Cut a word into its sounds: oʻ, gʻ, sh, ch and ng are one each; a tutuq joins the one before.

    Where ng is two sounds, as in “tongi”, only a reader can know.
    """
    found: list[str] = []
    end = 0
    for sound in _SOUND.finditer(word):
        if found:
            found[-1] += word[end : sound.start()]
        found.append(sound[0])
        end = sound.end()
    if found:
        found[-1] += word[end:]
    return found


def is_vowel(sound: str) -> bool:
    """Tell whether a sound is a vowel, with a tutuq after it or without."""
    return sound.rstrip("ʼ").lower() in VOWELS


def syllables(word: str) -> list[list[str]]:
    """Cut a word into syllables: one vowel each, the last consonant before a vowel goes with it."""
    parts: list[list[str]] = [[]]
    read = sounds(word)
    for at, sound in enumerate(read):
        begun = any(map(is_vowel, parts[-1]))
        opens = at + 1 < len(read) and is_vowel(read[at + 1])
        # A tutuq closes its syllable: sanʼ-at. Else a consonant opens the one of the next vowel.
        starts = is_vowel(sound) if sound.endswith("ʼ") else is_vowel(sound) or opens
        if begun and starts:
            parts.append([])
        parts[-1].append(sound)
    return [part for part in parts if part]


def describe(parts: list[list[str]], language: str) -> str:
    """Say in words what the picture shows."""
    said = TEXTS[language]
    if not parts:
        return said["none"]
    read = [sound for part in parts for sound in part]
    vowels = [sound.rstrip("ʼ").lower() for sound in read if is_vowel(sound)]
    return said["summary"].format(
        word="".join(read),
        syllables="-".join("".join(part) for part in parts),
        count=len(vowels),
        sounds=len(read),
        vowels=", ".join(vowels) or "–",
    )


def draw(parts: list[list[str]]) -> str:
    """Return an SVG: a box for every sound, round for vowels, a bow under every syllable."""
    shapes: list[str] = []
    x = _GAP
    for part in parts:
        start = x
        for sound in part:
            vowel = is_vowel(sound)
            fill, radius = ("#ffd9a8", _SIDE // 2) if vowel else ("#cfe3f5", 4)
            shapes.append(
                f'<rect x="{x}" y="6" width="{_SIDE}" height="{_SIDE}" rx="{radius}" '
                f'fill="{fill}" stroke="#12385c"/>'
                f'<text x="{x + _SIDE / 2:g}" y="29" text-anchor="middle" font-size="18" '
                f'font-family="DejaVu Sans, sans-serif">{escape(sound)}</text>'
            )
            x += _SIDE + 2
        middle = (start + x - 2) / 2
        shapes.append(
            f'<path d="M{start} 46 Q{middle:g} 62 {x - 2} 46" fill="none" stroke="#b34a00" '
            'stroke-width="2"/>'
        )
        x += _GAP
    body = "".join(shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {x} 60">{body}</svg>'


def image(svg: str, alt: str) -> str:
    """Return an `<img>` that holds the SVG."""
    data = base64.b64encode(svg.encode()).decode()
    style = "width:100%;max-width:30rem;height:auto;background:white"
    return f'<img alt="{alt}" style="{style}" src="data:image/svg+xml;base64,{data}">'

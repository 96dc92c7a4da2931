"""Marking answers in bulk: a line of JSON in, a line of JSON out, in the same order.

    {"exercise": {...}, "key": {...}, "value": "3,5", "lang": "uz"}
    {"state": "right", "score": 1.0, "out_of": 1.0, "feedback": [...], ...}

`exercise` needs nothing but its `kind`; `key` may stand inside it. `confidence`
(1 to 3), `seed` (hexadecimal) and `learner` are optional: the variant is that
of the seed, else the learner's. A line that cannot be marked gives
`{"state": "failed", ..., "error": ...}` and never stops the rest.

Lines come from anywhere: their length, depth and time are bounded.
"""

from __future__ import annotations

import contextlib
import functools
import signal
import threading
from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec

from courseware import kinds, marking
from courseware.decoding import Document
from courseware.errors import DrawError, ExpressionError, InvalidDocument, Violation
from courseware.mark import Mark
from courseware.response import Confidence
from courseware.scheme import Key
from courseware.spec import Exercise
from courseware.text import LANGUAGES, say
from courseware.toml_places import Places
from courseware.variants import Variant

LONGEST: Final = 2_000_000
"""Bytes of a line."""
SECONDS: Final = 5.0
"""For one line."""

_NULL = msgspec.Raw(b"null")
_NUMBER = b"-0123456789"


class Line(msgspec.Struct, frozen=True):
    """One line of input; what is not listed here is passed over."""

    exercise: msgspec.Raw
    key: msgspec.Raw = _NULL
    value: msgspec.Raw = _NULL
    lang: str | None = None
    confidence: Confidence | None = None
    seed: str = ""
    learner: str = ""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One line of output."""

    state: str
    score: float | None = None
    out_of: float | None = None
    feedback: tuple[str, ...] = ()
    understood: str = ""
    explanation: str = ""
    digest: str = ""
    error: str | msgspec.UnsetType = msgspec.UNSET


class Refused(Exception):
    """A line that cannot be marked; the message is for its sender."""


_line = msgspec.json.Decoder(Line)
_said = msgspec.json.Encoder()


def mark_lines(lines: BinaryIO, out: BinaryIO, language: str) -> None:
    """Mark every line of `lines` onto `out`, each written before the next is read.

    `language` is that of messages about lines that name none.
    """
    for line in read_lines(lines):
        out.write(mark_line(line, language))
        out.write(b"\n")
        out.flush()


def read_lines(stream: BinaryIO, longest: int = LONGEST) -> Iterator[bytes | None]:
    """Yield lines without their end; None for one that is too long, which is not kept."""
    while line := stream.readline(longest + 1):
        if len(line) <= longest or line.endswith(b"\n"):
            yield line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(longest)
        yield None


def mark_line(line: bytes | None, language: str = "en") -> bytes:
    """Return the answer to one line, as JSON."""
    try:
        with _deadline(SECONDS):
            if line is None:
                return _failed(say("cli.mark_line_too_long", language, count=LONGEST))
            return encoded(_marked(line, language))
    except Refused as error:
        return _failed(str(error))
    except TimeoutError:
        return _failed(say("cli.mark_too_slow", language))
    except RecursionError:
        return _failed(say("cli.mark_too_deep", language))
    except Exception as error:  # noqa: BLE001 - whatever a line holds, the next one is marked
        detail = f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace").decode()
        return _failed(say("cli.mark_unexpected", language, detail=detail[:200]))


def _marked(line: bytes, language: str) -> Mark:
    try:
        read = _line.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(say("cli.mark_not_a_line", language, detail=str(error))) from None
    wanted = read.lang or language
    if wanted not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise Refused(say("cli.language_unknown", language, language=wanted[:40], known=known))
    exercise, key, variant = _prepared(
        bytes(read.exercise), bytes(read.key), read.seed, read.learner, wanted
    )
    return marking.mark(exercise, key, variant, given(bytes(read.value)), wanted, read.confidence)


def given(raw: bytes) -> object:
    """Return an answer from its JSON; a number as it was typed, with all its figures."""
    if raw[:1] in _NUMBER and raw[:1]:
        return raw.decode()
    value: object = msgspec.json.decode(raw)
    return value


def typed(text: str) -> object:
    """Return an answer from what was typed on a command line: JSON, or just the text."""
    try:
        return given(text.strip().encode())
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return text


def encoded(mark: Mark) -> bytes:
    """Return a mark as one line of JSON."""
    return _said.encode(_from(mark))


@functools.lru_cache(maxsize=256)
def _prepared(
    exercise: bytes, key: bytes, seed: str, learner: str, language: str
) -> tuple[Exercise, Key, Variant]:
    """Decode an exercise and its key and draw the variant, once for lines that agree."""
    public = _table(exercise, "exercise", language)
    inner = public.data.pop("key", None)
    document = Document("key", {}, Places(""))
    try:
        decoded = kinds.decode_exercise(public)
        if key != b"null":
            document = _table(key, "key", language)
        elif isinstance(inner, dict):
            document = Document("key", inner, Places(""))
        scheme = kinds.decode_key(document, decoded)
    except InvalidDocument as error:
        raise Refused(" ".join(_shown(v, language) for v in error.violations)) from None
    return decoded, scheme, drawn(decoded, seed, learner, language)


def drawn(
    exercise: Exercise, seed: str, learner: str, language: str, course_seed: str = ""
) -> Variant:
    """Draw the variant of a seed, else of a learner of a course; raises `Refused`."""
    try:
        bytes.fromhex(seed)
    except ValueError:
        raise Refused(say("cli.mark_seed", language, seed=seed[:64])) from None
    try:
        if seed:
            return marking.redraw(exercise, seed)
        return marking.draw(exercise, course_seed, learner)
    except (DrawError, ExpressionError, ValueError) as error:
        raise Refused(say("cli.mark_no_draw", language, detail=told(error, language))) from None


def told(error: Exception, language: str) -> str:
    """Return why an exercise cannot be drawn, as a sentence."""
    if isinstance(error, ExpressionError):
        detail = error.detail or "-"
        return say(f"check.expression_{error.code}", language, detail=detail, field="-")
    if isinstance(error, DrawError):
        return say("check.reject_impossible", language)
    return say("cli.mark_empty_range", language)


def _table(raw: bytes, name: str, language: str) -> Document:
    try:
        data = msgspec.json.decode(raw)
    except msgspec.DecodeError as error:
        raise Refused(say("cli.mark_not_a_line", language, detail=f"{name}: {error}")) from None
    if not isinstance(data, dict):
        raise Refused(say("cli.mark_not_a_table", language, name=name))
    return Document(name, data, Places(""))


def _shown(violation: Violation, language: str) -> str:
    place = f"{violation.file}.{violation.field}"
    return f"{place}: {violation.problem(language)} {violation.cure(language)}"


def _from(mark: Mark) -> Said:
    return Said(
        state=mark.state,
        score=mark.score,
        out_of=mark.out_of,
        feedback=mark.feedback,
        understood=mark.understood,
        explanation=mark.explanation,
        digest=mark.digest,
    )


def _failed(error: str) -> bytes:
    return _said.encode(Said(state="failed", error=error))


@contextlib.contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise TimeoutError inside the block when it takes longer; where there are signals."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer"):
        yield
        return
    is_over = False

    def late(_signal: int, _frame: object) -> None:
        if not is_over:
            raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    # Again and again: what is raised within a finaliser or a callback of the collector is lost.
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)
    try:
        yield
    finally:
        is_over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

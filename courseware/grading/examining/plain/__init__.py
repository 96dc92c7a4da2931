"""Plain tagged data: the only thing that passes between a learner's code and the tests.

Numbers, text, bytes, containers, dates, numpy's arrays and pandas' tables travel
by value; anything else as a *reference*, a number that only its owner can look
up. No class is named that the other side would import, nothing is unpickled, and
whatever arrives is checked before anything is built of it.

A value is what msgpack has for None, bool, str, float and integers of 64 bits;
everything else is a list that begins with its tag, see `TAGS` in `decode`.
"""

from __future__ import annotations

from courseware.grading.examining.plain.decode import Broken, Decoder
from courseware.grading.examining.plain.encode import Encoder, TooLarge

__all__ = ["Broken", "Decoder", "Encoder", "TooLarge"]

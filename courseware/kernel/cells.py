"""Cells as IPython reads them, without the work that ordinary Python does not need.

Reading a cell for IPython's own syntax takes as long as running it where a lesson's cells
are short.
"""

from __future__ import annotations

import re

from IPython.core.inputtransformer2 import TransformerManager

_SIGNS = re.compile(
    r"""
    \?                                                # help: name?
    | = [\s\\]* [%!]                                  # name = %magic, name = !command
    | (?: ^ | [\n\r] ) [\s\\]* [%!,;/]                # %magic, !command, ,call
    | [\v\f\x1c-\x1e\x85\u2028\u2029]                 # ends a line for some, IPython warns of it
    """,
    re.VERBOSE,
)
"""What there is somewhere in every cell with IPython's own syntax, and in some others."""


class CellTransformers(TransformerManager):  # type: ignore[misc, unused-ignore]
    """IPython's transformers of cells; where none of theirs can apply, nothing is tokenised."""

    def __init__(self) -> None:
        super().__init__()
        self._known = tuple(self.token_transformers)

    def do_token_transforms(self, lines: list[str]) -> list[str]:
        """Return the lines as Python."""
        if tuple(self.token_transformers) == self._known and not _SIGNS.search("".join(lines)):
            return lines
        transformed: list[str] = super().do_token_transforms(lines)
        return transformed


def may_await(source: str) -> bool:
    """Tell whether a cell can be one that awaits: false only where neither keyword is in it."""
    return "await" in source or "async" in source

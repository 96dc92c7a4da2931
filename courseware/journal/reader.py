"""Reading a folder of journal files, whoever filled it."""

from __future__ import annotations

from pathlib import Path

from courseware.journal.chains import Chains
from courseware.journal.files import (
    Folder,
    NotRegularError,
    Piece,
    State,
    lines,
    opened,
    shown,
)
from courseware.journal.readings import DamageKind, Findings, Limits, Reading
from courseware.journal.records import Record, UnknownVersionError, open_line
from courseware.journal.strict_json import Refused

_DEFAULT = Limits()


def read(folder: Path, limits: Limits = _DEFAULT) -> Reading:
    """Read every record of a folder, once each, and say what is wrong with the folder.

    Whatever the folder holds, this neither raises nor goes beyond `limits`, follows no link and
    opens nothing but regular files; a file that grows meanwhile is read as far as it is written.
    A folder that does not exist holds no records and no damage.
    """
    reader = _Reader(limits)
    try:
        with opened(folder) as here:
            reader.read_folder(here)
    except FileNotFoundError:
        pass  # nothing was answered yet
    except OSError as error:
        reader.blame(error, "")
    records = reader.chains.merged(reader.findings)
    return Reading(records=records, damage=tuple(reader.findings.pieces))


class _Reader:
    """What reading a folder has come to so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.total_bytes
        self.findings = Findings(limits.damage)
        self.chains = Chains()

    def read_folder(self, folder: Folder) -> None:
        names, more = folder.names(self.limits.files)
        if more:
            self.too_large("", detail=f"entries beyond {self.limits.files}")
        for name in names:
            if self.left <= 0 or self.chains.size >= self.limits.records:
                self.too_large(shown(name), detail="this file and those before it")
                return
            self.read_file(folder, name)

    def read_file(self, folder: Folder, name: str) -> None:
        try:
            with folder.file(name) as file:
                most = min(self.limits.file_bytes, self.left)
                for piece in lines(file, self.limits.line_bytes, most):
                    self.left -= piece.size
                    if self.chains.size >= self.limits.records:
                        self.too_large(shown(name), piece.line, "records")
                        return
                    self.take(piece, shown(name))
        except FileNotFoundError:
            pass  # a writer took back a file in which nothing was acknowledged
        except OSError as error:
            self.blame(error, shown(name))

    def take(self, piece: Piece, file: str) -> None:
        """Keep the record of a line, or tell what is wrong with it."""
        if piece.state is State.CUT:
            self.too_large(file, piece.line, "bytes")
        elif piece.state is State.LONG:
            self.too_large(file, piece.line, "line", piece.size)
        elif piece.content:  # an editor may leave empty lines
            record = self.record(piece, file)
            if record is not None:
                self.chains.add(record)

    def record(self, piece: Piece, file: str) -> Record | None:
        torn = piece.state is State.TORN
        if torn:  # when the newline alone is missing, the hash says that the record is whole
            self.findings.within(DamageKind.TORN_TAIL, file, piece.line, count=piece.size)
        try:
            return open_line(piece.content, self.limits.depth)
        except UnknownVersionError as error:
            self.findings.within(DamageKind.UNKNOWN_VERSION, file, piece.line, str(error))
        except Refused as error:
            if not torn:
                self.findings.within(DamageKind.DAMAGED_LINE, file, piece.line, str(error))
        return None

    def blame(self, error: OSError, file: str) -> None:
        wrong_sort = isinstance(error, NotRegularError)
        kind = DamageKind.NOT_REGULAR if wrong_sort else DamageKind.UNREADABLE
        self.findings.within(kind, file, detail=error.strerror or str(error))

    def too_large(self, file: str, line: int = 0, detail: str = "", count: int = 0) -> None:
        self.findings.within(DamageKind.TOO_LARGE, file, line, detail, count)

"""The writer within one process: outcomes, threads, and folders that go away."""

from __future__ import annotations

import gc
import queue
import shutil
import threading
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from courseware.journal import Journal, NotSaved, Outcome, Reason, Saved, read, segments, writer


def news(count: int, outcomes: queue.Queue[Outcome]) -> list[Outcome]:
    return [outcomes.get(timeout=20) for _ in range(count)]


def values(folder: Path) -> list[object]:
    return [record.data["i"] for record in read(folder).records]


def test_saved_is_told_when_the_record_can_be_read(folder: Path) -> None:
    journal = Journal(folder)
    seen: queue.Queue[tuple[Saved | NotSaved, list[str]]] = queue.Queue()

    def told(outcome: Outcome) -> None:
        seen.put((outcome, [record.hash for record in read(folder).records]))

    assert [journal.append("response", {"i": number}, told) for number in (1, 2)] == [1, 2]
    for number in (1, 2):
        outcome, hashes = seen.get(timeout=20)
        assert isinstance(outcome, Saved)
        assert outcome.number == number
        assert outcome.hash == hashes[number - 1]
    assert journal.flush(20)
    assert journal.pending == 0


def test_outcomes_come_in_order_and_from_another_thread(folder: Path) -> None:
    journal = Journal(folder)
    told: list[tuple[int, int]] = []
    for _ in range(300):
        journal.append("hint", {}, lambda news: told.append((news.number, threading.get_ident())))
    assert journal.flush(20)
    assert [number for number, _ in told] == list(range(1, 301))
    assert threading.get_ident() not in {thread for _, thread in told}


def test_a_file_in_the_folders_place_is_told_once_and_the_records_are_kept(folder: Path) -> None:
    folder.write_bytes(b"")
    journal = Journal(folder)
    outcomes: queue.Queue[Outcome] = queue.Queue()
    for number in (1, 2, 3):
        journal.append("response", {"i": number}, outcomes.put)
    told = news(3, outcomes)
    assert {outcome.number for outcome in told} == {1, 2, 3}
    assert {outcome.reason for outcome in told if isinstance(outcome, NotSaved)} == {Reason.DENIED}
    assert not journal.flush(0.3)  # several attempts more
    assert not journal.close(0.1)
    assert outcomes.empty()
    assert journal.pending == 3
    folder.unlink()
    assert journal.close(20)
    assert [(type(each), each.number) for each in news(3, outcomes)] == [
        (Saved, number) for number in (1, 2, 3)
    ]
    assert values(folder) == [1, 2, 3]


def test_another_reason_is_told_anew(folder: Path, tmp_path: Path) -> None:
    folder.write_bytes(b"")
    journal = Journal(folder)
    outcomes: queue.Queue[Outcome] = queue.Queue()
    journal.append("response", {"i": 1}, outcomes.put)
    news(1, outcomes)
    # A link to itself cannot be looked through, and is no folder either: the same code.
    folder.unlink()
    folder.symlink_to(folder)
    assert not journal.flush(0.2)
    assert outcomes.empty()
    folder.unlink()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")  # the reader would not follow it
    assert not journal.flush(0.2)
    folder.unlink()
    assert journal.close(20)
    assert isinstance(outcomes.get(timeout=20), Saved)
    assert not list((tmp_path / "elsewhere").iterdir())


def deleted(folder: Path) -> None:
    shutil.rmtree(folder)


def renamed(folder: Path) -> None:
    folder.rename(folder.with_name("renamed"))


def replaced(folder: Path) -> None:
    folder.rename(folder.with_name("renamed"))
    folder.mkdir()


def parent_renamed(folder: Path) -> None:
    folder.parent.rename(folder.parent.with_name(folder.parent.name + "-renamed"))


def file_deleted(folder: Path) -> None:
    next(folder.iterdir()).unlink()


def file_replaced(folder: Path) -> None:
    path = next(folder.iterdir())
    path.unlink()
    path.write_bytes(b"")


@pytest.mark.parametrize(
    "lose", [deleted, renamed, replaced, parent_renamed, file_deleted, file_replaced]
)
def test_what_goes_away_under_the_journal_is_made_again(
    tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    folder = tmp_path / "lesson" / "responses"
    folder.parent.mkdir()
    journal = Journal(folder)
    outcomes: queue.Queue[Outcome] = queue.Queue()
    journal.append("response", {"i": 1})
    assert journal.flush(20)
    lose(folder)
    journal.append("response", {"i": 2}, outcomes.put)
    assert journal.flush(20)
    told = news(2, outcomes)
    assert isinstance(told[0], NotSaved)
    assert told[0].reason == Reason.GONE
    assert isinstance(told[1], Saved)
    journal.append("response", {"i": 3})
    assert journal.close(20)
    assert values(folder) == [2, 3]


def test_a_learner_may_change_directories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    journal = Journal(Path("responses"))
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    journal.append("response", {"i": 1})
    assert journal.close(20)
    assert values(tmp_path / "responses") == [1]


def test_two_writers_in_one_process_share_a_folder(folder: Path) -> None:
    journals = [Journal(folder), Journal(folder)]

    def append(journal: Journal) -> None:
        for number in range(300):
            journal.append("response", {"i": number})

    threads = [threading.Thread(target=append, args=[journal]) for journal in journals * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(journal.close(20) for journal in journals)
    reading = read(folder)
    assert not reading.damage
    assert len(reading.records) == 1200
    assert len({record.writer for record in reading.records}) == 2


def test_a_listener_that_raises_stops_nothing(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    journal = Journal(folder)

    def broken(outcome: Outcome) -> None:
        raise RuntimeError(f"a fault in the listener of {outcome.number}")

    journal.append("response", {"i": 1}, broken)
    journal.append("response", {"i": 2})
    assert journal.close(20)
    assert values(folder) == [1, 2]
    assert "a fault in the listener of 1" in caplog.text


def test_a_listener_may_use_the_journal(folder: Path) -> None:
    journal = Journal(folder)
    answers: queue.Queue[object] = queue.Queue()

    def listener(outcome: Outcome) -> None:
        answers.put((outcome.number, journal.append("hint", {"i": 2}), journal.flush(20)))

    journal.append("response", {"i": 1}, listener)
    assert answers.get(timeout=20) == (1, 2, False)  # it cannot wait for itself
    assert journal.close(20)
    assert values(folder) == [1, 2]


def test_a_closed_journal_takes_no_more_and_may_be_closed_again(folder: Path) -> None:
    journal = Journal(folder)
    journal.append("response", {"i": 1})
    assert journal.close(20)
    assert journal.close(20)
    with pytest.raises(ValueError, match="closed"):
        journal.append("response", {"i": 2})
    assert values(folder) == [1]


def test_no_file_outgrows_what_a_reader_takes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "SEGMENT_BYTES", 20_000)
    journal = Journal(folder)
    for number in range(60):
        journal.append("response", {"i": number, "pad": "x" * 1000})
        journal.flush(20)
    assert journal.close(20)
    sizes = [path.stat().st_size for path in folder.iterdir()]
    assert len(sizes) >= 4
    assert max(sizes) <= 20_000
    assert values(folder) == list(range(60))


def rested(journal: Journal) -> bool:
    """Wait until the journal has no thread."""
    with journal._lock:
        return journal._changed.wait_for(lambda: not journal._thread, 20)


def test_an_idle_journal_keeps_no_thread_and_goes_on_in_the_same_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_IDLE_SECONDS", 0.01)
    journal = Journal(folder)
    for number in (1, 2):
        journal.append("response", {"i": number})
        assert journal.flush(20)
        assert rested(journal)
    assert len(list(folder.iterdir())) == 1
    assert values(folder) == [1, 2]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to list open files")
def test_a_journal_that_is_forgotten_closes_its_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_IDLE_SECONDS", 0.01)
    journal = Journal(folder)
    journal.append("response", {"i": 1})
    assert journal.flush(20)
    assert rested(journal)
    assert open_below(folder)
    remembered = weakref.ref(journal)
    del journal
    gc.collect()
    assert remembered() is None
    assert not open_below(folder)


def open_below(folder: Path) -> list[Path]:
    """Return the files below a folder that this process holds open."""
    links = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            links.append(entry.readlink())
        except FileNotFoundError:  # the one that listed the folder
            continue
    return [link for link in links if link.is_relative_to(folder)]

"""Archives into a course: honest ones from each system, and all that can be wrong with one."""

from __future__ import annotations

import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from courseware.grading.archives import Limits, Row
from tests.grading.intake import packing
from tests.grading.intake.conftest import Collect, tree
from tests.grading.intake.packing import notebook, tarred, written, zipped

SMALL = Limits(files=20, bytes=200_000, all_files=60, all_bytes=600_000, ratio_from=100_000)
TIME = "2026-01-02-03-04-05"


def told(rows: tuple[Row, ...]) -> list[tuple[str, str, str, str]]:
    return [(row.student, row.status, row.path, row.why) for row in rows]


@pytest.fixture
def class_list(tmp_path: Path) -> Path:
    """Moodle's grading worksheet, as far as it matters."""
    lines = [
        'Identifier,"Full name","Email address",Username,"Last modified (submission)"',
        '"Participant 11","Ann Lee",ann@example.org,ann,"Friday, 2 January 2026, 3:04 AM"',
        '"Participant 12","Bob Ray",bob@example.org,bob,-',
    ]
    return written(tmp_path / "grades.csv", "\ufeff".encode() + "\r\n".join(lines).encode())


@pytest.mark.parametrize("end", ["/", "_/", "_"])
def test_moodle(course: Path, take: Collect, tmp_path: Path, class_list: Path, end: str) -> None:
    members: dict[str, packing.Content] = {
        f"Ann Lee_11_assignsubmission_file{end}ps1.ipynb": notebook("of Ann"),
        f"Ann Lee_11_assignsubmission_onlinetext{end}onlinetext.html": "<p>hello</p>",
        f"Bob Ray_12_assignsubmission_file{end}ps1.ipynb": notebook("of Bob"),
        f"Eve Fox_13_assignsubmission_file{end}ps1.ipynb": notebook("of Eve"),
    }
    path = written(tmp_path / "Course-ps1-42.zip", zipped(members))
    report = take(path, roster=class_list)
    assert told(report.rows) == [
        ("ann", "new", "", ""),
        ("bob", "new", "", ""),
        ("", "unmapped", "", ""),
    ]
    assert tree(course) == {
        "ann/ps1/ps1.ipynb": notebook("of Ann"),
        "ann/ps1/timestamp.txt": b"2026-01-02 03:04:00.000000 UTC",
        "bob/ps1/ps1.ipynb": notebook("of Bob"),
    }


def test_canvas(
    course: Path, take: Collect, tmp_path: Path, gradebook: Callable[[], Gradebook]
) -> None:
    with gradebook() as book:
        book.add_student("ann", lms_user_id="101")
        book.add_student("bob", lms_user_id="102")
    members: dict[str, packing.Content] = {
        "leeann_101_9001_ps1-2.ipynb": notebook("of Ann, again"),
        "leeann_101_9002_data.csv": "1,2",
        "raybob_LATE_102_9003_ps1.ipynb": notebook("of Bob"),
        "foxeve_103_9004_ps1.ipynb": notebook("of Eve"),
    }
    report = take(written(tmp_path / "submissions.zip", zipped(members)))
    assert told(report.rows) == [
        ("ann", "new", "", ""),
        ("bob", "new", "", ""),
        ("", "unmapped", "", ""),
    ]
    assert [row.late for row in report.rows] == [False, True, False]
    assert tree(course) == {
        "ann/ps1/ps1.ipynb": notebook("of Ann, again"),
        "ann/ps1/data.csv": b"1,2",
        "bob/ps1/ps1.ipynb": notebook("of Bob"),
    }


def test_blackboard_takes_the_last_of_several_attempts(
    course: Path, take: Collect, tmp_path: Path
) -> None:
    early, late = "2026-01-01-00-00-00", "2026-01-03-00-00-00"
    members: dict[str, packing.Content] = {
        f"ps1_ann_attempt_{late}_ps1.ipynb": notebook("second"),
        f"ps1_ann_attempt_{late}.txt": "Name: Ann (ann)",
        f"ps1_ann_attempt_{early}_ps1.ipynb": notebook("first"),
    }
    report = take(written(tmp_path / "gradebook_1_2_ps1_2026-02-10-17-30-10.zip", zipped(members)))
    assert [row.status for row in report.rows] == ["older", "new"]
    assert tree(course) == {
        "ann/ps1/ps1.ipynb": notebook("second"),
        "ann/ps1/timestamp.txt": b"2026-01-03 00:00:00.000000 UTC",
    }


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("top", ["", "submissions/"])
def test_a_folder_for_each_learner(
    course: Path, take: Collect, tmp_path: Path, mode: str, top: str
) -> None:
    members: dict[str, packing.Content] = {
        f"{top}ann/ps1.ipynb": notebook("of Ann"),
        f"{top}ann/data/x.csv": "1",
        f"{top}bob/ps1/ps1.ipynb": notebook("of Bob"),
        f"{top}__MACOSX/bob/._ps1.ipynb": "litter",
        f"{top}bob/ps1/.DS_Store": "litter",
    }
    report = take(written(tmp_path / "all.tar", tarred(members, mode)))
    assert told(report.rows) == [("ann", "new", "", ""), ("bob", "new", "", "")]
    assert tree(course) == {
        "ann/ps1/data/x.csv": b"1",
        "ann/ps1/ps1.ipynb": notebook("of Ann"),
        "bob/ps1/ps1.ipynb": notebook("of Bob"),
    }


def test_an_unpacked_download_and_named_files(course: Path, take: Collect, tmp_path: Path) -> None:
    folder = tmp_path / "download"
    first = written(folder / f"ps1_ann_attempt_{TIME}_ps1.ipynb", notebook("of Ann"))
    inner = zipped({"work/ps1.ipynb": notebook("of Bob"), "work/a.csv": "1"})
    second = written(folder / f"ps1_bob_attempt_{TIME}_hand in.zip", inner)
    (folder / f"ps1_eve_attempt_{TIME}_ps1.ipynb").symlink_to("/etc/passwd")
    by_folder = take(folder)
    expected = {
        "ann/ps1/ps1.ipynb": notebook("of Ann"),
        "ann/ps1/timestamp.txt": b"2026-01-02 03:04:05.000000 UTC",
        "bob/ps1/a.csv": b"1",
        "bob/ps1/ps1.ipynb": notebook("of Bob"),
        "bob/ps1/timestamp.txt": b"2026-01-02 03:04:05.000000 UTC",
    }
    assert tree(course) == expected
    assert ("", "left_out", f"ps1_eve_attempt_{TIME}_ps1.ipynb", "link") in told(by_folder.rows)
    assert {row.status for row in take(first, second).rows} == {"same"}
    assert tree(course) == expected


HOSTILE: list[tuple[str, bytes, list[tuple[str, str]]]] = [
    (
        "names that lead out",
        zipped({"../../x": "x", "..\\..\\y": "x", "/srv/z": "x", "C:\\w": "x", "a\x07b": "x"}),
        [
            ("outside", "../../x"),
            ("outside", "..\\..\\y"),
            ("absolute", "/srv/z"),
            ("absolute", "C:\\w"),
            ("letters", "a?b"),
        ],
    ),
    (
        "links and pipes in a zip",
        packing.zipped_entries(
            [packing.link("d", "/srv"), packing.pipe("p"), (zipfile.ZipInfo("e/x"), "inside")]
        ),
        [("link", "d"), ("special", "p")],
    ),
    (
        "links, devices and pipes in a tar",
        packing.tarred_entries(
            [
                packing.special("d", tarfile.SYMTYPE, "/srv"),
                packing.special("h", tarfile.LNKTYPE, "/etc/passwd"),
                packing.special("p", tarfile.FIFOTYPE),
                packing.special("c", tarfile.CHRTYPE),
                packing.special("b", tarfile.BLKTYPE),
                (tarfile.TarInfo("../../x"), "x"),
                (tarfile.TarInfo("/srv/z"), "x"),
            ]
        ),
        [
            ("link", "d"),
            ("link", "h"),
            ("special", "p"),
            ("special", "c"),
            ("special", "b"),
            ("outside", "../../x"),
            ("absolute", "/srv/z"),
        ],
    ),
    (
        "names that differ in letters' case alone, and one twice",
        zipped(
            {"Data.csv": "1", "data.CSV": "2", "e\u0301": "1", "\u00e9": "2", "d": "", "d/x": ""}
        ),
        [("clash", "data.CSV"), ("clash", "\u00e9"), ("clash", "d/x")],
    ),
    (
        "time, secret and an archive in the archive",
        zipped({"timestamp.txt": "1999-01-01", "submission_secret.txt": "x", "in.zip": zipped({})}),
        [
            ("nested", "in.zip"),
            ("reserved", "timestamp.txt"),
            ("reserved", "submission_secret.txt"),
        ],
    ),
    ("a password", packing.encrypted(zipped({"x.txt": "x"})), [("encrypted", "x.txt")]),
]


@pytest.mark.parametrize(
    ("inner", "left"), [each[1:] for each in HOSTILE], ids=[h[0] for h in HOSTILE]
)
def test_what_a_learner_packs_does_no_harm(
    course: Path, take: Collect, tmp_path: Path, inner: bytes, left: list[tuple[str, str]]
) -> None:
    """Each bad member is a row; the notebook beside it and the other learner are taken."""
    members: dict[str, packing.Content] = {
        "ann/ps1.ipynb": notebook("of Ann"),
        "ann/more.zip": inner,
        "bob/ps1.ipynb": notebook("of Bob"),
    }
    around = set(tmp_path.iterdir())
    report = take(written(tmp_path / "all.zip", zipped(members)))
    assert set(tmp_path.iterdir()) - around == {tmp_path / "all.zip"}
    assert [(row.why, row.path) for row in report.rows if row.status == "left_out"] == left
    assert {row.student for row in report.taken} == {"ann", "bob"}
    found = tree(course)
    assert found["ann/ps1/ps1.ipynb"] == notebook("of Ann")
    assert found["bob/ps1/ps1.ipynb"] == notebook("of Bob")
    assert "ann/ps1/timestamp.txt" not in found
    assert all(not path.is_symlink() for path in (course / "submitted").rglob("*"))


def wide_directory() -> bytes:
    """Return a zip that names far more members than it has."""
    return zipped({f"{number:0200}": "" for number in range(40)})


def long_header() -> bytes:
    """Return a tar with a header that says it has a name of two gigabytes."""
    info = tarfile.TarInfo("long")
    info.type, info.size = tarfile.XHDTYPE, 2_000_000_000
    return info.tobuf(tarfile.USTAR_FORMAT) + bytes(tarfile.BLOCKSIZE)


REFUSED: list[tuple[str, str, bytes, str]] = [
    (
        "zeros in a zip",
        "x.zip",
        zipped({"ps1.ipynb": notebook(), "0": bytes(5_000_000)}),
        "too_large",
    ),
    ("zeros in a tar", "x.tgz", tarred({"0": bytes(5_000_000)}), "too_large"),
    ("zeros in an xz", "x.tar.xz", tarred({"0": bytes(5_000_000)}, "w:xz"), "bomb"),
    ("many files", "x.zip", zipped({str(number): "" for number in range(21)}), "too_many"),
    ("many files in a tar", "x.tar", tarred({str(n): "" for n in range(21)}, "w"), "too_many"),
    ("a long list", "x.zip", wide_directory(), "too_many"),
    ("cut off", "x.zip", zipped({"ps1.ipynb": notebook()})[:-30], "damaged"),
    (
        "cut off tar",
        "x.tgz",
        tarred({"ps1.ipynb": random.Random(1).randbytes(9_000)})[:-800],
        "damaged",
    ),
    ("no archive", "x.zip", b"hello", "no_archive"),
    ("empty", "x.tar", b"", "no_archive"),
    ("a long header", "x.tar", long_header(), "damaged"),
    ("no notebook", "x.zip", zipped({"readme.txt": "I did it"}), "nothing"),
    ("empty zip", "x.zip", zipped({}), "nothing"),
]


@pytest.mark.parametrize(
    ("name", "inner", "why"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED]
)
def test_a_bad_hand_in_is_refused_alone(
    course: Path, take: Collect, tmp_path: Path, name: str, inner: bytes, why: str
) -> None:
    members: dict[str, packing.Content] = {
        f"ann/{name}": inner,
        "bob/ps1.ipynb": notebook("of Bob"),
    }
    report = take(written(tmp_path / "all.zip", zipped(members)), limits=SMALL)
    rows = [row for row in report.rows if row.status != "left_out"]
    assert [(row.student, row.status, row.why) for row in rows] == [
        ("ann", "refused", why),
        ("bob", "new", ""),
    ]
    assert set(tree(course)) == {"bob/ps1/ps1.ipynb"}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.zip", zipped({"ann/ps1.ipynb": notebook()})[:-30], "damaged"),
        ("a.zip", zipped({f"s{n}/ps1.ipynb": notebook() for n in range(61)}), "all_too_many"),
        ("a.zip", zipped({f"s{n}/x": bytes(90_000) for n in range(7)}), "all_too_large"),
        ("a.zip", b"PK\x03\x04 but nothing more", "damaged"),
        ("a.pdf", b"%PDF-1.7", "no_archive"),
        ("a.zip", zipped({f"x_1_2_ann_attempt_{TIME}_ps1.ipynb": notebook()}), "which_lms"),
    ],
)
def test_a_bad_archive_is_one_row_and_the_next_is_taken(
    course: Path, take: Collect, tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    bad = written(tmp_path / name, content)
    good = written(tmp_path / "good.zip", zipped({"bob/ps1.ipynb": notebook("of Bob")}))
    report = take(bad, good, limits=SMALL)
    assert [(row.source, row.status, row.why) for row in report.rows] == [
        (name, "refused", why),
        ("good.zip", "new", ""),
    ]
    assert set(tree(course)) == {"bob/ps1/ps1.ipynb"}
    assert not list((course / "submitted").glob(".*"))


def test_a_flipped_bit_costs_one_hand_in(take: Collect, tmp_path: Path) -> None:
    content = bytearray(
        zipped({"ann/ps1.ipynb": notebook("a" * 500), "bob/ps1.ipynb": notebook("of Bob")})
    )
    content[80] ^= 0x40
    report = take(written(tmp_path / "all.zip", bytes(content)))
    rows = [row for row in report.rows if row.status != "left_out"]
    assert [(row.student, row.status) for row in rows] == [("ann", "refused"), ("bob", "new")]


def test_who_a_learner_is_is_not_asked_of_what_they_packed(
    course: Path, take: Collect, tmp_path: Path
) -> None:
    inner = zipped(
        {
            f"ps1_victor_attempt_{TIME}_ps1.ipynb": notebook("of mallory"),
            "ps1_victor_attempt_1999-01-01-00-00-00_timestamp.txt": "1999-01-01 00:00:00 UTC",
            "../victor/ps1/ps1.ipynb": notebook("planted"),
        }
    )
    mallory = written(tmp_path / f"ps1_mallory_attempt_{TIME}_ps1.zip", inner)
    take(mallory)
    found = tree(course)
    assert {name.partition("/")[0] for name in found} == {"mallory"}
    assert found["mallory/ps1/ps1.ipynb"] == notebook("of mallory")
    assert found["mallory/ps1/timestamp.txt"] == b"2026-01-02 03:04:05.000000 UTC"


def test_an_older_hand_in_does_not_take_the_place_of_a_newer_one(
    course: Path, take: Collect, tmp_path: Path
) -> None:
    def of(time: str, text: str) -> Path:
        return written(tmp_path / f"ps1_ann_attempt_{time}_ps1.ipynb", notebook(text))

    assert take(of("2026-01-02-00-00-00", "second")).rows[0].status == "new"
    assert take(of("2026-01-01-00-00-00", "first")).rows[0].status == "older"
    assert tree(course)["ann/ps1/ps1.ipynb"] == notebook("second")
    assert take(of("2026-01-03-00-00-00", "third"), dry=True).rows[0].status == "newer"
    assert tree(course)["ann/ps1/ps1.ipynb"] == notebook("second")
    assert take(of("2026-01-03-00-00-00", "third")).rows[0].status == "newer"
    untimed = written(tmp_path / "all.zip", zipped({"ann/ps1.ipynb": notebook("fourth")}))
    assert take(untimed).rows[0].status == "undecided"
    assert tree(course)["ann/ps1/ps1.ipynb"] == notebook("third")
    assert take(untimed, force=True).rows[0].status == "newer"
    assert tree(course) == {"ann/ps1/ps1.ipynb": notebook("fourth")}


def test_a_collection_that_was_killed_is_mended(
    course: Path, take: Collect, tmp_path: Path
) -> None:
    """The moment between putting the old one aside and the new one in its place."""
    untimed = written(tmp_path / "all.zip", zipped({"ann/ps1.ipynb": notebook("kept")}))
    take(untimed)
    place = course / "submitted" / "ann" / "ps1"
    place.rename(place.parent / ".before-ps1")
    assert take(untimed).rows[0].status == "same"
    assert tree(course) == {"ann/ps1/ps1.ipynb": notebook("kept")}


def test_two_senders_for_one_student_and_ids_that_name_no_folder(
    course: Path, take: Collect, tmp_path: Path
) -> None:
    roster = written(
        tmp_path / "roster.csv",
        b"lms_user_id;student_id\n1;ann\n2;ANN\n3;../../x\n4;*\n5;..\n6;eve\n",
    )
    members: dict[str, packing.Content] = {
        f"N_{number}_assignsubmission_file_/ps1.ipynb": notebook(str(number))
        for number in range(1, 7)
    }
    report = take(written(tmp_path / "all.zip", zipped(members)), roster=roster)
    assert [(row.status, row.why) for row in report.rows] == [
        ("new", ""),
        ("refused", "two_senders"),
        *[("refused", "bad_id")] * 3,
        ("new", ""),
    ]
    assert set(tree(course)) == {"ann/ps1/ps1.ipynb", "eve/ps1/ps1.ipynb"}


def test_names_in_the_code_of_russian_windows(course: Path, take: Collect, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("ann/XXXXXX.csv")
    content = packing.zipped_entries([(info, "1"), (zipfile.ZipInfo("ann/ps1.ipynb"), notebook())])
    russian = content.replace(b"XXXXXX", "данные".encode("cp866"))
    take(written(tmp_path / "all.zip", russian))
    assert "ann/ps1/данные.csv" in tree(course)


def test_a_place_that_cannot_be_written_is_a_row(
    course: Path, take: Collect, tmp_path: Path
) -> None:
    written(course / "submitted" / "ann", b"a file where a folder has to be")
    members: dict[str, packing.Content] = {
        "ann/ps1.ipynb": notebook(),
        "bob/ps1.ipynb": notebook(),
    }
    report = take(written(tmp_path / "all.zip", zipped(members)))
    assert [(row.student, row.status, row.why) for row in report.rows] == [
        ("ann", "refused", "unwritable"),
        ("bob", "new", ""),
    ]

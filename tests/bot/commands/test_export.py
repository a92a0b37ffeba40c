import csv
import json
import stat
from datetime import date
from pathlib import Path

import pytest

from tests.bot.commands.conftest import Run
from tests.talk import Talk

DAYS = ("--from", "2020-01-01", "--to", "2099-12-31")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_cases_are_written_without_words_or_names(talk: Talk, place: Path, candour: Run) -> None:
    ran = candour("export", "cases", "--service", "rose house", *DAYS, "--out", "out.csv")
    assert (ran.status, ran.out) == (0, "out.csv: 1 cases.\n")
    (row,) = rows(place / "out.csv")
    assert row["reference"].startswith("RH-")
    assert (row["kind"], row["category"], row["service"]) == ("near_miss", "falls", "Rose House")
    assert row["reporter_role"] == "staff"
    content = (place / "out.csv").read_text()
    for secret in ("Aldous", "slipped", "bathroom", "Tester", "700000000"):
        assert secret not in content
    assert stat.S_IMODE((place / "out.csv").stat().st_mode) == 0o600


def test_clocks_are_columns(talk: Talk, place: Path, candour: Run) -> None:
    candour("export", "cases", *DAYS, "--out", "out.csv")
    (row,) = rows(place / "out.csv")
    with talk.desk() as desk:
        names = {clock.name for clock in desk.clocks.of(case_id=1)}
    assert names
    assert {name for name in row if name.endswith("_due_at") and row[name]} == {f"{n}_due_at" for n in names}


def test_with_words_the_words_are_there_and_the_journal_knows(talk: Talk, place: Path, candour: Run) -> None:
    candour("export", "cases", *DAYS, "--out", "out.jsonl", "--with-words")
    (row,) = [json.loads(line) for line in (place / "out.jsonl").read_text().splitlines()]
    assert "Aldous" in row["words"]
    assert "Tester" not in json.dumps(row)
    with talk.desk() as desk:
        (entry,) = desk.services.journal(event="export")
    assert entry.detail == {"cases": 1, "with_words": True, "with_kept": False}


def test_the_minute_of_a_report_without_a_name_is_not_told(talk: Talk, place: Path, candour: Run) -> None:
    talk.clock.at = talk.clock.at.replace(hour=(talk.clock.at.hour + 3) % 24)
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        case.way = "unnamed"
        desk.cases.save(case)
    candour("export", "cases", *DAYS, "--out", "out.csv")
    (row,) = rows(place / "out.csv")
    assert date.fromisoformat(row["reported_at"])


def test_what_a_spreadsheet_takes_for_a_formula_is_disarmed(talk: Talk, place: Path, candour: Run) -> None:
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        case.words = '=HYPERLINK("http://evil")'
        desk.cases.save(case)
    candour("export", "cases", *DAYS, "--out", "out.csv", "--with-words")
    assert rows(place / "out.csv")[0]["words"] == '\'=HYPERLINK("http://evil")'


def test_days_are_whole_and_in_englands_time(talk: Talk, place: Path, candour: Run) -> None:
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        # Half past midnight on 1 June in England.
        case.reported_at = case.reported_at.replace(2026, 5, 31, 23, 30)
        desk.cases.save(case)
    for days, count in ((("2026-05-31", "2026-05-31"), 0), (("2026-06-01", "2026-06-01"), 1)):
        out = f"{days[0]}.csv"
        ran = candour("export", "cases", "--from", days[0], "--to", days[1], "--out", out)
        assert ran.out == f"{out}: {count} cases.\n"


def test_one_service_is_not_another(talk: Talk, candour: Run) -> None:
    talk.home("Elm Court", "EC")
    ran = candour("export", "cases", "--service", "Elm Court", *DAYS, "--out", "out.csv")
    assert ran.out == "out.csv: 0 cases.\n"
    assert candour("export", "cases", *DAYS, "--out", "all.csv").out == "all.csv: 1 cases.\n"


@pytest.mark.parametrize(
    "args",
    [
        (),
        (*DAYS, "--out", "out.xlsx"),
        ("--from", "yesterday", "--to", "2026-01-01", "--out", "out.csv"),
        ("--from", "2026-02-01", "--to", "2026-01-01", "--out", "out.csv"),
        (*DAYS, "--service", "No Such Home", "--out", "out.csv"),
        (*DAYS, "--out", "nowhere/out.csv"),
        (*DAYS, "--out", "taken.csv"),
        ("--from", "0001-01-01", "--to", "9999-12-31", "--out", "out.csv"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(
    talk: Talk, place: Path, candour: Run, args: tuple[str, ...]
) -> None:
    (place / "taken.csv").write_text("mine")
    ran = candour("export", "cases", *args)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert [path.name for path in place.iterdir() if path.suffix == ".csv"] == ["taken.csv"]
    assert (place / "taken.csv").read_text() == "mine"

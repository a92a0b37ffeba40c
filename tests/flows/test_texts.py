"""Every sentence: there, whole, formattable, short enough for its button, and plain."""

import re
from pathlib import Path

import pytest
from fluent.syntax import ast

from bot.demo.formatting import measure, parse_html
from flows.engine.needed_texts import missing_texts
from flows.engine.registry import all_flows
from flows.engine.say import LONGEST_DATA, LONGEST_TEXT
from flows.engine.texts import FOLDER, BrokenText, Language, MissingText, Texts, languages
from flows.policy.categories import CATEGORIES
from flows.policy.clocks import ACTS
from flows.policy.life import life, statuses
from flows.policy.model import Policy
from flows.policy.permissions import PUBLIC, ROLES
from flows.understanding.result import HARMS, KINDS, RED_FLAGS
from tests.reading_grade import reading_grade, syllables
from tests.sentences import entries, files, formatted, keys_of

NOT_ON_THE_TIMELINE = ("tomorrow", "files")
"""Acts that leave no entry under their own name: a reminder put off, files looked at."""
# Letters, and what is asked when a case is closed, are for everybody as well.
FOR_EVERYBODY = (
    "core",
    "report",
    "danger",
    "joining",
    "labels",
    "data",
    "status",
    "rights",
    "letters",
    "afterwards",
    "templates",
)
FOR_MANAGERS = (
    "seal",
    "inviting",
    "bodies",
    "clocks",
    "manage",
    "meet",
    "records",
    "life",
    "rights_manage",
    "candour",
    "complaints",
    "day",
)
GRADE_FOR_EVERYBODY = 4.5
GRADE_FOR_MANAGERS = 7.0
LONGEST_BUTTON = 40
"""Characters that a small phone shows on one button."""
FLOWS = FOLDER.parent

LITERAL = re.compile(
    r"\b(?:say|label|button|link_button|tell|tell_reporter|first|NotAllowed|NotUnderstood)\((?:\s*[\w.]+,)*\s*"
    r'"([a-z][\w-]+)"'
)
ALL_FILES = [file for language in languages() for file in files(language)]


@pytest.mark.parametrize("file", ALL_FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_entry_of_a_text_file_is_dropped(file: Path) -> None:
    broken = [entry.content for entry in entries(file) if isinstance(entry, ast.Junk)]
    assert broken == []


def test_no_sentence_is_written_twice() -> None:
    keys = [key for file in files() for key in keys_of(file)]
    assert sorted(keys) == sorted(set(keys))


def test_a_broken_file_is_refused_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "a.ftl").write_text("hello = Hello { $name\n")
    monkeypatch.setattr("flows.engine.texts.FOLDER", tmp_path)
    with pytest.raises(BrokenText):
        Language("xx")


def test_every_sentence_that_flows_and_policy_need_is_there(policy: Policy) -> None:
    assert missing_texts(policy) == []


def test_every_word_for_a_label_is_there() -> None:
    texts = Texts()
    needed = [
        *(f"{word}-{kind}" for kind in KINDS for word in ("kind",)),
        *(f"choice-kind-{kind}" for kind in KINDS if kind != "unclear"),
        *(
            f"{word}-{category}"
            for category in (*CATEGORIES, "none")
            for word in ("category", "choice-category")
        ),
        *(f"{word}-{harm}" for harm in HARMS for word in ("choice-harm", "card-harm")),
        *(f"{word}-{flag}" for flag in RED_FLAGS for word in ("danger", "flag")),
        *(f"role-{role}" for role in (*ROLES, PUBLIC)),
        *(f"choice-role-{role}" for role in ROLES),
        *(f"welcome-{role}" for role in (*ROLES, PUBLIC)),
        *(f"risk-{risk}" for risk in ("small", "some", "big", "very_big")),
        *(f"{word}-{status}" for status in statuses() for word in ("status", "case-status")),
        *(f"refused-{status}" for status in statuses()),
        *(f"act-{act}" for act in life().acts if act not in NOT_ON_THE_TIMELINE),
        *(
            f"act-{act}"
            for act in (*ACTS, "report", "add", "reply", "correct_words", "raise_flags", "resent")
        ),
        *(f"act-{act}" for act in ("not_delivered", "relabel_kind", "relabel_category", "look_at_files")),
    ]
    assert [key for key in needed if not texts.has(key)] == []
    assert len(RED_FLAGS) == 13


def test_every_key_named_in_the_code_has_a_sentence() -> None:
    texts = Texts()
    named = {key for file in FLOWS.rglob("*.py") for key in LITERAL.findall(file.read_text("utf-8"))}
    assert len(named) > 100
    assert sorted(key for key in named if not texts.has(key)) == []


def test_every_sentence_is_named_in_the_code() -> None:
    code = "\n".join(
        file.read_text("utf-8") for root in (FLOWS, FLOWS.parent / "bot") for file in root.rglob("*.py")
    )
    literal = set(re.findall(r'"([a-z][\w-]+)"', code))
    patterns = [
        re.compile(re.sub(r"\\\{.*?\\\}", r"[\\w-]+", re.escape(pattern)))
        for pattern in set(re.findall(r'f"([a-z]*[\w-]*\{[^"]*)"', code))
        if "-" in pattern and " " not in pattern
    ]
    steps = {f"ask-{flow.name}-{step.name}" for flow in all_flows().values() for step in flow.steps}
    unused = [
        key
        for file in files()
        for key in keys_of(file)
        if key not in literal | steps and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unused == []


def test_every_sentence_formats_in_every_variant_and_fits_a_message() -> None:
    count = 0
    for file in ALL_FILES:
        for key, sentence in formatted(file):
            shown, _ = parse_html(sentence)
            assert shown.strip(), key
            assert measure(shown) <= LONGEST_TEXT, key
            assert "{" not in shown, key
            count += 1
    assert count > 300


def test_words_of_buttons_fit_a_button() -> None:
    long = [
        (key, sentence)
        for file in files()
        for key, sentence in formatted(file)
        if key.startswith(("button-", "choice-", "part-", "door-")) and len(sentence) > LONGEST_BUTTON
    ]
    assert long == []


def test_the_buttons_of_the_design_keep_their_words() -> None:
    texts = Texts()
    for key, words in (
        ("button-went_wrong-yes", "✓ Yes, send it"),
        ("button-change", "Change something"),
        ("button-unnamed", "Send without my name"),
        ("button-cancel", "Cancel"),
        ("button-open", "Open"),
        ("button-take", "I'll take it"),
        ("button-tomorrow", "Remind me tomorrow"),
        ("door-went_wrong", "Something went wrong, or nearly did"),
        ("door-worry", "I am worried or not happy"),
        ("door-feedback", "Somebody told me something"),
        ("door-thanks", "Thanks, or an idea"),
    ):
        assert texts.label(key) == words


def test_the_longest_data_of_a_button_fits() -> None:
    names = [
        (step.name, value)
        for flow in all_flows().values()
        for step in flow.steps
        for value in (*CATEGORIES, *KINDS)
    ]
    longest = max(len(f"q:{10**12 - 1}:{10**9 - 1}:{name}={value}") for name, value in names)
    assert longest <= LONGEST_DATA
    assert max(len(f"d:{flow.action}:{10**15 - 1}") for flow in all_flows().values()) <= LONGEST_DATA


def test_a_missing_sentence_is_named() -> None:
    with pytest.raises(MissingText, match="no-such-key"):
        Texts().say("no-such-key")


def test_a_missing_value_is_named_by_its_sentence() -> None:
    with pytest.raises(MissingText, match="taken"):
        Texts().say("taken")


@pytest.mark.parametrize("length", [10, 999, 2499, 2501, 4096])
def test_words_of_any_length_are_put_in_whole_and_escaped(length: int) -> None:
    words = ("<b>&" * length)[:length]
    shown, _ = parse_html(Texts().say("card-words", words=words))
    assert shown == words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("fall", 1),
        ("danger", 2),
        ("needed", 2),
        ("asked", 1),
        ("something", 2),
        ("resident", 3),
        ("medicine", 3),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_sentence_has_a_high_grade() -> None:
    hard = "The registered provider acknowledges safeguarding notifications immediately and proportionately."
    assert reading_grade([hard]) > 12
    assert reading_grade(["The cat sat on the mat. It was wet."]) < 2


@pytest.mark.parametrize(
    ("names", "highest"), [(FOR_EVERYBODY, GRADE_FOR_EVERYBODY), (FOR_MANAGERS, GRADE_FOR_MANAGERS)]
)
def test_texts_are_plain(names: tuple[str, ...], highest: float) -> None:
    sentences = [
        (key, parse_html(sentence)[0])
        for file in files()
        if file.stem in names
        for key, sentence in formatted(file)
    ]
    assert reading_grade(sentence for _, sentence in sentences) <= highest
    # Lone words on buttons are too short to tell: the sentences alone must hold as well.
    assert reading_grade(sentence for _, sentence in sentences if len(sentence.split()) > 3) <= highest


def test_no_sentence_for_everybody_is_hard() -> None:
    hard = [
        (key, round(grade, 1))
        for file in files()
        if file.stem in FOR_EVERYBODY
        for key, sentence in formatted(file)
        if len(sentence.split()) > 8 and (grade := reading_grade([parse_html(sentence)[0]])) > 7
    ]
    assert hard == []

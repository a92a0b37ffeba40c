"""/find: a case by its reference, a person or words. There is no index in clear: the newest cases that the
searcher may know of are opened and read, a bounded number at a time; the answer says how far it looked."""

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step
from flows.manage.lists import show_cases
from flows.manage.opened import REFERENCE, case_with_reference
from storage.tables import Case

ALIKE = 88
"""From so much of a hundred on a word is the word sought, spelling mistakes apart."""
SHORTEST = 3
READ = ("people", "place", "who_said")


def _begin(scene: Scene, answers: Answers) -> bool:
    words = str(answers.pop("argument", "")).strip()
    if REFERENCE.fullmatch(words):
        case = case_with_reference(scene, words)
        if case is not None:
            show_cases(scene, scene.texts.say("found", count=1), [case], [])
        return False
    if words:
        answers["sought"] = words
    return True


def _find(scene: Scene, answers: Answers) -> None:
    policy = scene.policy.life
    page = int(answers.get("id") or 0)
    sought = default_process(answers["sought"]).split()
    wanted = [word for word in sought if len(word) >= SHORTEST or word.isdecimal()]
    cases = scene.desk.cases.newest_of(
        sight=scene.sight(), offset=page * policy.find_looked_at, limit=policy.find_looked_at
    )
    found = [case for case in cases if wanted and _holds(case, wanted)]
    key = "found" if found else "found-nothing"
    head = scene.texts.say(key, count=len(found))
    head += "\n" + scene.texts.say("found-looked", count=len(cases), back=page * policy.find_looked_at)
    # What was sought is somebody's name: it stands in no button, so looking on asks for it anew.
    further = len(cases) == policy.find_looked_at
    below = [[scene.button("button-find-further", f"d:find:{page + 1}")]] if further else []
    show_cases(scene, head, found[: policy.lists_page * 2], below)


def _holds(case: Case, wanted: list[str]) -> bool:
    """Whether a case holds all the words sought."""
    told = [case.words, case.reference, *(str(case.details.get(name) or "") for name in READ)]
    words = set(default_process(" ".join(told)).split())
    return all(any(_is_same(word, told) for told in words) for word in wanted)


def _is_same(word: str, told: str) -> bool:
    """A number is sought as it is spoken: "4" for RH-26-0004."""
    if word.isdecimal():
        return told.isdecimal() and int(word) == int(told)
    return word == told or (len(word) > SHORTEST and fuzz.ratio(word, told) >= ALIKE)


FLOW = Flow(
    name="find",
    command="find",
    action="find",
    may="see_lists",
    begin=_begin,
    steps=(Step("sought", parse=free_text),),
    finish=_find,
)

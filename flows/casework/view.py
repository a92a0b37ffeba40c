"""A case as a handler sees it, on one screen."""

from datetime import timedelta

from flows.casework.candour import NONE, candour_state
from flows.casework.clock_names import clock_name
from flows.casework.consent import consent_line
from flows.casework.dates_to_know import date_lines
from flows.casework.history import LONGEST_ENTRY, day_of, history_lines
from flows.casework.outside_bodies import duty_lines
from flows.casework.pings import case_line
from flows.casework.reporter import reporter_shown
from flows.casework.risk import risk_band
from flows.casework.ways import BLURRED, is_guarded
from flows.engine.say import cut
from flows.engine.scene import Scene
from flows.engine.texts import Ready
from flows.policy.permissions import knows_of
from storage.links import DUPLICATE, RELATED
from storage.tables import Case, Clock

LONGEST_WORDS = 1500
"""Characters of the report shown on the card."""
DETAILS = ("who_said", "people", "place", "when")


def case_card(scene: Scene, case: Case) -> str:
    assert case.id is not None
    texts = scene.texts
    service = scene.desk.services.get(service_id=case.service_id)
    lines = [case_line(case, texts), texts.say("case-service", name=service.name), ""]
    if case.goes_to != "home":
        lines += [texts.say(f"case-goes-{case.goes_to}", kind=case.kind), ""]
    elif case.keeps_out:
        lines += [texts.say("case-keeps-out"), ""]
    if case.is_safeguarding:
        lines += [texts.say("case-safeguarding"), ""]
    if case.red_flags:
        flags = ", ".join(texts.label(f"flag-{flag}") for flag in case.red_flags)
        lines += [texts.say("case-flags", flags=flags), ""]
    lines += [texts.say("card-words", words=cut(case.words, LONGEST_WORDS)), ""]
    lines += [
        texts.say(f"card-{n}", value=cut(str(case.details[n]), LONGEST_ENTRY))
        for n in DETAILS
        if case.details.get(n)
    ]
    if case.details.get("language"):
        lines.append(texts.say("case-language", language=str(case.details["language"])))
    lines.append(texts.say(f"card-harm-{case.harm}"))
    if case.kind == "complaint" or case.spoken:
        lines.append(texts.say(f"card-answer-{'yes' if case.wants_answer else 'no'}"))
    if consent := consent_line(case, texts):
        lines.append(consent)
    if files := scene.desk.attachments.of_case(case_id=case.id):
        lines.append(texts.say("card-files", count=len(files)))
    who = reporter_shown(scene, case, texts)
    if is_guarded(case) or case.details.get(BLURRED):
        lines.append(texts.say("case-reported-day", on=day_of(scene, case.reported_at), who=who))
    else:
        lines.append(texts.say("case-reported", at=case.reported_at, who=who))
    lines.append(
        texts.say("case-handler", name=scene.name_of(case.handler_id))
        if case.handler_id
        else texts.say("case-no-handler")
    )
    if case.likelihood and case.consequence:
        lines.append(texts.say("case-risk", risk=Ready(texts.say(f"risk-{risk_band(case)}"))))
    if case.possible_harm:
        harm = texts.label(f"choice-possible_harm-{case.possible_harm}")
        lines.append(texts.say("case-possible", harm=harm))
    if case.handler_id or case.status != "new":
        lines.append(texts.say(f"case-status-{case.status}"))
    lines += _links(scene, case)
    lines += ["", *clock_lines(scene, case), *date_lines(scene, case), *duty_lines(scene, case)]
    state = candour_state(scene.desk, scene.policy, case)
    if state != NONE:
        lines.append(texts.say(f"case-candour-{state}"))
    lines += ["", *history_lines(scene, case)]
    return "\n".join(lines)


def _links(scene: Scene, case: Case) -> list[str]:
    """The cases that this one is put with, as far as the person may know of them."""
    assert case.id is not None
    lines = []
    linked = [(c, how) for c, how in scene.desk.links.of(case_id=case.id) if knows_of(scene.stand(c), c)]
    for key, wanted in (("case-links-duplicate", DUPLICATE), ("case-links", RELATED)):
        if references := [other.reference for other, how in linked if how == wanted]:
            lines.append(scene.texts.say(key, references=", ".join(references)))
    return lines


def clock_lines(scene: Scene, case: Case) -> list[str]:
    assert case.id is not None
    lines = []
    for clock in scene.desk.clocks.of(case_id=case.id):
        if clock.for_knowing or _is_far(clock, scene):
            continue
        state = _state(clock, scene)
        name = Ready(clock_name(scene.texts, scene.policy, clock.name))
        lines.append(scene.texts.say(f"clock-line-{state}", name=name, due=clock.due_at))
    return lines


def _is_far(clock: Clock, scene: Scene) -> bool:
    """Nothing to think of for weeks yet: it stands under "Why these dates?" until then."""
    shown_from = clock.due_at - timedelta(days=scene.policy.life.card_shows_days)
    return clock.met_at is None and clock.pinged_at is None and scene.now < shown_from


def _state(clock: Clock, scene: Scene) -> str:
    if clock.met_at:
        return "met"
    if clock.frozen_at:
        return "frozen"
    return "late" if clock.due_at < scene.now else "running"

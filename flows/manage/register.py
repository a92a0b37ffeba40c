"""/register: which outside bodies were told of what, in chat and as a document."""

from collections.abc import Sequence

from flows.casework.homes import home_choices
from flows.casework.letterhead import blank_document
from flows.casework.outside_bodies import outcome_line
from flows.casework.pings import case_line
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotAllowed, Step
from flows.engine.texts import Ready
from flows.policy.permissions import MAY
from storage.outside_bodies import BodyDuty
from storage.sight import Sight
from storage.tables import Case

PAGE = 8
MOST_IN_A_FILE = 1000
ALL = "0"
"""Stands for all homes that somebody looks after."""


def _services(scene: Scene) -> list[int]:
    return scene.service_ids(*MAY["see_lists"])


def _begin(scene: Scene, answers: Answers) -> None:
    """The page follows the stroke of a button: d:register:<service>:<page>."""
    services = _services(scene)
    if "id" in answers:
        answers["register_service"] = str(answers["id"])
    elif len(services) == 1:
        answers["register_service"] = str(services[0])


def _choices(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    everywhere = Choice(ALL, scene.texts.label("button-register-all"))
    return [everywhere, *home_choices(scene, _services(scene))]


def _chosen(scene: Scene, answers: Answers, action: str) -> tuple[Sight, str]:
    """The cases to which somebody may do this, and what their homes are called together. Raises
    `NotAllowed`."""
    wanted = int(answers["register_service"])
    if wanted and wanted not in _services(scene):
        raise NotAllowed
    if wanted:
        return scene.sight(action, service_id=wanted), scene.desk.services.get(service_id=wanted).name
    return scene.sight(action), scene.texts.label("button-register-all")


def _show(scene: Scene, answers: Answers) -> None:
    sight, name = _chosen(scene, answers, "see_case")
    page = int(answers.get("extra") or 0)
    count = scene.desk.outside_duties.count(sight=sight)
    if not count:
        scene.say("register-nothing")
        return
    waiting = scene.desk.outside_duties.count(sight=sight, open_only=True)
    rows = scene.desk.outside_duties.register(sight=sight, offset=page * PAGE, limit=PAGE)
    head = scene.texts.say("register-head", service=name, open=waiting, count=count)
    buttons = [
        [scene.button("button-register-case", f"d:bodies:{number}", reference=reference)]
        for number, reference in dict.fromkeys((case.id, case.reference) for _, case in rows)
    ]
    last = [scene.button("button-register-file", f"d:register_file:{answers['register_service']}")]
    left = count - page * PAGE - len(rows)
    if left > 0:
        data = f"d:register:{answers['register_service']}:{page + 1}"
        last.append(scene.button("button-more", data, count=left))
    lines = [_line(scene, row, case) for row, case in rows]
    scene.say_ready("\n\n".join((head, *lines)), [*buttons, last])


def _line(scene: Scene, row: BodyDuty, case: Case) -> str:
    texts = scene.texts
    return texts.say(
        f"register-line-{row.outcome or 'open'}",
        line=Ready(case_line(case, texts)),
        body=texts.label(f"body-{row.duty}"),
        since=row.proposed_at.date(),
        told=Ready(outcome_line(row, texts)) if row.outcome else "",
    )


def _file(scene: Scene, answers: Answers) -> None:
    sight, name = _chosen(scene, answers, "export_case")
    count = scene.desk.outside_duties.count(sight=sight)
    if not count:
        scene.say("register-nothing")
        return
    rows = scene.desk.outside_duties.register(sight=sight, limit=MOST_IN_A_FILE)
    texts = scene.texts
    document = blank_document(scene, rows[0][1].service_id, texts.label("register-file-name", service=name))
    document.service = name
    document.is_wide = True
    document.heading(texts.label("register-title"))
    columns = ("reference", "kind", "body", "law", "since", "outcome", "told", "by", "number", "reason")
    document.table(
        [texts.label(f"register-column-{column}") for column in columns],
        [_cells(scene, row, case) for row, case in rows],
    )
    key = "register-file" if count == len(rows) else "register-file-cut"
    scene.hand_over(document, key, service=name, count=count, shown=len(rows))


def _cells(scene: Scene, row: BodyDuty, case: Case) -> list[str]:
    texts = scene.texts
    return [
        case.reference,
        texts.label(f"kind-{case.kind}"),
        texts.label(f"body-{row.duty}"),
        "; ".join(scene.policy.outside_bodies.laws(row.duty, row.rules)),
        texts.short_day(row.proposed_at.date()),
        texts.label(f"register-outcome-{row.outcome or 'open'}"),
        texts.short_day(row.told_on) if row.told_on else "",
        row.told_by or "",
        row.reference or "",
        row.reason or "",
    ]


FLOWS = (
    Flow(
        name="register",
        command="register",
        action="register",
        may="see_lists",
        begin=_begin,
        steps=(Step("register_service", choices=_choices),),
        finish=_show,
    ),
    Flow(
        name="register_file",
        action="register_file",
        may="see_lists",
        begin=_begin,
        steps=(Step("register_service", choices=_choices),),
        finish=_file,
    ),
)

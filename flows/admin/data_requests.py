"""/requests: what people asked about their data, acknowledged and answered by whoever is responsible."""

from flows.casework.data_handlers import COMPLAINT, data_handlers, request_line
from flows.engine.parsers import free_text
from flows.engine.say import Button, one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed, Step
from flows.engine.texts import Ready
from storage.data_requests import DataRequest

PAGE = 10


def _may_answer(scene: Scene, provider_id: int) -> bool:
    return scene.person_id in [person.id for person in data_handlers(scene.desk, provider_id)]


def _list(scene: Scene, answers: Answers) -> None:
    """What is due first on top, page by page; a page that is empty by now shows the last one."""
    providers = {membership.provider_id for membership in scene.memberships}
    mine = [provider_id for provider_id in providers if _may_answer(scene, provider_id)]
    waiting = scene.desk.data_requests.open_of(provider_ids=mine)
    if not waiting:
        scene.say("data-none")
        return
    page = min(int(answers.get("id") or 0), (len(waiting) - 1) // PAGE)
    shown = waiting[page * PAGE : (page + 1) * PAGE]
    lines = [scene.texts.say("data-head", count=len(waiting))]
    for request in shown:
        line = Ready(request_line(request, scene.texts))
        state = "late" if request.due_at < scene.now else "due"
        lines.append(scene.texts.say(f"data-line-{state}", line=line, due=request.due_at))
    buttons = [
        Button(scene.texts.label("button-data-open", number=str(request.id)), f"d:data_request:{request.id}")
        for request in shown
    ]
    rows = [buttons[i : i + 3] for i in range(0, len(buttons), 3)]
    if (left := len(waiting) - (page + 1) * PAGE) > 0:
        rows.append([scene.button("button-more", f"d:requests:{page + 1}", count=left)])
    scene.say_ready("\n\n".join(lines), rows)


def _mine(scene: Scene, answers: Answers) -> DataRequest | None:
    """The request that a button means. One that is not there and one that is not theirs look the same."""
    request = scene.desk.data_requests.get(request_id=int(answers.get("id") or 0))
    return request if request is not None and _may_answer(scene, request.provider_id) else None


def _wanted(scene: Scene, answers: Answers) -> DataRequest:
    request = _mine(scene, answers)
    if request is None:
        raise NotAllowed("data-not-found")
    return request


def _open(scene: Scene, answers: Answers) -> None:
    request = _wanted(scene, answers)
    texts = scene.texts
    person = scene.desk.people.get(person_id=request.person_id)
    lines = [
        request_line(request, texts),
        texts.say("data-from", name=person.name, at=request.asked_at),
        *([texts.say("card-words", words=request.words)] if request.words else []),
        texts.say(f"data-how-{request.kind}"),
    ]
    names = []
    if request.answered_at is not None:
        lines.append(texts.say("data-was-answered", at=request.answered_at, words=request.answer or ""))
    else:
        lines.append(texts.say("data-due", due=request.due_at))
        names = ["data_answer"]
        if request.kind == COMPLAINT and request.acknowledged_at is None:
            names.insert(0, "data_acknowledge")
    rows = one_each(*(scene.button(f"button-{name}", f"d:{name}:{request.id}") for name in names))
    scene.say_ready("\n\n".join(lines), rows)


def _acknowledge(scene: Scene, answers: Answers) -> None:
    request = _wanted(scene, answers)
    scene.clears_buttons = True
    if request.kind == COMPLAINT and request.acknowledged_at is None and request.answered_at is None:
        request.acknowledged_at, request.handled_by, request.ping_at = scene.now, scene.person_id, None
        scene.desk.data_requests.save(request)
        _tell(scene, request, "data-acknowledged")
    scene.say("data-acknowledged-noted", number=str(request.id))


def _can_answer(scene: Scene, answers: Answers) -> bool:
    request = _wanted(scene, answers)
    if request.answered_at is not None:
        scene.say("data-answered-before", number=str(request.id))
        return False
    return True


def _answer(scene: Scene, answers: Answers) -> None:
    if not _can_answer(scene, answers):
        return
    request = _wanted(scene, answers)
    request.answered_at, request.handled_by, request.ping_at = scene.now, scene.person_id, None
    request.acknowledged_at = request.acknowledged_at or scene.now
    request.answer = answers["data_reply"]
    scene.desk.data_requests.save(request)
    told = _tell(scene, request, "data-answered", words=answers["data_reply"])
    scene.say("data-answered-noted" if told else "data-answered-not-told", number=str(request.id))


def _tell(scene: Scene, request: DataRequest, key: str, words: str = "") -> bool:
    person = scene.desk.people.get(person_id=request.person_id)
    if person.unreachable_at is not None:
        return False
    kind = scene.texts.label(f"data-kind-{request.kind}")
    scene.tell(person, key, about="data_request", kind=kind, words=words)
    return True


MAY = "answer_data_requests"
FLOWS = (
    Flow(name="requests", command="requests", action="requests", may=MAY, finish=_list),
    Flow(name="data_request", action="data_request", may=MAY, finish=_open),
    Flow(name="data_acknowledge", action="data_acknowledge", may=MAY, finish=_acknowledge),
    Flow(
        name="data_answer",
        action="data_answer",
        may=MAY,
        begin=_can_answer,
        steps=(Step("data_reply", parse=free_text),),
        finish=_answer,
    ),
)

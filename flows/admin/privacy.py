"""What people are told about their data: a short notice at the first contact, the full one by /privacy."""

from collections.abc import Callable

from flows.casework.reading import understand_words
from flows.engine.say import one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.engine.texts import Texts
from flows.policy.lengths import Length
from storage.tables import Provider


def receive_first(scene: Scene, receive: Callable[[Scene], None]) -> None:
    """The first turn with somebody: the short notice, and then whatever they said. Danger goes first. Whoever
    was first met in a group gets it when they first write in private."""
    scene.person.awaits_notice = bool(scene.said.is_group or scene.said.event)
    if scene.person.awaits_notice:
        receive(scene)
    elif scene.said.text and understand_words(scene, scene.said.text).red_flags:
        receive(scene)
        give_short_notice(scene)
    else:
        give_short_notice(scene)
        receive(scene)


def give_short_notice(scene: Scene) -> None:
    scene.say("privacy-short", [[scene.button("button-privacy", "d:privacy")]])


def providers_of(scene: Scene) -> list[Provider]:
    """Who is responsible for somebody's data: those they belong to or reported to; else all there are."""
    services = scene.desk.services
    ids = [membership.provider_id for membership in scene.memberships]
    for case in scene.desk.personal_data.reports_of(person_id=scene.person_id):
        ids.append(services.get(service_id=case.service_id).provider_id)
    ids = ids or [service.provider_id for service in services.all()]
    return [services.provider(provider_id=provider_id) for provider_id in dict.fromkeys(ids)]


def length_shown(texts: Texts, length: Length | None) -> str:
    return texts.label(f"length-{length.unit}", count=length.amount) if length else texts.label("length-none")


def privacy_contact(scene: Scene) -> str:
    return scene.policy.privacy.contact or scene.texts.label("privacy-contact-none")


def _privacy(scene: Scene, _answers: Answers) -> None:
    texts, rules = scene.texts, scene.policy
    lengths = {name: rules.clocks[name].lengths.get("any") for name in ("subject_access", "data_complaint")}
    parts = [
        texts.say(
            "privacy",
            provider=", ".join(provider.name for provider in providers_of(scene)) or texts.label("somebody"),
            contact=privacy_contact(scene),
        ),
        *([texts.say("privacy-officer", name=rules.privacy.officer)] if rules.privacy.officer else []),
        texts.say("privacy-ways"),
        texts.say("privacy-telegram", hours=rules.messages.clear_hours),
        texts.say(
            "privacy-how-long",
            complaint=rules.retention.complaint_years,
            serious=rules.retention.serious_incident_years,
            thanks=rules.retention.compliment_years,
            messages=rules.retention.messages_days,
            draft=rules.conversations.close_after_days,
            backups=rules.backups.keep_monthly,
        ),
        texts.say(
            "privacy-rights",
            copy=length_shown(texts, lengths["subject_access"]),
            complaint=length_shown(texts, lengths["data_complaint"]),
        ),
        texts.say("privacy-alarm"),
    ]
    below = one_each(scene.button("button-mydata", "d:mydata"), scene.button("button-clear", "d:clear"))
    scene.say_ready("\n\n".join(parts), [] if scene.said.is_group else below)


FLOW = Flow(name="privacy", command="privacy", action="privacy", where="both", finish=_privacy)

"""The head of every letter and list: whose it is, the day, the reference."""

from flows.engine.documents import Document
from flows.engine.scene import Scene
from storage.tables import Case


def blank_document(scene: Scene, service_id: int, name: str, case: Case | None = None) -> Document:
    service = scene.desk.services.get(service_id=service_id)
    provider = scene.desk.services.provider(provider_id=service.provider_id)
    texts = scene.texts
    return Document(
        name=name,
        provider=provider.name,
        service=service.name,
        reference=texts.label("letter-reference", reference=case.reference) if case is not None else "",
        date=texts.long_day(scene.today),
        foot=texts.label("letter-foot", provider=provider.name, service=service.name),
    )

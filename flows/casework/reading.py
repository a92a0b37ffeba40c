"""Somebody's words, read with what is known of who types them."""

from flows.engine.scene import Scene
from flows.policy.permissions import HANDLERS
from flows.understanding import KnownWords, Understanding
from flows.understanding.result import TypistRole


def role_of(scene: Scene) -> str:
    """The role in which somebody reports: the one nearest to care, or the public."""
    held = {membership.role for membership in scene.memberships}
    for role in ("staff", "manager", "quality", "owner", "speak_up_lead", "family"):
        if role in held:
            return role
    return "public"


def understand_words(scene: Scene, text: str) -> Understanding:
    """What the words say; the same words are read once a turn."""
    if text not in scene.understood:
        words = scene.policy.words
        known = KnownWords(places=tuple(words.places), slang=dict(words.slang))
        scene.understood[text] = scene.read_message(text, _typist(role_of(scene)), scene.now, known=known)
    return scene.understood[text]


def _typist(role: str) -> TypistRole:
    if role in HANDLERS:
        return "manager"
    return "staff" if role in ("staff", "speak_up_lead") else "relative"

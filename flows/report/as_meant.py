"""A short line with the spelling that was meant, to tell whether it asks something: "will they no its me"."""

from flows.engine.parsers import is_slip, plain
from flows.engine.scene import Scene


def as_meant(scene: Scene, text: str) -> str:
    """Plain words: those often misspelt put right, short forms written out, and "no" read as "know" behind
    somebody who could know. Only for looking; what is kept are the words that were typed."""
    short = dict(pair.split(" > ") for pair in _listed(scene, "typed-short_forms"))
    often, knows, knowers = (
        _listed(scene, f"typed-{key}") for key in ("often_misspelt", "know_misspelt", "who_could_know")
    )
    words: list[str] = []
    for typed in plain(text).replace("'", "").split():
        word = next((meant for meant in often if is_slip(typed, meant)), short.get(typed, typed))
        if word in knows and words and words[-1] in knowers:
            word = "know"
        words.append(word)
    return " ".join(words)


def _listed(scene: Scene, key: str) -> list[str]:
    return scene.texts.label(key).split(" | ")

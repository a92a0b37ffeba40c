"""The codes that give back an unnamed report: made, shown, found. Wrong ones are slowed, then blocked."""

from datetime import timedelta
from random import Random

from flows.engine.scene import Scene
from flows.engine.steps import NotAllowed
from flows.policy.model import Policy
from storage.tables import Case

CODE_DIGITS = 16


def make_code(rng: Random) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(CODE_DIGITS))


def in_fours(code: str) -> str:
    """As it is shown, to be written down: "1234 5678 9012 3456"."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def case_of_code(scene: Scene, words: str) -> Case | None:
    """The case whose code stands in some words. Raises `NotAllowed` while the person has to wait: then
    nothing is looked up, and a right code is as good as a wrong one."""
    digits = "".join(ch for ch in words if ch.isdecimal() and ch.isascii())
    if not digits:
        return None
    account = scene.said.account_id
    tried = scene.desk.code_tries.of(account_id=account, now=scene.now)
    if tried is not None and tried.wait_until is not None and scene.now < tried.wait_until:
        raise NotAllowed("code-wait", until=scene.texts.moment(tried.wait_until))
    found = None
    if len(digits) == CODE_DIGITS:
        found = scene.desk.cases.with_code(code_hash=scene.desk.vault.hash_code(digits))
    if found is None:
        rules = scene.policy.codes
        wait = _wait(scene.policy, (tried.wrong if tried else 0) + 1)
        until = scene.now + wait if wait else None
        scene.desk.code_tries.count(
            account_id=account,
            now=scene.now,
            wait_until=until,
            forget_at=max(until or scene.now, scene.now + timedelta(hours=rules.forget_hours)),
        )
        if until is not None:
            raise NotAllowed("code-wait", until=scene.texts.moment(until))
    return found


def _wait(policy: Policy, wrong: int) -> timedelta | None:
    """How long to wait after so many wrong codes."""
    beyond = wrong - policy.codes.free_tries
    if beyond <= 0:
        return None
    waits = policy.codes.wait_minutes
    if beyond > len(waits):
        return timedelta(hours=policy.codes.blocked_hours)
    return timedelta(minutes=waits[beyond - 1])

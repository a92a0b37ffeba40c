"""The bot may stop after any turn: nobody notices."""

from flows.policy.model import Policy
from storage.database import Database
from storage.sealing import Vault
from tests.flows.conftest import COMPLAINT
from tests.talk import Talk


def _play(talk: Talk) -> list[str]:
    talk.person("carer", "staff")
    talk.person("daughter", "family")
    talk.person("manager", "manager", name="Morgan Reed")
    talk.carer.says("Mrs patel nearly slipt on wet floor")
    talk.carer.says("by bathroom 2 this mornin i cought her")
    talk.carer.sends_photo()
    talk.carer.edits("by bathroom 3 this mornin i cought her", message_id=1001)
    talk.carer.taps("Change something")
    talk.carer.taps("Where")
    talk.carer.taps("Back")
    talk.carer.says("change")
    talk.carer.says("where")
    talk.carer.says("bathroom 3, by the door")
    talk.carer.taps("Yes, send it")
    talk.carer.says("the mop was gone")
    talk.carer.taps("Add it")
    talk.daughter.says(COMPLAINT)
    talk.daughter.taps("Yes, please")
    talk.daughter.taps("Back")
    talk.daughter.taps("Yes, please")
    talk.daughter.says("2")
    talk.daughter.taps("Yes, send it")
    talk.manager.taps("Open")
    talk.manager.taps("I'll take it")
    talk.manager.taps("Open")
    talk.manager.taps("Close")
    talk.manager.says("We changed the rota.")
    talk.manager.taps("Yes")
    talk.manager.says("Wash lists are checked at night.")
    talk.manager.taps("Yes, close it")
    talk.moves(days=2)
    return talk.lines


def test_a_restart_after_every_turn_changes_no_word(
    make_sqlite_url: object, secret_key: str, policy: Policy
) -> None:
    played = []
    for restarts in (False, True):
        database = Database(make_sqlite_url(), Vault([secret_key]))  # type: ignore[operator]
        database.unlock()
        talk = Talk(database, policy, restarts=restarts)
        played.append(_play(talk))
        talk.database.close()
    assert played[0] == played[1]
    assert any("RH-26-0002 is closed" in line for line in played[0])

"""Thanks, or an idea."""

from flows.engine.steps import Flow
from flows.report.card import SHORTCUTS, show_card, suggest_corrections
from flows.report.entrance import begin_at_door
from flows.report.first_words import take_words
from flows.report.parts import CATEGORY, KIND, SERVICE, WAY, WORDS
from flows.report.sending import send_report

FLOW = Flow(
    name="thanks",
    kinds=("compliment", "suggestion"),
    action="thanks",
    may="report",
    steps=(WORDS, SERVICE, KIND, CATEGORY, WAY),
    begin=begin_at_door("thanks"),
    more_words=take_words,
    takes_files=True,
    card=show_card,
    shortcuts=SHORTCUTS,
    suggest=suggest_corrections,
    finish=send_report,
)

# The life of a case: what handlers read of its statuses, and why something is not for now.

case-status-new = Nobody has acted on it yet
case-status-acknowledged = The reporter knows that it arrived
case-status-looked_into = Being looked into
case-status-waiting = Waiting
case-status-drafted = The answer is drafted
case-status-approved = The answer is approved, not sent yet
case-status-told = The reporter has the answer
case-status-reopened = Open again
case-status-withdrawn = The reporter took it back
case-status-closed = Closed
case-status-duplicate = The same as another case
case-status-not_ours = Not ours: it was sent on

refused-new = { $reference } is new. Take it first.
refused-acknowledged = { $reference } has only just begun. This comes later.
refused-looked_into = { $reference } is being looked into. This is not for now.
refused-waiting = { $reference } is waiting. Let it go on first.
refused-drafted = An answer to { $reference } is drafted. Approve it or send it back first.
refused-approved = The answer to { $reference } is ready. Send it, or send it back first.
refused-told = { $reference } is answered. What is left is to close it.
refused-reopened = { $reference } is open again. Look into it first.
refused-withdrawn = The reporter took { $reference } back. If you still have to look into it, say why.
refused-closed = { $reference } is closed. You can open it again.
refused-duplicate = { $reference } is the same as another case. You can open it again.
refused-not_ours = { $reference } was sent on. You can open it again.
refused-resume-looked_into = { $reference } is not waiting. It goes on already.
refused-reopen-looked_into = { $reference } is open already.

act-prevent = { $who } wrote what stops it from happening again
act-make_formal = { $who } made it a formal complaint
act-relate = { $who } put it with { $other }
act-read_earlier = { $who } read what happened before
act-wait = { $who } let it wait for { $whom }
act-draft_answer = { $who } drafted the answer
act-approve_answer = { $who } approved the answer
act-send_back = { $who } sent the answer back
act-duplicate = { $who } found that it is the same as { $other }
act-not_ours = { $who } sent it on to { $where }
act-withdraw = the { $who } took it back
act-carry_on = { $who } still looks into it
act-reopen = { $who } opened it again
act-new-date = The reporter's day was { $before } and is now { $now }.

ask-relabel_why = Why? Your words go on the timeline. Handlers read them.
refused-relabel_kind = { $reference } is a formal complaint, or was one. It stays with the rights of a complaint.

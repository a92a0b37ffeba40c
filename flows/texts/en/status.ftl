# Where a report stands, as its reporter reads it.

status-new = Not looked at yet.
status-acknowledged = We have it, and someone will look into it.
status-looked_into = { $handled ->
    [yes] Someone is looking into it.
   *[no] It was looked at.
}
status-waiting = { $handled ->
    [yes] Someone is looking into it. They wait to hear from somebody else.
   *[no] We wait to hear from somebody else.
}
status-drafted = The answer is being written.
status-approved = The answer is ready. You get it soon.
status-told = You have our answer.
status-reopened = It is open again.
status-withdrawn = You took it back.
status-closed = Done.
status-duplicate = This was told before. We look into both as one.
status-not_ours = This was not for us. We sent it on.

tell-new-date = About <b>{ $reference }</b>: { $kind ->
    [complaint] we treat it as a formal complaint now.
    [concern] we treat it as a worry that you told us.
    [incident] we look into it as something that went wrong.
    [near_miss] we look into it as something that nearly went wrong.
    [speak_up] we treat it as speaking up.
    [suggestion] we treat it as an idea.
    [compliment] we treat it as thanks.
   *[other] we sorted it anew.
} { $promised ->
    [yes] You hear from us by <b>{ $by }</b>.
   *[no] So there is no set day for an answer now.
}{ $before ->
    [yes] { " " }Before, we told you { $former }.
   *[no] { "" }
}

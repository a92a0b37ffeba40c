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
tell-waiting = About <b>{ $reference }</b>: we wait to hear from somebody else before we can go on. You need not do a thing. We tell you the new day as soon as we know.
tell-goes-on = About <b>{ $reference }</b>: we can go on now. { $promised ->
    [yes] You hear from us by <b>{ $by }</b>.
   *[no] We keep you told.
}{ $before ->
    [yes] { " " }Before, we told you { $former }.
   *[no] { "" }
}
tell-reopen = <b>{ $reference }</b> is open again. We look into it once more. { $promised ->
    [yes] You hear from us by <b>{ $by }</b>.
   *[no] We keep you told.
}
tell-carry_on = You took <b>{ $reference }</b> back. We still have to look into it, to keep people safe. { $promised ->
    [yes] You hear from us by <b>{ $by }</b>.
   *[no] We keep you told.
}
tell-duplicate = About <b>{ $reference }</b>: we knew of this. We look into it all as one now. You still hear what comes of it.
tell-more-heard = We heard more about <b>{ $reference }</b>. We look into it all as one now.
tell-not-ours = <b>{ $reference }</b> is not ours to look into. We sent it on to:
    <blockquote>{ $where }</blockquote>
    If that is wrong, reply here and tell us.
tell-outcome-shared = What you told us in <b>{ $reference }</b> is done. This is what came of it:
    <blockquote>{ $words }</blockquote>
tell-outcome-kept = What you told us in <b>{ $reference }</b> is done. The words about what came of it may point at one person, so I do not send them on. If you want to know more, reply and ask us.

button-withdraw = Take it back
button-formal = Make it a formal complaint
ask-withdraw_why = You want to take { $reference } back. Tell us why, if you like, or tap Skip. If someone may be in danger we still have to look.
withdraw-too-late = { $reference } is done already. You can still write to us about it.
withdrawn = All right. You took <b>{ $reference }</b> back. If you change your mind, just write to us.
formal = <b>{ $reference }</b> is a formal complaint now. { $promised ->
    [yes] We write to you first to say who looks into it. You get our answer by <b>{ $by }</b>.
   *[no] We write to you soon.
}
formal-not-now = { $reference } cannot be made a formal complaint now. Just write to us, and I ask you what you need.
tell-late-withdraw = You wanted to take <b>{ $reference }</b> back. It was done by then, so it stays as it is. Those who have it can see what you wanted. You can still write to us about it.
tell-late-make_formal = { $kind ->
    [complaint] You wanted <b>{ $reference }</b> to be a formal complaint. It was made one before that, and it is done now. If you are not content, you can ask us to look again.
   *[other] You want <b>{ $reference }</b> to be a formal complaint. By then we had sorted it as { $kind ->
        [incident] something that went wrong
        [near_miss] something that nearly went wrong
        [speak_up] speaking up
       *[other] something else
    }. That has its own strict rules, so it stays that. Nobody has turned you down. Those who have it can see what you want. You can also send a complaint of its own: just write to me what you want to complain of.
}

# The seal on a name given in confidence: what the speak-up lead, quality and the owner read.

ask-seal_how =
    <b>The name on { $reference } is sealed.</b> The reporter was told that nobody here sees it.

    Ask them through me first: that is nearly always enough. If the name is opened, the reporter hears of it at once, with your reason.
choice-seal_how-together = Ask a second person
choice-seal_how-alone = Emergency: open it now
ask-seal_reason = Why is the name needed? The reporter reads your words.
part-seal_how = How
part-seal_reason = The reason
card-seal-together =
    Ask the owner and the quality lead to open the name on <b>{ $reference }</b>? One of them has to agree.

    Your reason, which the reporter will read too:
    <blockquote>{ $words }</blockquote>
card-seal-alone =
    ⚠️ Open the name on <b>{ $reference }</b> now, alone?

    This is for an emergency only. Everybody who could have agreed is told, and so is the reporter:
    <blockquote>{ $words }</blockquote>
button-seal-yes = ✓ Yes, do it
seal-asked = I have asked. The name on { $reference } stays sealed until one of them agrees.
seal-asked-before = Somebody has asked about { $reference } already. It is not decided yet.
seal-not-found = There is nothing to decide here, or it is not yours to decide.
seal-no-need = The reporter has given their name by now. There is nothing to open.
seal-decided = That has been decided already.
seal-too-old = That was asked too long ago. It has to be asked again.
ping-seal-asked = { $line }
    Somebody asks for your agreement to open the name on it. You have { $days } days.
button-seal-look = See why
seal-look =
    { $line }

    <b>{ $name }</b> asks to open the reporter's name, because:
    <blockquote>{ $words }</blockquote>
    The reporter spoke in confidence. They will read this reason, and that you agreed. Could it be asked through me instead?
button-seal_agree = Agree: open the name
button-seal_refuse = No, it stays sealed
seal-agreed = The name on { $reference } is open to whoever asked, and to nobody else. The reporter has been told.
seal-refused = The name on { $reference } stays sealed. Whoever asked has been told.
ping-seal-refused = { $line }
    The name stays sealed: a second person did not agree. You can ask the reporter through me.
ping-seal-opened = { $line }
    The name is open to you. The reporter has been told why.
button-seal_show = Show me the name
seal-name = { $reference } was reported by <b>{ $name }</b>. Keep it to yourself. Nobody may be treated worse for speaking up.
ping-seal-opened-alone = { $line }
    ⚠️ <b>{ $name }</b> opened the reporter's name alone, as an emergency. You could have been asked. Please talk to them about it.
act-seal_asked = { $who } asked to open the reporter's name
act-seal_refused = { $who } did not agree to open the reporter's name
act-seal_opened = { $who } agreed, and the reporter's name was opened to { $to }
act-seal_opened_alone = { $who } opened the reporter's name alone, as an emergency
button-seal = Open the name

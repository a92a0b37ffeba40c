# Who sees what: what carers, families and residents read.

button-about_manager = It is about the manager
part-about = Who it is about
part-inside = Who gets it
ask-about = Is it about what the manager or the owner did? Then they will not get it.
choice-about-manager = Yes, the manager
choice-about-owner = Yes, the owner
choice-about-neither = No, not about them
ask-inside =
    You can also tell people who do not work here:

    <b>999</b> if someone is in danger now. <b>101</b> for the police.
    <b>Your council</b>: ask for "adult safeguarding".
    <b>CQC</b>, who check care homes: 03000 616161.
    <b>The Ombudsman</b>, for complaints about care: 0300 061 0614.

    Who in here shall get it? The people it is about will not.
choice-inside-quality = The quality lead
choice-inside-speak_up_lead = The speak-up lead
choice-inside-manager = The manager
choice-inside-nobody = Nobody in here
ask-is_about =
    Is this about the manager? Then they do not get these words.

    I can take { $reference } out of their hands. They may see that it is gone, not why. Or I make a new report that they never see.
choice-is_about-past = Yes: take it from them
choice-is_about-new = Yes: make a new report
choice-is_about-no = No, add it
goes-past-now = 🔒 { $reference } goes past the manager now. They do not get your words, and it is not in their list any more.
waits-a-while = 🔒 I wait for a while before they see this. So nobody can tell who just had a phone in hand.
begins-new-report = I do not put this with { $reference }. Here it is as a new one:
card-about-manager = 🔒 Not for the manager. It goes to: { $looker }
card-about-owner = 🔒 Not for the owner. It goes to: { $looker }
button-nobody-yes = ✓ Yes, keep nothing
card-inside-nobody = 🔒 Nobody in here gets it, and I keep nothing of it.
looker-manager = The manager of { $service }
looker-quality = The quality lead
looker-owner = The owner
looker-speak_up_lead = The speak-up lead
sent-past-manager = The manager does not see it. It is not in their lists, their counts or their mail.
sent-past-owner = The owner does not see it. It is not in their lists, their counts or their mail.
kept-nothing =
    I sent it to nobody here and keep nothing of what you told me. Telegram still has this chat, so you may want to clear it.

    <b>999</b> if someone is in danger now. <b>Your council</b>: ask for "adult safeguarding". <b>CQC</b>: 03000 616161. <b>The Ombudsman</b>: 0300 061 0614.

button-who_opened = Who has seen { $reference }?
who-opened-head = <b>{ $reference }</b> was opened by:
who-opened-line = { $count ->
    [one] { $role }
   *[other] { $role } ({ $count } people)
}, last on { $on }
who-opened-nobody = <b>{ $reference }</b>: nobody has opened it yet.
who-opened-foot = I write down each time that someone opens a report.
role-safeguarding_officer = safeguarding officer
you-were-removed = Your role here has ended, so I no longer send you messages for it. You can still tell me things: just type.

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
card-officers = 🛡 The safeguarding officers of the home read it too. They do not see your name.
card-about-owner = 🔒 Not for the owner. It goes to: { $looker }
button-nobody-yes = ✓ Yes, keep nothing
card-inside-nobody = 🔒 Nobody in here gets it, and I keep nothing of it.
looker-manager = The manager of { $service }
looker-quality = The quality lead
looker-owner = The owner
looker-speak_up_lead = The speak-up lead
sent-past-manager = The manager does not see it. It is not in their lists, their counts or their mail.
sent-past-lead = The speak-up lead does not see it, and the manager does not. It is not in their lists, their counts or their mail.
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

# Asked beside a report: who will know, and how to take something back.
who-knows-before = 🔒 Nobody sees a thing until you tap send, and you choose how. <b>With your name</b>: those who handle it see it. <b>In confidence</b>: they do not see it. <b>Without your name</b>: I keep no name at all. Your own words may still show who you are, so read them once more.
who-knows-named = You sent <b>{ $reference }</b> with your name. Those who handle it can see it. I write down each one who opens it.
who-knows-confidential = 🔒 You sent <b>{ $reference }</b> in confidence. They do not see your name. I write down each one who opens it.
who-knows-unnamed = 🔒 What you sent without a name has no name and no account with it. No one here can look it up. Nor can I. Your own words may show who you are, and Telegram still has this chat. To read the answer, type /check and your code.
name-stays = You sent <b>{ $reference }</b> with your name, and it may have been read. I cannot take a name off again. You can take it back, and send it in another way.
take-back-how = You can take it back. If someone may be in danger, they still have to look into it.
take-back-none = I have no open report with your name. One that you sent without a name opens with its code: type /check and the code. There you can take it back. Is it something new? Then tell me a little more.
button-withdraw-one = Take { $reference } back

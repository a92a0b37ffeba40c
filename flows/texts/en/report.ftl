# Reporting: what carers, families and residents read.

ask-words = Please tell me in your own words. What happened?
ask-went_wrong-words = Please tell me what happened. Who, where, when, if you can. Just type it.
ask-worry-words = Please tell me what worries you. Just type it in your own words.
ask-feedback-words = What did they say? Use their own words if you can.
ask-thanks-words = Lovely. What would you like to say?
ask-service = Which home is it about?
ask-kind = I want to get this right. What is it?
ask-category = What is it about? Tap the nearest one.
ask-people = Who was it about? Type the name.
ask-place = Where was it?
ask-when = When was it?
ask-harm = Was anybody hurt?
ask-way =
    Who may know that it was you?

    <b>With my name</b>: those who handle it see your name.
    <b>In confidence</b>: they do not see your name, and I pass on what you both say.
    <b>Without my name</b>: I keep no name at all, and a code lets you read the answer.
ask-wants_answer = Would you like an answer?
choice-wants_answer-yes = Yes, please
choice-wants_answer-no = No, thank you
ask-feedback-wants_answer = Would they like an answer?
ask-knows_and_agrees = Does the person know, and do they agree that you tell us?
choice-knows_and_agrees-agrees = Yes, they agree
choice-knows_and_agrees-attorney = I may decide for them by law
choice-knows_and_agrees-cannot = They cannot decide this
choice-knows_and_agrees-not_yet = Not yet
choice-knows_and_agrees-myself = It is about me
ask-who_said = Who said it?

button-went_wrong-yes = ✓ Yes, send it
button-worry-yes = ✓ Yes, send it
button-worry-yes-named = ✓ Yes, send it with my name
button-feedback-yes = ✓ Yes, send it
button-thanks-yes = ✓ Yes, send it
button-with_name = Send with my name
button-confidential = Send in confidence
button-unnamed = Send without my name

card-head = <b>{ $kind }</b> · { $category }
card-people = Who: { $value }
card-place = Where: { $value }
card-when = When: { $value }
card-who_said = Said by: { $value }
card-harm-none = Hurt: nobody
card-harm-low = Hurt: a little
card-harm-moderate = Hurt: needed a doctor
card-harm-severe = Hurt: badly
card-harm-death = Someone died
card-harm-unknown = Hurt: not said
card-answer-yes = Answer: yes, please
card-answer-no = Answer: not needed
card-consent-agrees = They know and agree
card-consent-attorney = You may decide for them by law
card-consent-cannot = They cannot decide this
card-consent-not_yet = They do not know yet
card-consent-myself = It is about you
card-files = With { $count ->
    [one] one file
   *[other] { $count } files
}
card-service = Home: { $name }
card-ways = <b>Who may know that it was you?</b>
card-way-named = { $mark } <b>With my name</b>: those who handle it see your name.
card-way-confidential = { $mark } <b>In confidence</b>: they do not see your name, and I pass on what you both say.
card-way-unnamed = { $mark } <b>Without my name</b>: I keep no name at all, and a code lets you read the answer.
card-own-name = ⚠️ Your own name stands in your words. They would read it there.
card-words = <blockquote>{ $words }</blockquote>
card-question = Is this right?

sent =
    Thank you. Your number is <b>{ $reference }</b>.
    { $looker } will look at it by { $look_by }.
    { $answered ->
        [yes] I will tell you what came of it, by { $told_by }. You can ask me any time: /status
       *[no] You can ask me any time: /status
    }
sent-incident =
    Thank you for telling us. Your number is <b>{ $reference }</b>.
    { $looker } will look at it by { $look_by }.
    Nobody is blamed for telling. I will tell you what changed, by { $told_by }. You can ask me any time: /status
sent-near_miss =
    Thank you. You may have saved someone from harm. Your number is <b>{ $reference }</b>.
    { $looker } will look at it by { $look_by }.
    I will tell you what changed, by { $told_by }. You can ask me any time: /status
sent-complaint =
    Thank you. I am sorry that this happened. Your number is <b>{ $reference }</b>.
    { $answered ->
        [yes]
            { $looker } will write to you by { $acknowledge_by }, and answer in full by { $answer_by }.
            If you are not content then, you can ask for a review. After that you can go to the Ombudsman: 0300 061 0614.
       *[no] { $looker } will look at it by { $look_by }. You asked for no answer, so I will not write.
    }
    You can ask me any time: /status
sent-compliment =
    How kind. I will pass it on. Your number is <b>{ $reference }</b>.
sent-suggestion =
    Thank you for your idea. Your number is <b>{ $reference }</b>.
    { $looker } will look at it. I will tell you what came of it, by { $told_by }.
sent-code =
    This is your code. Please write it down now. I cannot show it again:

    <code>{ $code }</code>

    To read the answer, or to say more, type /check and the code.
sent-told-unnamed =
    🔒 <b>I kept nothing of you with it.</b> Not your name, not your Telegram account. No one here can look up who sent it. Nor can I.

    { $told }

    <b>What I cannot promise.</b> Your own words may show who you are. If someone is in danger or a crime was done, they may have to pass your words on. Telegram still has this chat, on your phone and on its computers, and knows that you wrote to me. So clear this chat once you have the code. The report stays.
sent-told-confidential =
    🔒 <b>They see { $outside ->
        [yes] “a relative”
       *[no] “a member of staff”
    }, not your name.</b> What they ask and answer comes to you through me.

    { $told }

    <b>What I cannot promise.</b> Your own words may show who you are. If someone is in danger, or the law asks, your name may be opened. The speak-up lead asks for that, and a second person has to agree. In an emergency one of them can do it alone. I would tell you at once, and why. Telegram still has this chat, and so has your phone.
sent-told-when = { $red ->
    [yes] Someone may be in danger. So I tell them now.
   *[no] I wait for a while before I tell them. So nobody can see who just had a phone in hand.
}

ask-belongs = Does this belong to your report { $reference }, or is it something new?
choice-belongs-add = Add it
choice-belongs-new = Something new
added = Thank you. I put it with { $reference }.
ask-use_edit = You changed a message that went to { $reference }. Shall I add the new words?
choice-use_edit-yes = Yes, add them
choice-use_edit-no = No, leave it
edit-left-out = All right. { $reference } stays as it was.
edit-of-old-message = I saw that you changed an older message. If it matters, please type it again.

status-head = <b>{ $reference }</b> · { $kind } · { $category }
    Sent on { $on }
status-promised = You hear from us by { $by }.
status-date-review_window = You can ask for a review until { $until }.
status-date-ombudsman = You can go to the Ombudsman until { $until }: 0300 061 0614.
status-date-complaint_too_old = You can still make it a formal complaint, until { $until }.
status-outcome = What came of it: { $words }
status-nothing = You have not sent anything yet. Just type what is on your mind.
status-not-yours = I have no report of yours with that number.
button-add-to = Add to { $reference }
ask-add-more = What would you like to add to { $reference }? You can also send a photo.
ask-more = What would you like to add?
button-reply = Reply
ask-reply = Please type your reply.
replied = Thank you. I pass it on.

ask-code = Please type the 16 digits of your code.
told-ask = They ask ({ $at }): { $words }
told-answer = They answer ({ $at }): { $words }
told-acknowledge = { $words }
told-tell_outcome = What came of it ({ $at }): { $words }

code-wait = That was not right too many times. So I wait, and look at no code until { $until }. This keeps others from guessing yours. In danger? Call 999.
status-in-confidence = 🔒 In confidence: they do not see your name.
button-give_name = Give my name for { $reference }
button-check_give_name = Give my name
button-check_add = Add something
check-how = <b>To answer, or to say more, tap “Add something” first.</b> What you only type here is a new report.
card-give_name = They will see your name, <b>{ $name }</b>, and can talk to you. This can not be taken back. Shall I tell them?
button-give_name-yes = ✓ Yes, tell them
button-check_give_name-yes = ✓ Yes, tell them
name-given = Thank you. They see your name on { $reference } now. You find it under /status.
name-given-before = They see your name on { $reference } already.

tell-question = There is a question about your report { $reference }:
    <blockquote>{ $words }</blockquote>
tell-answer = Here is the answer to { $reference }:
    <blockquote>{ $words }</blockquote>
    { $ways_onward }
tell-outcome = This is what came of your report { $reference }:
    <blockquote>{ $words }</blockquote>
    Thank you for telling us. { $ways_onward }
ways-onward = If you are not content, reply here by { $review_by } and ask for a review by someone else. After that you can go to the Ombudsman: 0300 061 0614. { $dated ->
    [yes] You have until { $by } to go there.
    [over] They mostly look at the last 12 months, so ask them first.
   *[no] You have 12 months to go there.
}
ways-onward-other = If this does not help, reply here and tell us why.
sent-unnamed =
    Thank you for telling me. The report has the number <b>{ $reference }</b>.
    { $looker } will look at it by { $look_by }.
tell-acknowledged = Your report { $reference } has arrived. { $handler } looks after it. { $promised ->
    [yes] You hear from us by { $by }.
   *[no] Thank you.
}
tell-acknowledged-complaint = Thank you for your complaint { $reference }. We are sorry that you had to write to us. { $promised ->
    [yes] { $handler } looks into it for you and will answer in full by { $by }.
   *[no] { $handler } looks into it for you.
}

ask-several_worries-apart = I see { $count } worries in your words. Shall I send each one by itself? Then each gets its own answer.
choice-apart-yes = Yes, one by one
choice-apart-no = No, all as one
several-next = { $left ->
    [1] Now the last one.
   *[other] Now the next one.
}
tell-seal-opened =
    🔓 Your name on { $reference } is no longer sealed. { $name } asked for it, and { $second } agreed. No one else sees it. This is why:
    <blockquote>{ $words }</blockquote>
    Nobody may treat you worse for speaking up. If someone does, tell me, or call CQC: 03000 616161.
tell-seal-opened-alone =
    🔓 Your name on { $reference } is no longer sealed. { $name } opened it alone, and said that it could not wait. No one else sees it. This is why:
    <blockquote>{ $words }</blockquote>
    Those who should have been asked first know of it. Nobody may treat you worse for speaking up. If someone does, tell me, or call CQC: 03000 616161.
tell-held-back = I may not tell you private things about them, as they have not said yes to that. That is their right, not a no to you. If they say yes, let us know.

# The steps of a complaint: what managers read.

button-complaint = Steps of the answer
button-plan_enquiry = Plan what to find out
button-plan_more = Add one more
button-more_time = More time
button-explain_lateness = Say why it is late
button-draft_answer = Draft the answer
button-approve_answer = Read and approve
button-send_back = Send it back
button-send_answer = Send the answer
ask-find_out = What do you want to find out for { $reference }?
ask-from_whom = From whom, or from which notes?
ask-plan_by = By when?
enquiry-planned = Noted on { $reference }. Is there more to find out?
ask-more_time_until = They were told: by { $promised }. Until when do you need? Tap, or type a day.
ask-more_time_why = Why does { $reference } take longer? They read your reason.
more-time-nothing = Nothing was promised for { $reference }, so there is nothing to move.
more-time-too-late = { $reference } was promised by { $by }, and that has passed. A day that has passed cannot be moved. You can only say why it is late.
more-time-not-later = That day is not later than the one they were told. Nothing has changed on { $reference }.
more-time-given = { $reference } is now due { $by }. They know, with your reason.
more-time-untold = { $reference } is now due { $by }. I could not reach them: please tell them in another way.
ask-late_why = Why is { $reference } late? They read your words.
ask-late_until = Until when will it be done?
lateness-explained = They know why { $reference } is late, and until when.
ask-verdict = Was the complaint right?
choice-verdict-upheld = Yes
choice-verdict-partly = In part
choice-verdict-not_upheld = No
part-verdict = Right or not
ask-found = What did you find? Write it to them, in plain words.
part-found = What you found
ask-draft_answer-sorry = What are you sorry for? If nothing went wrong: for how it felt to them.
ask-changes = What changes, or has changed already?
part-changes = What changes
card-draft = <b>The draft:</b>
    <blockquote>{ $words }</blockquote>
    Shall I keep it?
button-draft_answer-yes = ✓ Yes, keep it
draft-kept = The draft for { $reference } is kept. { $lettered ->
    [yes] Here it is as a letter.{ " " }
   *[no] { "" }
}{ $other ->
    [yes] Somebody else reads and approves it before it goes out. They know.
   *[no] When you approve it, it can go out.
}
answer-drafted-first = An answer to { $reference } is read and approved by somebody else before it goes out. Let us draft it.
close-needs-answer = { $reference } needs an answer first, approved by somebody else. Then you can close it.
ping-approve = { $line }
    An answer waits for you to read and approve it.
ping-approved = { $line }
    The answer is approved. You can send it.
ping-sent-back = { $line }
    The draft of the answer came back. The reason stands on the case.
approve-not-own = You wrote the draft for { $reference }. Somebody else has to approve it.
card-approve = <b>Draft by { $name }:</b>
    <blockquote>{ $words }</blockquote>
    Do you approve it?
button-approve_answer-yes = ✓ Yes, I approve it
answer-approved = The answer to { $reference } is approved.
ask-send_back_why = What has to change?
sent-back = { $reference } went back, with your reason.
send-not-approved = The answer to { $reference } is not approved yet.
answer-sent = Sent, as a message and as a letter. { $reference } is answered. Here is the letter for your file.
answer-sent-untold = { $reference } is answered on the case, but I could not reach them. Please give them this letter.
act-plan_enquiry = { $who } planned to find out
act-explain_lateness = { $who } told the reporter why it is late
act-explain_past_ceiling = { $who } told the reporter why it takes longer than six months
act-decide_too_old = { $who } decided whether so old a matter is looked into
act-set_known = { $who } put right since when they knew of it
act-go_to_ombudsman = { $who } noted that they went to the Ombudsman
button-too_old = ⚠️ It was long ago: look into it?
button-known = Since when they knew of it
button-to_ombudsman = They went to the Ombudsman
too-old-not = { $reference } is not too old. Nobody has to decide about it.
ask-too_old = They knew of this since { $known_words }. That was more than 12 months before { $reference } came. Do you look into it all the same? It is fair to, if there was a good reason to wait, and people can still be asked.
choice-too_old-yes = Yes, look into it
choice-too_old-no = No, it is too long ago
ask-too_old_why = Why? If you say no, they read your words.
too-old-accepted = Good. { $reference } is looked into as any other.
too-old-declined = They know that { $reference } is too long ago, and why. They know of the Ombudsman as well. What is left is to close it.
too-old-declined-untold = Noted on { $reference }. I could not reach them: please tell them in another way. Then close it.
ask-known_day = Since which day did they know of { $reference }? Tap, or type the day.
known-words = { $day }, not { $former }
known-set = { $reference }: they knew of it since { $day }.
    { $dates }
ask-ombudsman_words = What do you know of it? The Ombudsman's number, and who deals with it.
ombudsman-noted = Noted on { $reference }.
# Dates that are a right of theirs. Nobody is reminded of them.
date-review_window-to-come = 🗓 They may ask for a review until { $until }.
date-review_window-over = 🗓 They could ask for a review until { $until }.
date-ombudsman-to-come = 🗓 They may go to the Ombudsman until { $until }.
date-ombudsman-over = 🗓 They could go to the Ombudsman until { $until }.
date-complaint_too_old-to-come = 🗓 They can make it a formal complaint until { $until }.
date-complaint_too_old-over = 🗓 They could make it a formal complaint until { $until }.
date-complaint_too_old-over-complaint = ⚠️ <b>It was long ago.</b> A complaint about it was due by { $until }. Do you look into it all the same?
date-any-to-come = 🗓 { $name }: until { $until }
date-any-over = 🗓 { $name }: was until { $until }
button-answer_review = Answer the review
ping-review = { $line }
    <b>They ask for a review of the answer.</b> Somebody who did not write the answer has to look at it. { $late ->
        [yes] The time to ask for one ended on { $until }. They were told that you look at it all the same.
       *[no] { "" }
    }
review-not-first = You wrote the first answer to { $reference }. Somebody else has to do the review.
review-nothing = Nobody has asked for a review of { $reference }.
ask-answer_review-sorry = What are you sorry for?
card-review = <b>The review:</b>
    <blockquote>{ $words }</blockquote>
    Shall I send it?
button-answer_review-yes = ✓ Yes, send it
review-sent = Sent, as a message and as a letter: the review of { $reference }.
act-ask_review = the { $who } asked for a review
act-answer_review = { $who } answered the review
enquiry-line = { $what } (from: { $whom }, by { $by })
complaint-no-plan = No plan yet of what to find out.
complaint-steps = <b>The answer to { $reference }</b>
    { $status }{ $promised ->
    [yes] . They were told: by { $by }.
   *[no] .
}
    { $plans }
    { $dates }

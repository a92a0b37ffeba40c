# What reporters are asked later: did it put things right, and are they all right since they told.

ask-put-right = <b>Did this put it right?</b>
ask-later-put_right = We told you what came of { $reference }. <b>Did it put things right?</b>
ask-later-all_right = You told us something a while ago. <b>Are you all right since you told us?</b>
    Nobody must treat you badly for it. Only you and I see this. If you say no, I ask what happened.
button-put_right-yes = Yes
button-put_right-partly = Partly
button-put_right-no = No
button-put_right-stop = Do not ask me again
button-all_right-yes = Yes, I am
button-all_right-no = No
button-all_right-stop = Do not ask me again
put-right-thanks = Good. Thank you for telling us.
put-right-partly = Thank you. I pass it on to the person who looks after { $reference }.
put-right-no = I am sorry. I open { $reference } again, and the person who looks after it gets your words.
check-stopped = All right. I will not ask you again about this.
ask-missing = What is still missing?
ask-not_right = I am sorry to hear that. What is not right yet?
ask-since = I am sorry. What happened since you told us? It does not go to the manager of the home.
all-right-thanks = I am glad. If that changes, tell me at any time.
all-right-no = Thank you for telling me. It has the number { $reference }. It goes past the manager. You can also get advice outside, free: 08000 724 725. Or ring CQC: 03000 616161.
tell-more-time = About <b>{ $reference }</b>: we said that you hear from us by { $former }. We need more time, and we are sorry. You hear from us by <b>{ $by }</b>. The reason:
    <blockquote>{ $words }</blockquote>
tell-late = About <b>{ $reference }</b>: we are late, and we are sorry. You hear from us by <b>{ $by }</b>. The reason:
    <blockquote>{ $words }</blockquote>
tell-answer-letter = The answer to { $reference } as a letter, to keep or print.
button-ask_review = Ask for a review
ask-review_why = I am sorry that the answer does not help. What should we look at again?
review-not-now = There is no answer to { $reference } yet that we could look at again. If something is not right, just write to us.
review-done = We looked at { $reference } again, and you have our answer. If you are still not content, you can go to the Ombudsman: 0300 061 0614. It is free.
review-asked = Thank you. Somebody who did not write the answer looks at { $reference } again. { $timed ->
    [yes] You hear from us by <b>{ $by }</b>.
   *[no] { "" }
}
review-asked-before = We look at { $reference } again already. You will hear from us.
tell-review = We looked at { $reference } again. Here is what we found:
    <blockquote>{ $words }</blockquote>
    { $ways_onward }
ways-onward-last = If you are still not content, you can go to the Ombudsman: 0300 061 0614. It is free. { $dated ->
    [yes] You have until { $by }.
    [over] They mostly look at the last 12 months, so ask them first.
   *[no] You have 12 months.
}
tell-too-old = About <b>{ $reference }</b>: it was a long time ago, and we do not look into it as a complaint. We are sorry. The reason:
    <blockquote>{ $words }</blockquote>
    You can ask the Ombudsman if that is right: 0300 061 0614. It is free.
tell-dates = About <b>{ $reference }</b>: we counted a day wrong, and we are sorry. These are the right days:
    { $dates }

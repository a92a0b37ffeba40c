# Requests about data, and records whose time is over: what handlers read.

command-requests = What people asked about their data
command-retention = Records whose time is over

data-line = <b>D-{ $number }</b> · { $kind }
data-ping-new = Somebody has asked about their data: { $line }. Due { $due }.
data-ping-coming = Due soon: what somebody asked about their data, { $line }, by { $due }.
data-ping-late = ⏰ Late: what somebody asked about their data, { $line }, was due { $due }.
data-none = Nobody waits for an answer about their data.
data-head = <b>Asked about data: { $count }</b>
data-line-due = { $line }
    due { $due }
data-line-late = ⏰ { $line }
    was due { $due }
button-data-open = D-{ $number }
data-not-found = I find no such request.
data-from = From { $name }, { $at }
data-how-copy = They can read their own words by themselves: /mydata. What they still need from you is what others wrote about them: notes, letters, e-mails. Look through it first, and take out what is about other people. Do not look for reports sent in confidence: the bot gives those to their writer alone. Hand it over in a safe way, and then say here how.
data-how-change = Put it right or delete it where you can, and tell them what you did. Where you cannot, tell them why, and that they can go to the ICO.
data-how-complaint = Say that it arrived, look into it, and tell them what came of it.
data-due = Due { $due }
data-was-answered = Answered { $at }:
    <blockquote>{ $words }</blockquote>
button-data_acknowledge = Say that it arrived
button-data_answer = Answer
ask-data_reply = What shall they be told? They get your words as you type them.
data-acknowledged-noted = D-{ $number }: they know that it arrived.
data-answered-noted = D-{ $number } is answered, and they have your words.
data-answered-not-told = D-{ $number } is answered, but no message could be sent. Please think of another way to tell them.
data-answered-before = D-{ $number } was answered already.

retention-due = { $count ->
    [one] One record has been kept for as long as the policy says.
   *[other] { $count } records have been kept for as long as the policy says.
} Please look at each and sign that it goes or stays.
button-retention = Records to review
retention-none = No record waits for a review.
retention-head = <b>Records to review: { $count }</b>
retention-line = { $line }
    closed { $closed }, kept until { $due }
retention-not-yet = { $reference } cannot be deleted just now. Please sign it again tomorrow.
retention-gone = This record is not waiting for a review (any more).
ask-decision = Shall { $reference } go, or stay?
choice-decision-deleted = Delete it
choice-decision-kept = Keep it
part-decision = Go or stay
ask-keep_years = For how long?
choice-keep-years = { $years ->
    [one] one more year
   *[other] { $years } more years
}
part-keep_years = How long
ask-reason = Why? Your reason is kept with your name.
part-reason = The reason
retention-reason = Your reason: <i>{ $words }</i>
retention-keep-card = Keep <b>{ $reference }</b>, and look at it again in { $years ->
    [one] one year
   *[other] { $years } years
}?
retention-delete-card =
    Delete <b>{ $reference }</b> for good? This goes: what was said, and the words of { $words ->
        [one] one entry
       *[other] { $words } entries
    } on it, { $files ->
        [one] one file
       *[other] { $files } files
    } and { $messages ->
        [one] one message
       *[other] { $messages } messages
    }. What stays is its number, its kind, its dates, and who deleted it. Copies in backups are gone after { $months } months.
button-retention_review-yes = ✓ Yes, I sign
retention-deleted = { $reference } is deleted. That it was there, and that you deleted it, stays on record.
retention-kept = { $reference } stays. I ask again on { $until }.
act-erase = { $who } deleted the words of this record
case-status-erased = Deleted after its time
case-erased = <b>{ $reference }</b> was deleted { $at } by { $by } ({ $role }).
    Reason: <i>{ $reason }</i>
clock-subject_access = answer about somebody's own data
clock-data_complaint = say that a complaint about data has arrived

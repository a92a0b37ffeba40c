# Letters that people get in their hands. Plain words; a handler may change them before they go.

letter-dear = Dear { $name },
letter-dear-blank = Good day,
letter-yours = Yours sincerely,
letter-role-manager = Manager
letter-role-quality = Quality lead
letter-role-owner = Nominated individual
letter-sorry = We are sorry
letter-next = What we do next
letter-found = What we found
letter-what-changes = What changes
letter-fill-found = [Please write here what was found.]
letter-fill-changes = [Please write here what changes.]

letter-candour-name-first = { $reference } duty of candour letter
letter-candour-name-results = { $reference } duty of candour, what we found
letter-candour-title-first = What we told you, in writing
letter-candour-title-results = What we found out
letter-candour-open-first = On { $on } { $by } told you about something that went wrong with care. You have a right to have it in writing. Here it is.
letter-candour-open-results = On { $on } { $by } told you about something that went wrong with care. We said that we would look into it, and tell you what we found. Here it is.
letter-candour-what-happened = What happened
letter-candour-sorry = We want to say it again here: we are sorry for what happened, and for what it did to you.
letter-candour-found = What we have found out since
letter-candour-results-follow = When we know more, we will tell you and write to you again.
letter-candour-talk = If any of this is not clear, or you want to talk, please ask for me. You may bring somebody with you.

letter-answer-name = { $reference } answer to your complaint
letter-answer-title = Our answer to your complaint
letter-answer-open = You wrote to us on { $on }. Your complaint has the number { $reference }. Thank you for telling us. This is our answer.
letter-verdict-upheld = You were right to complain. We agree with you.
letter-verdict-partly = You were right in part. We agree with some of it, and say below with what.
letter-verdict-not_upheld = We looked into it with care, but did not find that we got it wrong. We say below why.
letter-onward = If you are not content
letter-onward-review = Tell us by { $by }, and we will look at it again. It will be done by somebody who did not write this answer.
letter-onward-ombudsman-review = You can now go to the Local Government and Social Care Ombudsman: 0300 061 0614, www.lgo.org.uk. It is free. { $dated ->
    [yes] You have 12 months from the day you knew of it. By our count that is until { $by }.
    [over] They mostly look at what you knew of for less than 12 months. Please ask them.
   *[no] You have 12 months from the day you knew of it.
}
letter-onward-ombudsman-answer = After that you can go to the Local Government and Social Care Ombudsman: 0300 061 0614, www.lgo.org.uk. It is free. { $dated ->
    [yes] You have 12 months from the day you knew of it. By our count that is until { $by }.
    [over] They mostly look at what you knew of for less than 12 months. Please ask them.
   *[no] You have 12 months from the day you knew of it.
}
letter-review-name = { $reference } review of your complaint
letter-review-title = We looked at your complaint again
letter-review-open = You asked us to look again at your complaint { $reference } of { $on }. Somebody who did not write the first answer has done so. This is what we found.

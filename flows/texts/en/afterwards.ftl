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
put-right-partly = Thank you. I passed it on to the person who looks after { $reference }.
put-right-no = I am sorry. { $reference } is open again, and the person who looks after it has your words.
check-stopped = All right. I will not ask you again about this.
ask-missing = What is still missing?
ask-not_right = I am sorry to hear that. What is not right yet?
ask-since = I am sorry. What happened since you told us? It does not go to the manager of the home.
all-right-thanks = I am glad. If that changes, tell me at any time.
all-right-no = Thank you for telling me. It has the number { $reference }. It goes past the manager. You can also get advice outside, free: 08000 724 725. Or ring CQC: 03000 616161.

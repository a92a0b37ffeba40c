# A file for the reporter: what handlers read, and what reporters are told.

button-send_file = Send a file
ask-file_words = Send me the photo or document for the reporter of { $reference }. You can write a few words below it.
part-file_words = The words
send-file-first = The file is missing. Please send me the photo or document first.
card-send_file = They get { $count ->
        [one] one file
       *[other] { $count } files
    }{ $worded ->
        [yes] { " " }and read:
       *[no] .
    }
    { $worded ->
        [yes] <blockquote>{ $words }</blockquote>
       *[no] { "" }
    }
    Shall I send it?
button-send_file-yes = ✓ Yes, send it
button-send_file-change = Change the words
file-sent = Sent to the reporter of { $reference }: { $count ->
    [one] one file
   *[other] { $count } files
}.
act-send_file = { $who } sent the reporter a file
tell-file = About <b>{ $reference }</b>: we send you something to look at.{ $worded ->
    [yes] { " " }
   *[no] { "" }
}
    { $worded ->
        [yes] <blockquote>{ $words }</blockquote>
       *[no] { "" }
    }
tell-file-itself = This is for <b>{ $reference }</b>.
told-send_file = They sent you something ({ $at }). { $words }
told-extend = They need more time ({ $at }): { $words }
told-explain_lateness = Why it is late ({ $at }): { $words }
told-answer_review = They looked at it again ({ $at }): { $words }

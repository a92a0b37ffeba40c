# A minute to take back what was said to a reporter: what managers read.

button-undo = ↩ Undo ({ $minutes ->
    [one] for 1 minute
   *[other] for { $minutes } minutes
})
undone = Taken back. Nothing went out. { $references }: as it was before.
undo-too-late = That has gone out. It can no longer be taken back, but you can write again.
act-take_back = { $who } took it back before it went out
act-taken-back = { $line }{ " " }<i>(taken back)</i>

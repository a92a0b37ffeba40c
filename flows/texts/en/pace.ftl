# When one person writes faster than the bot reads.

slow-down = That is a lot at once. I keep all of it, and read on bit by bit. You need not send it again. <b>In danger? Call 999 now. Do not wait for me.</b>

"""The subcommands of `candour`, one topic a file."""

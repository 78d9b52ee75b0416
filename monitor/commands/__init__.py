"""What each command of the CLI does, one file a command."""

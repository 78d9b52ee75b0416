"""Pure tools on strings that several steps need: sentences, takes, numbers, times."""

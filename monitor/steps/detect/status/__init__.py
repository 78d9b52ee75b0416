"""Words -> is it new, a running total, a state, past, possible or denied.  Knows no number's noun and no speaker."""

"""Words -> who says so, by a name that stays the same.  Knows neither numbers nor times."""

"""Words -> people displaced, killed and injured, each count with what befell it.  Judges neither time nor speaker."""

"""Words -> people displaced, killed and injured, each count with what befell it.  Knows neither time nor speaker."""

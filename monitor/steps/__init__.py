"""The verbs: pure functions, one file or folder a step."""

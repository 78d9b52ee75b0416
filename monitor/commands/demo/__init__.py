"""`monitor demo`: an invented crisis day, through the real pipeline."""

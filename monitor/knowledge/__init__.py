"""What the steps must know: files -> typed values, every problem with file and line."""

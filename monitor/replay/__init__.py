"""Runs the pipeline on an archive, with the articles' own clock."""

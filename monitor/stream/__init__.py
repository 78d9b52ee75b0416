"""Runs the pipeline live.  The only package that imports Faust."""

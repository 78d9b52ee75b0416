"""The wire-feed monitor: reads news-agency copy, keeps regions, raises alerts.  Start with pipeline.py."""

__version__ = "0.1.0"

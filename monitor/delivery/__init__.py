"""Sends notifications.  The only package that imports Apprise."""

"""In which forms alerts and handovers can be had."""

from enum import StrEnum


class AlertForm(StrEnum):
    TEXT = "text"
    JSON = "json"
    CAP = "cap"
    ATOM = "atom"


class HandoverForm(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"

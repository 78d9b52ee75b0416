"""How links in messages are made."""

from datetime import timedelta

from pydantic import Field, SecretStr

from monitor.model.base import Frozen


class Links(Frozen):
    """Where the pages are, and the key that proves a link is ours.  Never shown, never stored."""

    base_url: str
    key: SecretStr = Field(repr=False)
    valid_for: timedelta = timedelta(hours=48)

"""Who is told, and how messages go out, as the settings say."""

from typing import NamedTuple

from monitor.model.route import Routes
from monitor.settings import Settings
from monitor.stream.app import MakeCourier


class Desk(NamedTuple):
    """`make_courier` None: nobody is told."""

    routes: Routes
    make_courier: MakeCourier | None


def desk_for(settings: Settings) -> Desk:
    """Raises KnowledgeFileError or SettingsError with every problem; none of them shows a secret."""
    return Desk(Routes(), None)

"""Who is told, and how messages go out, as the settings say."""

from typing import NamedTuple

from monitor.delivery.courier import Courier, OnResult
from monitor.delivery.sender import Sender
from monitor.knowledge.route_files import RouteBook, read_routes
from monitor.model.notification import Notification
from monitor.model.route import Routes
from monitor.settings import Settings
from monitor.steps.canary import NULL_CHANNEL
from monitor.stream.app import MakeCourier


class Desk(NamedTuple):
    """`make_courier` None: nobody is told."""

    routes: Routes
    make_courier: MakeCourier | None


def routes_for(settings: Settings) -> RouteBook:
    """Raises KnowledgeFileError with every problem; none of them shows a URL."""
    return read_routes(
        settings.routes_file,
        lines=settings.channel_urls.get_secret_value(),
        environment={name: url.get_secret_value() for name, url in settings.channel_variables.items()},
        links=settings.links,
    )


def desk_for(settings: Settings) -> Desk:
    """Raises KnowledgeFileError or SettingsError with every problem; none of them shows a secret."""
    book = routes_for(settings)
    return Desk(book.routes, courier_maker(Sender(book.urls)) if book.urls else None)


def courier_maker(sender: Sender) -> MakeCourier:
    """One courier for each start of the worker's app."""

    def make_courier(routes: Routes, on_result: OnResult) -> Courier:
        return Courier(routes.channels, send, on_result)

    def send(notification: Notification) -> str:
        return "thrown away" if notification.channel == NULL_CHANNEL else sender.send(notification)

    return make_courier

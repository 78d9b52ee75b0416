"""The real broker, with a door of its own for each worker that leads through a proxy."""

from dataclasses import dataclass, field

from tests.faults.proxy import Proxy
from tests.kafka.broker import _PROPERTIES, ALONE, Broker, free_port

_DOORS = """
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}{listeners}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}{advertised}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT{protocols}
inter.broker.listener.name=PLAINTEXT
"""


@dataclass
class ProxiedBroker(Broker):
    """A client that comes in by a door is sent back to the same door for everything."""

    doors: dict[str, Proxy] = field(default_factory=dict)

    def add_doors(self, names: list[str]) -> None:
        """Before `start`."""
        inner = {name: free_port() for name in names}
        self.doors = {name: Proxy(port) for name, port in inner.items()}
        controller = free_port()
        text = ALONE + _PROPERTIES.format(port=self.port, controller=controller, folder=self.folder)
        # In Java's properties the last line of a name counts.
        text += _DOORS.format(
            port=self.port,
            controller=controller,
            listeners="".join(f",DOOR{n}://127.0.0.1:{inner[name]}" for n, name in enumerate(names)),
            advertised="".join(f",DOOR{n}://127.0.0.1:{self.doors[name].port}" for n, name in enumerate(names)),
            protocols="".join(f",DOOR{n}:PLAINTEXT" for n, _ in enumerate(names)),
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "server.properties").write_text(text)

    def door(self, name: str) -> str:
        """For `bootstrap.servers` of that worker."""
        return f"127.0.0.1:{self.doors[name].port}" if name in self.doors else self.bootstrap

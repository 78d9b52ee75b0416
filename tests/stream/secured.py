"""The real broker behind TLS and SASL, with an authority of its own."""

import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.kafka.broker import ALONE, Broker, _java, _run, free_port

USER, PASSWORD = "monitor", "only-in-this-test"
_LOGIN = "org.apache.kafka.common.security"
_PROPERTIES = """
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL
listeners=SASL_SSL://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=SASL_SSL://127.0.0.1:{port}
inter.broker.listener.name=SASL_SSL
sasl.mechanism.inter.broker.protocol=PLAIN
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
listener.name.sasl_ssl.plain.sasl.jaas.config={login}.plain.PlainLoginModule required \\
  username="broker" password="broker" user_broker="broker" user_{user}="{password}";
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config={login}.scram.ScramLoginModule required;
ssl.keystore.type=PEM
ssl.keystore.location={folder}/broker.pem
ssl.truststore.type=PEM
ssl.truststore.location={folder}/authority.crt
log.dirs={folder}/log
"""


@dataclass
class SecuredBroker(Broker):
    """Takes nobody without TLS, a user and a password."""

    @property
    def authority(self) -> Path:
        return self.folder / "authority.crt"

    def prepare(self) -> None:
        """Certificates, settings, and the user in Kafka's own store."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sign()
        properties = self.folder / "server.properties"
        properties.write_text(
            ALONE
            + _PROPERTIES.format(
                controller=free_port(), port=self.port, folder=self.folder, login=_LOGIN, user=USER, password=PASSWORD
            )
        )
        user = f"SCRAM-SHA-512=[name={USER},password={PASSWORD}]"
        command = [*_java(), "kafka.tools.StorageTool", "format", "-t", "AAAAAAAAAAAAAAAAAAAAAA"]
        _run([*command, "-c", str(properties), "--add-scram", user], self.folder)

    def _sign(self) -> None:
        """An authority, and a certificate for the broker's address and no other."""
        address = self.folder / "address"
        address.write_text("subjectAltName=IP:127.0.0.1\n")
        key = ("-newkey", "rsa:2048", "-nodes")
        self._openssl("req", "-x509", *key, "-keyout", "authority.key", "-out", "authority.crt", "-subj", "/CN=tests")
        self._openssl("req", *key, "-keyout", "broker.key", "-out", "broker.csr", "-subj", "/CN=broker")
        signer = ("-CA", "authority.crt", "-CAkey", "authority.key", "-CAcreateserial")
        self._openssl("x509", "-req", "-in", "broker.csr", *signer, "-extfile", "address", "-out", "broker.crt")
        parts = [(self.folder / name).read_text() for name in ("broker.key", "broker.crt", "authority.crt")]
        (self.folder / "broker.pem").write_text("".join(parts))

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def answers(self) -> bool:
        """Whether somebody listens; who may come in is what the tests ask."""
        try:
            socket.create_connection(("127.0.0.1", self.port), 0.5).close()
        except OSError:
            return False
        return True

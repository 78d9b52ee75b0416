"""Table rows: what can't be read stops the worker, which names the key."""

from monitor.errors import StoredRowError
from monitor.stream.carry import home
from tests.stream.conftest import PATIENCE_SECONDS, Live
from tests.stream.fakes import article


def test_a_row_that_cannot_be_decoded_stops_the_worker_and_names_the_key(own: Live) -> None:
    own.put(own.topics.stories.name, b"floods", b"nonsense", home(b"floods", 4))
    worker = own.start()
    thread = own.workers[0][1]

    own.publish(article("floods", "SD-KA"))
    thread.join(PATIENCE_SECONDS)

    assert own.codes == [70]
    assert isinstance(worker.error, StoredRowError)
    assert "floods" in str(worker.error)


def test_home_is_where_kafkas_own_clients_put_a_key() -> None:
    # Values of org.apache.kafka.common.utils.Utils.murmur2, as in its own test.
    assert [home(key, 2**31) for key in (b"21", b"foobar", b"")] == [
        -973932308 & 0x7FFFFFFF,
        -790332482 & 0x7FFFFFFF,
        275646681,
    ]

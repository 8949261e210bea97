"""What the front takes, and what it says no to before a page is asked."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.foundation.files.sending import FileOnDisk, SentFile
from leadgate.foundation.files.store_errors import FileMissing
from leadgate.foundation.front import files
from leadgate.foundation.front.acknowledged import CannotSay
from leadgate.foundation.front.application import WsgiAnswer, answer_of, environ_of
from leadgate.foundation.front.bodies import Body, BodyCut, BodyPace, BodyTooLarge, BodyTooSlow
from leadgate.foundation.front.bounds import Bounds, TooBusy, Usage
from leadgate.foundation.front.pages import PageThreads
from leadgate.foundation.front.refusals import SAID, Refusals
from leadgate.foundation.front.server import Front

MOST = 1_000


def completed(work):
    """What a coroutine comes to, on a thread of its own: the one at hand may have a loop that runs already."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, work).result()


def refusals() -> Refusals:
    return Refusals({(why, "en"): WsgiAnswer(said[0], [], why.encode()) for why, said in SAID.items()}, ("en",))


def scope(method="GET", path="/", client="192.0.2.1", **headers):
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(b"host", b"localhost"), *named],
        "client": (client, 1),
        "server": ("localhost", 8000),
    }


def coming(*parts: bytes, then: Callable[[], Awaitable[object]] | None = None):
    """What the server hands on of a body; after the last part there is nothing more, or what `then` does."""
    events = [{"type": "http.request", "body": part, "more_body": True} for part in parts]

    async def receive():
        if events:
            return events.pop(0)
        if then:
            await then()
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive


def asked(front, asked_for, *parts, then=None):
    """The status and the body somebody gets."""
    sent = []

    async def send(event):
        sent.append(event)

    completed(front(asked_for, coming(*parts, then=then), send))
    body = b"".join(event.get("body", b"") for event in sent)
    return (sent[0]["status"] if sent else None), body


def front(application=None, **options):
    def told(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [environ["wsgi.input"].read(), b"!"]

    taken = {
        "threads": 2,
        "refusals": refusals(),
        "most_bytes": lambda *_: MOST,
        "network": lambda one: one["client"][0],
    }
    return Front(application or told, **{**taken, **options})


def never():
    return asyncio.Event().wait()


def test_a_body_reaches_the_page_whole_however_it_was_cut():
    assert asked(front(), scope("POST", transfer_encoding="chunked"), b"ab", b"", b"c") == (200, b"abc!")


def test_a_body_that_does_not_come_is_given_up_and_no_page_is_asked():
    def unasked(_environ, _start):
        raise AssertionError

    slow = front(unasked, pace=BodyPace(patience=0.01, bytes_per_second=1_000_000))
    assert asked(slow, scope("POST", content_length="60000"), b"a", then=never) == (408, b"too slow")


@given(received=st.integers(0, 10**9), more=st.integers(1, 10**6))
def test_who_sends_faster_than_the_least_rate_is_never_given_up(received, more):
    pace = BodyPace()
    assert pace.seconds_for(received + more) - pace.seconds_for(received) == pytest.approx(more / pace.bytes_per_second)


def test_a_body_that_is_too_large_is_told_to_the_page_as_such_and_not_kept():
    sizes = []

    def sized(environ, start_response):
        sizes.append((environ["CONTENT_LENGTH"], len(environ["wsgi.input"].read())))
        start_response("413 Content Too Large", [])
        return [b""]

    assert asked(front(sized), scope("POST", content_length="5000"), b"x" * 900, b"y" * 900)[0] == 413
    [(said, kept)] = sizes
    assert int(said) > MOST
    assert kept <= MOST


def test_a_client_that_hangs_up_in_the_middle_asks_for_nothing():
    async def received():
        async def gone():
            return {"type": "http.disconnect"}

        with Body(Usage(Bounds())) as body:
            await body.receive(gone, MOST, BodyPace())

    with pytest.raises(BodyCut):
        completed(received())


@pytest.mark.parametrize(("parts", "trouble"), [([b"x" * 1001], BodyTooLarge), ([b"x" * 600], TooBusy)])
def test_what_is_held_has_a_bound_for_one_and_for_all_and_is_given_back(parts, trouble):
    usage = Usage(Bounds(body_bytes=500 if trouble is TooBusy else 10_000))

    async def received():
        with Body(usage) as body:
            await body.receive(coming(*parts), MOST, BodyPace())

    with pytest.raises(trouble):
        completed(received())
    usage.take(500)


def test_one_network_takes_its_share_and_no_more_and_others_are_answered():
    bounded = front(bounds=Bounds(from_one=1))

    async def two():
        waits, answers = asyncio.Event(), []

        async def ask(client, *parts, then=None):
            sent = []

            async def send(event):
                sent.append(event)

            await bounded(scope("POST", client=client, content_length="9"), coming(*parts, then=then), send)
            answers.append((client, sent[0]["status"]))

        held = asyncio.create_task(ask("192.0.2.1", b"a", then=waits.wait))
        await asyncio.sleep(0)
        await ask("192.0.2.1", b"b")
        await ask("198.51.100.1", b"c")
        waits.set()
        await held
        return answers

    assert completed(two()) == [("192.0.2.1", 503), ("198.51.100.1", 200), ("192.0.2.1", 200)]


def test_two_hosts_are_refused():
    two = scope()
    two["headers"].append((b"host", b"elsewhere.example"))
    assert asked(front(), two) == (400, b"malformed")


def test_a_header_sent_twice_is_one_and_cookies_stay_apart():
    sent = scope(accept="text/html")
    sent["headers"] += [(b"accept", b"text/plain"), (b"cookie", b"a=1"), (b"cookie", b"b=2")]
    environ = environ_of(sent, None, 0)  # type: ignore[arg-type]
    assert environ["HTTP_ACCEPT"] == "text/html,text/plain"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"


def test_the_protocol_is_called_what_it_is_though_the_server_says_1_for_1_0():
    said = {
        version: environ_of({**scope(), "http_version": version}, None, 0)["SERVER_PROTOCOL"]
        for version in "1 1.1 2".split()
    }  # type: ignore[arg-type]
    assert said == {"1": "HTTP/1.0", "1.1": "HTTP/1.1", "2": "HTTP/2"}


def test_a_slow_body_names_its_trouble():
    async def received():
        with Body(Usage(Bounds())) as body:
            await body.receive(coming(b"a", then=never), MOST, BodyPace(patience=0.01, bytes_per_second=1_000_000))

    with pytest.raises(BodyTooSlow):
        completed(received())


def test_one_page_begins_at_a_time_and_those_that_take_long_are_not_waited_for():
    began, at_once, free = [], [], threading.Event()

    def page(name, *, waits):
        began.append(name)
        at_once.append(len(began))
        if waits:
            assert free.wait(10)
        began.remove(name)

    async def several():
        threads = PageThreads(4)
        slow = [asyncio.create_task(threads.work(partial(page, name, waits=True))) for name in ("slow", "slower")]
        quick = [asyncio.create_task(threads.work(partial(page, str(name), waits=False))) for name in range(50)]
        await asyncio.gather(*quick)
        assert not any(task.done() for task in slow)
        free.set()
        await asyncio.gather(*slow)

    completed(several())
    assert max(at_once) == 3, "two that wait, and one of all the others"


def test_several_pages_begin_side_by_side_where_a_database_is_waited_for():
    met = threading.Barrier(3)

    async def several():
        threads = PageThreads(4, leading=3)
        return await asyncio.gather(*[threads.work(partial(met.wait, 10)) for _ in range(3)])

    assert sorted(completed(several())) == [0, 1, 2]


def test_what_a_page_raises_is_raised_where_it_is_waited_for_and_the_next_is_worked_on():
    async def both():
        threads = PageThreads(1)
        with pytest.raises(ZeroDivisionError):
            await threads.work(lambda: 1 // 0)
        threads_answer = await threads.work(lambda: 1)
        threads.close()
        return threads_answer

    assert completed(both()) == 1


def test_a_page_nobody_waits_for_any_more_gives_its_turn_on():
    async def given_up():
        threads, first = PageThreads(2), threading.Event()
        held = asyncio.create_task(threads.work(partial(first.wait, 10)))
        await asyncio.sleep(0)
        waiting = asyncio.create_task(threads.work(str))
        await asyncio.sleep(0)
        waiting.cancel()
        first.set()
        await held
        return await threads.work(partial(str, 7))

    assert completed(given_up()) == "7"


@pytest.mark.parametrize("hangs_up", [False, True], ids=["taken", "hung up"])
def test_a_file_from_a_store_has_arrived_unless_the_client_was_gone_before_the_last_part(hangs_up):
    arrivals, got = [], []
    hung_up = asyncio.Event()

    def page(_environ, start_response):
        start_response("200 OK", [])
        return SentFile(iter([b"a", b"b", b"c"]), arrivals.append)

    async def receive():
        await hung_up.wait()
        return {"type": "http.disconnect"}

    async def send(event):
        got.append(event.get("body", b""))
        if hangs_up and event.get("body") == b"b":
            hung_up.set()

    completed(front(page)({**scope(), "server": None}, receive, send))  # of such a connection the system knows nothing
    assert b"".join(got) == (b"ab" if hangs_up else b"abc")
    assert arrivals == [2 if hangs_up else 3]


def test_a_file_whose_store_breaks_off_in_the_middle_is_cut_and_not_counted():
    taken, got = [], []

    class BreaksOff(SentFile):
        async def parts(self, most):
            yield b"a"
            yield b"b"
            raise FileMissing

    def page(_environ, start_response):
        start_response("200 OK", [])
        return BreaksOff(iter(()), taken.append)

    async def send(event):
        got.append(event)

    completed(front(page)({**scope(), "server": None}, never, send))
    assert b"".join(event.get("body", b"") for event in got) == b"a"
    assert all(event.get("more_body") for event in got[1:]), "the client is not told that this was all"
    assert taken == [1]


def test_pages_go_on_while_a_store_is_asked_for_a_file_and_its_silence_is_one_sentence():
    asked, silent = asyncio.Event(), asyncio.Event()

    class Silent(SentFile):
        async def opened(self) -> None:
            asked.set()
            await silent.wait()
            raise FileMissing

    def page(environ, start_response):
        start_response("200 OK", [])
        return Silent(iter(())) if environ["PATH_INFO"] == "/d/file" else [b"a page"]

    def into(events):
        async def send(event):
            events.append(event)

        return send

    async def both():
        here, file, other = front(page, threads=1), [], []
        waits = asyncio.ensure_future(here(scope(path="/d/file"), never, into(file)))
        await asked.wait()
        await here(scope(), never, into(other))
        silent.set()
        await waits
        return file, other

    file, other = completed(both())
    assert other[-1]["body"] == b"a page"
    assert (file[0]["status"], file[1]["body"]) == (503, b"file unreachable")


def given(connection, *parts: bytes):
    """How much of a file of these parts comes on a connection, and what the server was given of it."""
    got = []

    async def send(event):
        got.append(event["body"])

    file = SentFile(iter(parts))
    completed(files.FileOnItsWay(file, connection, never, send).comes())
    return file.taken, b"".join(got)


def test_a_file_comes_although_the_system_says_no_more_of_its_connection():
    class Silent:
        def acknowledged(self) -> int:
            raise CannotSay

    assert given(Silent(), b"a", b"b") == (2, b"ab")


def test_a_little_file_has_not_come_where_the_client_was_gone_already():
    class Ended:
        def acknowledged(self) -> None:
            return None

    assert given(Ended(), b"a") == (0, b"")


@pytest.mark.parametrize("counted", [True, False])
def test_a_little_file_is_answered_like_a_page_unless_it_is_counted(tmp_path, counted):
    (tmp_path / "file").write_bytes(b"abc")

    def page(_environ, start_response):
        start_response("200 OK", [])
        file = (tmp_path / "file").open("rb", buffering=0)
        return FileOnDisk(file, 3, (lambda _taken: None) if counted else None)

    answer = answer_of(page, environ_of(scope(), BytesIO(), 0))
    assert isinstance(answer.body, SentFile) is counted
    assert answer.body == b"abc" or b"".join(answer.body) == b"abc"


def test_a_client_that_takes_nothing_is_hung_up_on_and_has_no_file(monkeypatch):
    monkeypatch.setattr(files, "STALLED_SECONDS", 0.01)
    closed = threading.Event()

    class Stored(SentFile):
        def close(self) -> None:
            closed.set()

    async def stalls(_event):
        await never()

    file = Stored(iter([b"a", b"b"]))
    completed(files.FileOnItsWay(file, None, never, stalls).comes())
    assert file.taken == 0
    assert closed.is_set()


@pytest.mark.parametrize("at_hand", [True, False])
def test_a_file_of_this_machine_comes_in_parts_from_where_it_stands(tmp_path, monkeypatch, at_hand):
    if not at_hand:  # it would have to be waited for, or the system has no such call
        monkeypatch.delattr("os.preadv")
    content = bytes(range(256)) * 2_000
    (tmp_path / "file").write_bytes(content)

    async def read(file):
        return b"".join([part async for part in FileOnDisk(file, 300_000).parts(lambda: 70_000)])

    with (tmp_path / "file").open("rb", buffering=0) as file:
        file.seek(1_000)
        assert completed(read(file)) == content[1_000:301_000]

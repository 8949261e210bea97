"""The front: one asynchronous application around the pages' WSGI one (ASGI 3.0).

A body is received before a thread is taken, and has to come in time; a page is worked on by one of few threads; a file
is sent part by part while no thread waits for whoever takes it. So a slow client costs a few kilobytes, and nobody else
anything.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from leadgate.foundation.front.application import Answer, Application, Scope, SentAsync, answer_of, environ_of
from leadgate.foundation.front.bodies import Body, BodyTooLarge, BodyTooSlow, ClientGone, Pace, Receive
from leadgate.foundation.front.bounds import Bounds, TooBusy, Usage
from leadgate.foundation.limits import network_of

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
PART_SECONDS = 30.0
"""A client that takes no part of a file for so long is hung up on."""
RETRY_SECONDS = 2
PROBLEMS = {
    408: "The request took too long to arrive. Please try again.",
    413: "That is larger than this address takes.",
    503: "Too many are here at once. Please try again in a moment.",
    400: "The request is not one we can read.",
}


class Front:
    """Takes requests, hands them to the application, sends what it answers.

    Args:
        application: of WSGI.
        most_bytes: how large a body may be, by method and path.
        threads: that work on pages.
        bounds: what is taken at once.
        pace: how slowly bodies may come.
    """

    def __init__(
        self,
        application: Application,
        *,
        most_bytes: Callable[[str, str], int],
        threads: int,
        bounds: Bounds | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._application, self._most_bytes = application, most_bytes
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self._usage, self._pace = Usage(bounds or Bounds()), pace or Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the beginning and end of the server's life."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        if sum(name == b"host" for name, _value in scope["headers"]) > 1:
            await _refuse(send, 400)  # RFC 9112 section 3.2
            return
        try:
            with self._usage.request_from(network_of((scope.get("client") or ("", 0))[0])):
                await self._answer(scope, receive, send)
        except TooBusy:
            await _refuse(send, 503)
        except BodyTooSlow:
            await _refuse(send, 408)
        except BodyTooLarge:
            await _refuse(send, 413)
        except ClientGone:
            return

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = Body(self._usage)
        try:
            if _has_body(scope):
                await body.receive(receive, self._most_bytes(scope["method"], scope["path"]), self._pace)
            with self._usage.place_in_queue():
                environ = environ_of(scope, body.file, body.size)
                answer = await self._in_thread(answer_of, self._application, environ)
        finally:
            body.close()
        await self._send(answer, send)

    async def _in_thread(self, work: Callable[..., Any], *given: object) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *given)

    async def _send(self, answer: Answer, send: Send) -> None:
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if isinstance(answer.body, bytes):
            await send({"type": "http.response.body", "body": answer.body})
        elif await _all_taken(answer.body, send):
            await self._in_thread(answer.body.sent)


async def _all_taken(body: SentAsync, send: Send) -> bool:
    """Send a file; answers whether the client took all of it."""
    try:
        async for part in body.parts():
            async with asyncio.timeout(PART_SECONDS):
                await send({"type": "http.response.body", "body": part, "more_body": True})
    except (TimeoutError, OSError, RuntimeError):
        return False
    await send({"type": "http.response.body", "body": b""})
    return True


def _has_body(scope: Scope) -> bool:
    names = {name for name, _value in scope["headers"]}
    return b"transfer-encoding" in names or any(
        name == b"content-length" and value != b"0" for name, value in scope["headers"]
    )


async def _refuse(send: Send, status: int) -> None:
    """Say no as problem details (RFC 9457), and hang up."""
    problem = json.dumps({"type": "about:blank", "title": PROBLEMS[status], "status": status}).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"connection", b"close"),
        (b"cache-control", b"no-store"),
    ]
    if status == 503:
        headers.append((b"retry-after", str(RETRY_SECONDS).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": problem})


async def _live(receive: Receive, send: Send) -> None:
    while True:
        event = (await receive())["type"]
        await send({"type": f"{event}.complete"})
        if event == "lifespan.shutdown":
            return

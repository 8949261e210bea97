"""The front: one asynchronous application around the pages' WSGI one (ASGI 3.0).

A body is received before a thread is taken, and has to come in time; a page is worked on by one of few threads; a file
is sent part by part while no thread waits for whoever takes it. So a slow client costs some memory, and nobody else
anything.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

from leadgate.foundation.files.sending import SentFile
from leadgate.foundation.files.store_errors import FileMissing
from leadgate.foundation.front.application import Application, Scope, WsgiAnswer, answer_of, environ_of
from leadgate.foundation.front.bodies import Body, BodyCut, BodyPace, BodyTooLarge, BodyTooSlow, Receive
from leadgate.foundation.front.bounds import Bounds, TooBusy, Usage
from leadgate.foundation.front.files import STALLED_SECONDS, FileOnItsWay, Send, connection_of
from leadgate.foundation.front.listening import hang_up_on_stalled
from leadgate.foundation.front.pages import PageThreads
from leadgate.foundation.front.refusals import Refusals, RefusedFor


class Front:
    """Takes requests, hands them to the application, sends what it answers.

    Args:
        application: of WSGI.
        most_bytes: how large a body may be, by method and path.
        network: where a request comes from, by its scope.
        refusals: what is said to those who are not let in.
        threads: that work on pages.
        leading: how many pages begin side by side.
        bounds: what is taken at once.
        pace: how slowly bodies may come.
    """

    def __init__(
        self,
        application: Application,
        *,
        most_bytes: Callable[[str, str], int],
        network: Callable[[Scope], str],
        refusals: Refusals,
        threads: int,
        leading: int = 1,
        bounds: Bounds | None = None,
        pace: BodyPace | None = None,
    ) -> None:
        self._application, self._most_bytes, self._network = application, most_bytes, network
        self._refusals, self._is_new = refusals, True
        self._threads = PageThreads(threads, leading)
        self._usage, self._pace = Usage(bounds or Bounds()), pace or BodyPace()

    def refuse_with(self, refusals: Refusals) -> None:
        """Say no in other words from now on: the pages look otherwise, or speak other languages."""
        self._refusals = refusals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the beginning and end of the server's life."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            if self._is_new:  # the server listens only after it was told that all is ready
                self._is_new = False
                hang_up_on_stalled(2 * STALLED_SECONDS)
            await self._request(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        hosts = sum(name == b"host" for name, _value in scope["headers"])
        if hosts > 1:  # RFC 9112 section 3.2
            await self._refuse(RefusedFor.MALFORMED, scope, receive, send)
            return
        try:
            await self._bounded(scope, receive, send)
        except TooBusy:
            await self._refuse(RefusedFor.TOO_BUSY, scope, receive, send)
        except BodyTooSlow:
            await self._refuse(RefusedFor.TOO_SLOW, scope, receive, send)
        except BodyCut:  # by a client that is gone, or by one that sent what is no body (RFC 9112, section 7.1)
            await self._refuse(RefusedFor.MALFORMED, scope, receive, send)

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        network = self._network(scope)
        self._usage.enter(network)
        try:
            await self._work_on(scope, receive, send)
        finally:
            self._usage.leave(network)

    async def _refuse(self, why: RefusedFor, scope: Scope, receive: Receive, send: Send) -> None:
        await _send(self._refusals.of(why, scope), scope, receive, send)

    async def _work_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _has_body(scope):
            with Body(self._usage) as body:
                size = await self._received(body, scope, receive)
                answer = await self._answer(environ_of(scope, body.file, size))
        else:
            answer = await self._answer(environ_of(scope, BytesIO(), 0))
        if not isinstance(answer.body, SentFile):
            await _send(answer, scope, receive, send)
            return
        try:
            if await _is_there(answer.body):
                await _send(answer, scope, receive, send)
            else:
                await self._refuse(RefusedFor.FILE_UNREACHABLE, scope, receive, send)
        finally:
            if answer.body.is_counted:
                await asyncio.to_thread(answer.body.ended)

    async def _received(self, body: Body, scope: Scope, receive: Receive) -> int:
        """Take the body; answers its size, or that of one that is too large, which the application refuses itself."""
        # Not on the loop: how large a file may be is a setting, which may have to be read from the database.
        most = await asyncio.to_thread(self._most_bytes, scope["method"], scope["path"])
        try:
            await body.receive(receive, most, self._pace)
        except BodyTooLarge:
            return most + 1
        return body.size

    async def _answer(self, environ: dict[str, Any]) -> WsgiAnswer:
        self._usage.take_place()
        try:
            return await self._threads.work(partial(answer_of, self._application, environ))
        finally:
            self._usage.leave_place()

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            event = (await receive())["type"]
            if event == "lifespan.shutdown":
                self._threads.close()
            await send({"type": f"{event}.complete"})
            if event == "lifespan.shutdown":
                return


async def _send(answer: WsgiAnswer, scope: Scope, receive: Receive, send: Send) -> None:
    begin = {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
    if isinstance(answer.body, SentFile):
        on_its_way = FileOnItsWay(answer.body, connection_of(scope), receive, send)
        await send(begin)
        await on_its_way.comes()
        return
    await send(begin)
    await send({"type": "http.response.body", "body": answer.body})


async def _is_there(file: SentFile) -> bool:
    try:
        await file.opened()
    except FileMissing:
        return False
    return True


def _has_body(scope: Scope) -> bool:
    sizes = [value for name, value in scope["headers"] if name == b"content-length"]
    return any(value != b"0" for value in sizes) or any(name == b"transfer-encoding" for name, _v in scope["headers"])

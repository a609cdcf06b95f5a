"""Asks every link of a night, its provider first, and judges what comes back."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace

from roadmap_site.garbage import keep_freed, rare_collections
from roadmap_site.links.adapters.provider import Provider
from roadmap_site.links.answer import Answer, Trouble
from roadmap_site.links.asking import Desk, by_provider
from roadmap_site.links.lanes import USUAL, Lane, Lanes, Ticket, Turn
from roadmap_site.links.manners import another, host_pause, note
from roadmap_site.links.observation import Observation
from roadmap_site.links.record import Record
from roadmap_site.links.settings import Settings
from roadmap_site.links.shard import site_of
from roadmap_site.links.sibling import Siblings
from roadmap_site.links.target import Wrong, target
from roadmap_site.links.verdict import judge, wants_sibling
from roadmap_site.links.visit import visit
from roadmap_site.links.web import Web

# Objects more than freed, before cycles are looked for: visits leave few, and allocate enough
# to set it off each time, a tenth of a night.
_ALLOCATED = 20_000
_DECK = 256  # links that are dealt together
_SLOWER = 0.5  # seconds; smaller differences between two links change with every night
_GOLDEN = 0.6180339887  # multiples of it, modulo 1, fill the interval evenly
_KEPT = 2048  # bytes of a body that wait for the next attempt


async def probe_all(
    urls: Sequence[str],
    known: Mapping[str, Record],
    settings: Settings,
    providers: Sequence[Provider] = (),
    web: Web | None = None,
) -> AsyncIterator[Observation]:
    """One observation for each link, as soon as it is there.

    After `settings.minutes` nothing new is asked, and what was not asked is not yielded.
    Closing or cancelling closes all connections. Network trouble never raises.
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(rare_collections(_ALLOCATED))
        keep_freed()
        if web is None:
            web = await stack.enter_async_context(Web(settings))
        run = _Run(web, known)
        async for observation in run.observations(dict.fromkeys(urls), providers):
            yield observation


class _Run:
    """One pass over the links of a night."""

    def __init__(self, web: Web, known: Mapping[str, Record]) -> None:
        self._web = web
        self._known = known
        self._settings = web.settings
        self._loop = asyncio.get_running_loop()
        self._lanes = Lanes(web.settings, _site, web.spacing)
        self._siblings = Siblings(web)
        self._seen: asyncio.Queue[Observation | None] = asyncio.Queue()
        self._over = False

    async def observations(
        self, urls: Iterable[str], providers: Sequence[Provider]
    ) -> AsyncIterator[Observation]:
        crew = asyncio.create_task(self._all(urls, providers))
        crew.add_done_callback(lambda _: self._seen.put_nowait(None))
        try:
            while (observation := await self._seen.get()) is not None:
                yield observation
            await crew
        finally:
            crew.cancel()
            await asyncio.gather(crew, return_exceptions=True)
            self._lanes.close()
            await self._siblings.close()

    async def _all(self, urls: Iterable[str], providers: Sequence[Provider]) -> None:
        claimed, rest = by_provider(urls, providers)
        desks = [Desk(self._web, one, links) for one, links in claimed]
        end = self._loop.call_later(min(self._settings.minutes * 60, 1e6), self._stop)
        self._queue(rest)
        many = len(rest) + sum(len(links) for _, links in claimed)
        try:
            async with asyncio.TaskGroup() as group:
                for desk in desks:
                    for _ in range(desk.clerks):
                        self._lanes.expect()
                        group.create_task(self._serve(desk))
                for _ in range(min(self._settings.at_once, many)):
                    group.create_task(self._work())
        finally:
            end.cancel()

    def _stop(self) -> None:
        """The night is over: what was asked once is told, the rest is left for tomorrow."""
        self._over = True
        for ticket in self._lanes.stop():
            if ticket.answer is not None:
                self._tell(ticket.answer)

    def _queue(self, urls: Iterable[str]) -> None:
        """Give every link to its host's lane; what can't be asked is told at once."""
        hosts: defaultdict[str, list[Ticket]] = defaultdict(list)
        for url in urls:
            wanted = target(url)
            if isinstance(wanted, Wrong):
                self._tell(Answer(url, trouble=wanted.trouble, detail=wanted.detail))
            else:
                hosts[wanted.key].append(Ticket(url, wanted, self._expected(url)))
        for host, tickets in hosts.items():
            self._lanes.add(host, _dealt(tickets))

    def _expected(self, url: str) -> float:
        """Seconds, by the last visit; politeness makes quick ones last no less than others."""
        known = self._known.get(url)
        return max(known.seconds, USUAL) if known else USUAL

    async def _serve(self, desk: Desk) -> None:
        """Ask a provider; what it says nothing of is asked like any other link."""
        for batch in desk.batches():
            if self._over:
                break
            said = await desk.ask(batch)
            for url in said.keys() & set(batch):
                self._tell(Answer(url, said=said[url]))
            self._queue(url for url in batch if url not in said)
        self._lanes.expect_no_more()

    async def _work(self) -> None:
        while turn := await self._lanes.take():
            await self._visit(turn)
            self._lanes.end(turn)

    async def _visit(self, turn: Turn) -> None:
        lane, ticket = turn.lane, turn.ticket
        if lane.stopped:
            self._leave(lane, ticket)
            return
        answer = await self._attempt(ticket)
        note(lane, answer)
        self._lanes.pause(lane, self._loop.time() + host_pause(answer, self._settings))
        again = None if self._over else another(answer, ticket.seconds, self._settings)
        if lane.stopped:
            for waiting in self._lanes.clear(lane):
                self._leave(lane, waiting)
        elif again:
            ticket.not_before = self._loop.time() + again.seconds
            ticket.answer = replace(answer, body_start=answer.body_start[:_KEPT])
            self._lanes.add_again(lane, ticket, last=again.last)
            return
        self._tell(await self._with_sibling(answer))

    async def _attempt(self, ticket: Ticket) -> Answer:
        before, settings = ticket.answer, self._settings
        # The second time only a passing stall has to be told from a standing one.
        hung = before is not None and before.trouble is Trouble.TIMEOUT
        answer = await visit(
            self._web,
            ticket.url,
            self._known.get(ticket.url),
            first=ticket.wanted,
            patience=settings.headers / 2 if hung else settings.headers,
            left=settings.visit - ticket.seconds,
        )
        if before is not None:
            made, seconds = before.attempts + 1, before.seconds + answer.seconds
            answer = replace(answer, attempts=made, seconds=seconds)
        ticket.seconds = answer.seconds
        return answer

    async def _with_sibling(self, answer: Answer) -> Answer:
        known = self._known.get(answer.url)
        if answer.page is None or not wants_sibling(answer, known, self._web.clock().date()):
            return answer
        return replace(answer, sibling=await self._siblings.beside(answer))

    def _leave(self, lane: Lane, ticket: Ticket) -> None:
        self._tell(Answer(ticket.url, stopped=lane.stopped, retry_after=lane.wanted_pause))

    def _tell(self, answer: Answer) -> None:
        known = self._known.get(answer.url)
        self._seen.put_nowait(judge(answer, known, self._web.clock()))


def _site(host: str) -> str:
    return site_of(f"http://{host}/")


def _dealt(tickets: list[Ticket]) -> list[Ticket]:
    """A host's links, slow ones first, the others with neighbours apart.

    Begun last, a slow one alone would keep the night waiting. Neighbours in a list are
    neighbours on the server, and often fall together: dealt out, three refusals in a row speak
    for the host, not for a corner of it. What has waited longest stays in front, by and large.
    """
    places = range(len(tickets))
    slow = [int(ticket.expected / _SLOWER) for ticket in tickets]
    order = sorted(places, key=lambda at: (at // _DECK, -slow[at], at * _GOLDEN % 1))
    return [tickets[at] for at in order]

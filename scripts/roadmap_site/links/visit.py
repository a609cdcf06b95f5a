"""One attempt at a link: the request, the redirects it leads through, and the page at the end.

It follows and records; what the answer means is in `verdict.py`.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from roadmap_site.links.answer import Answer, Hop, Page, Trouble
from roadmap_site.links.cookies import Cookies
from roadmap_site.links.fetch import Exchange, exchange
from roadmap_site.links.page import read_page
from roadmap_site.links.record import Record, State
from roadmap_site.links.retry_after import wanted_pause
from roadmap_site.links.target import Target, Wrong, onward, target
from roadmap_site.links.verdict import is_wall
from roadmap_site.links.web import Web

BODY_START = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SLOW = -1  # the status of a hop that lets a reader see the page
_LONGEST_REFRESH = 5.0  # seconds; a longer one is a notice to be read first
_VALIDATORS_LAST = timedelta(days=30)  # then the content is judged again
_NOT_PARSED = frozenset({304, 404, 410})  # whatever their pages say, the status has said it


async def visit(  # noqa: PLR0913  what one attempt depends on
    web: Web,
    link: str,
    record: Record | None = None,
    *,
    first: Target | None = None,
    patience: float,
    left: float,
) -> Answer:
    """What one attempt brought back. Takes any text and never raises.

    `first` is what to ask for the link, where that is known already. `patience` is for the
    headers of each response, `left` for the visit as a whole, in seconds.
    """
    begin = first or target(link)
    if isinstance(begin, Wrong):
        return Answer(link, trouble=begin.trouble, detail=begin.detail)
    chain = _Chain(web, link, _validators(record, web), patience, _now(), left)
    return await chain.follow(begin)


def _validators(record: Record | None, web: Web) -> dict[str, str]:
    """The headers that spare a page which has not changed since it was judged fine."""
    if record is None or record.state is not State.OK or record.streak or not record.judged:
        return {}
    if web.clock().date() - record.judged >= _VALIDATORS_LAST:
        return {}
    sent = {"If-None-Match": record.etag, "If-Modified-Since": record.last_modified}
    return {name: value for name, value in sent.items() if value.isprintable() and value}


@dataclass(slots=True)
class _Chain:
    """The way from a link to where it ends."""

    web: Web
    link: str
    validators: Mapping[str, str]
    patience: float
    start: float  # of the visit, by the loop's clock
    left: float
    hops: list[Hop] = field(default_factory=list)
    cookies: Cookies = field(default_factory=Cookies)
    seen: set[tuple[str, str]] = field(default_factory=set)  # URL and cookies sent

    async def follow(self, here: Target) -> Answer:
        """The answer where the chain ends, or the trouble that ends it."""
        while True:
            got = await self._ask(here)
            answer = self._answer(here, got)
            step = self._step(here, got, answer)
            if step is None:
                return answer
            status, there = step
            if isinstance(there, Wrong):
                return replace(answer, trouble=there.trouble, detail=there.detail)
            if self._is_known(there) and (
                status == _SLOW or (status == 0 and there.url == here.url)
            ):
                # A page that reloads itself, or shows its slides by turns, is where one stays.
                return answer
            self.hops.append(Hop(here.url if self.hops else self.link, status))
            if self._is_known(there) or len(self.hops) > self.web.settings.hops:
                return self._endless(there, answer)
            here = there

    async def _ask(self, here: Target) -> Exchange:
        cookie = self.cookies.header(here)
        self.seen.add((here.url, cookie))
        headers = {**self.validators, "Cookie": cookie} if cookie else self.validators
        patience = min(self.patience, self.start + self.left - _now())
        if patience <= 0:
            return Exchange(trouble=Trouble.TIMEOUT, detail="the redirects took too long")
        got = await exchange(self.web, here, headers, patience)
        if got.cookies:
            self.cookies.take(here, got.cookies)
        return got

    def _is_known(self, there: Target) -> bool:
        return (there.url, self.cookies.header(there)) in self.seen

    def _step(
        self, here: Target, got: Exchange, answer: Answer
    ) -> tuple[int, Target | Wrong] | None:
        """Where the response sends us, and how; None where the chain ends."""
        if got.status in _REDIRECTS:
            place = got.headers.get("location", "")
            missing = Wrong(Trouble.BAD_REDIRECT, f"{got.status} without a place to go to")
            return got.status, onward(here, place) if place.strip() else missing
        refresh = answer.page.refresh if answer.page else None
        if not refresh or got.status != 200 or refresh[0] > _LONGEST_REFRESH:  # noqa: PLR2004
            return None
        there = onward(here, refresh[1])
        # Walls reload themselves until a browser has solved their riddle.
        if isinstance(there, Wrong) or is_wall(answer):
            return None
        return (0 if refresh[0] <= 0 else _SLOW), there

    def _answer(self, here: Target, got: Exchange) -> Answer:
        page: Page | None = None
        if got.body and got.status not in _NOT_PARSED and got.is_html:
            page = read_page(
                got.body,
                got.headers.get("content-type", ""),
                here.url,
                anchored="#" in self.link or bool(here.fragment),
                marked=self.web.settings.marks,
            )
        return Answer(
            self.link,
            final_url=_final(here),
            hops=tuple(self.hops),
            status=got.status,
            headers=got.headers,
            body_start=got.body[:BODY_START],
            size=got.size,
            stalled=got.stalled,
            page=page,
            trouble=got.trouble,
            detail=got.detail,
            retry_after=wanted_pause(got.status, got.headers, self.web.clock()),
            attempts=1,
            seconds=_now() - self.start,
        )

    def _endless(self, there: Target, answer: Answer) -> Answer:
        detail = f"still redirecting after {len(self.hops)} hops"
        return replace(
            answer,
            final_url=_final(there),
            hops=tuple(self.hops),
            trouble=Trouble.TOO_MANY_REDIRECTS,
            detail="goes round in circles" if self._is_known(there) else detail,
        )


def _now() -> float:
    return asyncio.get_running_loop().time()


def _final(here: Target) -> str:
    return f"{here.url}#{here.fragment}" if here.fragment else here.url

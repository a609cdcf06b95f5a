"""What a host's answers say about how it wants to be treated for the rest of the night."""

from dataclasses import dataclass

from roadmap_site.links.answer import Answer, Trouble
from roadmap_site.links.lanes import Lane
from roadmap_site.links.settings import Settings
from roadmap_site.links.verdict import is_wall, wants_retry

TOO_MANY = 429
UNAVAILABLE = 503
_ENOUGH = 3  # refusals in a row, of one kind
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Again:
    """Another attempt: after how many seconds, and whether only when all else is done."""

    seconds: float
    last: bool = False


def refusal(answer: Answer) -> object:
    """The kind of refusal, equal for equal walls; None where the host talks to us.

    One wall before the whole host shows the same face everywhere, so different ones in a row
    are different pages' own.
    """
    if answer.status is None:
        return None
    if answer.status == TOO_MANY:
        return TOO_MANY
    return (
        (answer.status, answer.page.title if answer.page else "") if is_wall(answer) else None
    )


def note(lane: Lane, answer: Answer) -> None:
    """Count the refusals of a host; three of one kind in a row stop it for tonight."""
    kind = refusal(answer)
    if kind is None and answer.status is None:
        return
    lane.refusals = lane.refusals + 1 if kind == lane.refusal else 1
    lane.refusal = kind
    if kind is None:
        lane.refusals, lane.wanted_pause = 0, None
        return
    if answer.retry_after is not None:
        lane.wanted_pause = max(lane.wanted_pause or 0.0, answer.retry_after)
    if lane.refusals >= _ENOUGH:
        words = "429 Too Many Requests" if kind == TOO_MANY else "the same wall for robots"
        lane.stopped = f"{lane.host} answered {lane.refusals} times in a row with {words}"


def host_pause(answer: Answer, settings: Settings) -> float:
    """Seconds for which nothing must be started on the host: what it asks for, if short.

    A 503 speaks for its own page only; a long wait makes the refusals count instead.
    """
    wanted = answer.retry_after
    if wanted is None or wanted > settings.longest_wait or answer.status == UNAVAILABLE:
        return 0.0
    return wanted


def another(answer: Answer, spent: float, settings: Settings) -> Again | None:
    """Whether a visit deserves one more attempt (`answer.attempts` were made), and when."""
    if spent >= settings.visit or answer.attempts >= _attempts(answer):
        return None
    wanted = answer.retry_after
    if wanted is not None and answer.status in {TOO_MANY, UNAVAILABLE}:
        return Again(max(wanted, settings.pause)) if wanted <= settings.longest_wait else None
    if not wants_retry(answer):
        return None
    return Again(settings.pause, last=answer.attempts > 1)


def _attempts(answer: Answer) -> int:
    """A broken server or connection gets three; a page that is missing or silent two."""
    broken = answer.trouble is Trouble.RESET or (answer.status or 0) >= _SERVER_ERROR
    return 3 if broken and answer.status != TOO_MANY else 2

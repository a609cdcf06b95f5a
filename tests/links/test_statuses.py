import pytest

from links.answers import SEEN, URL, answered, page_html
from roadmap_site.links.answer import Answer, Trouble
from roadmap_site.links.observation import ALIVE, Observation, Reason, Verdict
from roadmap_site.links.verdict import judge

PAGE = page_html("Algebra", "<p>A short lesson on rings.</p>")
V, R = Verdict, Reason
STATUSES = {
    (V.OK, R.ANSWERED): (200, 201, 202, 203, 204, 205, 206, 226, 300),
    (V.OK, R.NOT_MODIFIED): (304,),
    (V.GONE, R.NOT_FOUND): (400, 404, 409, 414, 416, 422, 423, 431),
    (V.GONE, R.GONE): (410,),
    (V.BLOCKED, R.LOGIN): (401, 440),
    (V.BLOCKED, R.PAYMENT): (402,),
    (V.BLOCKED, R.REFUSES_ROBOTS): (403, 405, 406, 407, 412, 418, 421, 426, 460, 999),
    (V.BLOCKED, R.RATE_LIMITED): (429,),
    (V.BLOCKED, R.LEGAL): (451,),
    (V.UNREACHABLE, R.TIMEOUT): (408, 425),
    (V.SERVER_ERROR, R.SERVER_ERROR): (500, 502, 503, 511, 520, 521, 523, 525, 530, 600),
    (V.UNREACHABLE, R.NOT_HTTP): (0, 102),
}
TROUBLES = {
    (V.INVALID, R.NOT_A_URL): Trouble.NOT_A_URL,
    (V.INVALID, R.BAD_SCHEME): Trouble.BAD_SCHEME,
    (V.INVALID, R.BAD_HOST): Trouble.BAD_HOST,
    (V.INVALID, R.BAD_PORT): Trouble.BAD_PORT,
    (V.UNSAFE, R.PRIVATE_ADDRESS): Trouble.PRIVATE_ADDRESS,
    (V.UNSAFE, R.UNSAFE_REDIRECT): Trouble.UNSAFE_REDIRECT,
    (V.NO_HOST, R.NO_SUCH_HOST): Trouble.NO_SUCH_HOST,
    (V.DNS_ERROR, R.DNS_FAILED): Trouble.DNS_FAILED,
    (V.UNREACHABLE, R.REFUSED): Trouble.REFUSED,
    (V.UNREACHABLE, R.RESET): Trouble.RESET,
    (V.UNREACHABLE, R.TIMEOUT): Trouble.TIMEOUT,
    (V.UNREACHABLE, R.TLS): Trouble.TLS,
    (V.UNREACHABLE, R.CERTIFICATE_EXPIRED): Trouble.CERTIFICATE_EXPIRED,
    (V.UNREACHABLE, R.CERTIFICATE_NAME): Trouble.CERTIFICATE_NAME,
    (V.UNREACHABLE, R.CERTIFICATE_UNTRUSTED): Trouble.CERTIFICATE_UNTRUSTED,
    (V.BLOCKED, R.CERTIFICATE_INCOMPLETE): Trouble.CERTIFICATE_INCOMPLETE,
    (V.UNREACHABLE, R.NOT_HTTP): Trouble.NOT_HTTP,
    (V.UNREACHABLE, R.BAD_REDIRECT): Trouble.BAD_REDIRECT,
    (V.UNREACHABLE, R.TOO_MANY_REDIRECTS): Trouble.TOO_MANY_REDIRECTS,
}
BY_STATUS = [(status, *found) for found, many in STATUSES.items() for status in many]


def judged(answer: Answer) -> Observation:
    return judge(answer, None, SEEN)


@pytest.mark.parametrize(("status", "verdict", "reason"), BY_STATUS)
def test_statuses(status: int, verdict: Verdict, reason: Reason) -> None:
    """Every status has its verdict; only those about the address itself are a death."""
    body = "" if status in {204, 205} else PAGE

    seen = judged(answered(body, status=status))

    assert (seen.verdict, seen.reason, seen.status) == (verdict, reason, status)


@pytest.mark.parametrize(
    ("verdict", "reason", "trouble"), [(*found, trouble) for found, trouble in TROUBLES.items()]
)
def test_troubles(verdict: Verdict, reason: Reason, trouble: Trouble) -> None:
    """Every trouble has its verdict, and words even where the engine had none."""
    seen = judged(Answer(URL, URL, trouble=trouble))

    assert (seen.verdict, seen.reason) == (verdict, reason)
    assert seen.evidence
    assert judged(Answer(URL, URL, trouble=trouble, detail="why")).evidence == "why"


def test_every_trouble_is_judged() -> None:
    """No trouble is left without a verdict."""
    seen = {trouble: judged(Answer(URL, trouble=trouble)).verdict for trouble in Trouble}

    assert ALIVE.isdisjoint(seen.values())

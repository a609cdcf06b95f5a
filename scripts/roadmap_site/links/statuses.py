"""What statuses and troubles mean by themselves, before anything is read: two tables."""

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus

from roadmap_site.links.answer import Trouble
from roadmap_site.links.observation import Reason, Verdict

_CLIENT, _SERVER = 400, 500


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, why, and the clause that a report shows."""

    verdict: Verdict
    reason: Reason
    evidence: str = ""


def soft(reason: Reason, evidence: str) -> Finding:
    """The finding that a page is gone although its status is good."""
    return Finding(Verdict.SOFT_GONE, reason, evidence)


_REFUSED = (Verdict.BLOCKED, Reason.REFUSES_ROBOTS)
_GONE = (Verdict.GONE, Reason.NOT_FOUND)
_LATE = (Verdict.UNREACHABLE, Reason.TIMEOUT)
_STATUSES = {
    # Wrong in the address itself, so a reader sees the same; a death takes three nights.
    400: _GONE,
    401: (Verdict.BLOCKED, Reason.LOGIN),
    402: (Verdict.BLOCKED, Reason.PAYMENT),
    404: _GONE,
    408: _LATE,
    409: _GONE,  # what Azure says of storage that is no longer public
    410: (Verdict.GONE, Reason.GONE),
    414: _GONE,
    416: _GONE,  # we ask for no range
    422: _GONE,
    423: _GONE,
    424: _GONE,
    425: _LATE,
    429: (Verdict.BLOCKED, Reason.RATE_LIMITED),
    431: _GONE,  # browsers send more
    440: (Verdict.BLOCKED, Reason.LOGIN),  # IIS: the session ended
    451: (Verdict.BLOCKED, Reason.LEGAL),
    496: (Verdict.BLOCKED, Reason.LOGIN),  # nginx: a client certificate is asked for
    498: _GONE,  # a token in the address has expired
    999: _REFUSED,  # LinkedIn
}
"""Other statuses from 400 to 499 speak of how we asked, and prove nothing: refused."""

_WORDS = {
    520: "unknown error",
    521: "web server is down",
    522: "connection timed out",
    523: "origin is unreachable",
    524: "a timeout occurred",
    525: "TLS handshake failed",
    526: "invalid TLS certificate",
    530: "origin error",
    999: "request denied",
}
"""Of Cloudflare and LinkedIn; no standard has them."""

_TROUBLES = {
    Trouble.NOT_A_URL: (Verdict.INVALID, Reason.NOT_A_URL, "not a URL"),
    Trouble.BAD_SCHEME: (Verdict.INVALID, Reason.BAD_SCHEME, "not an http or https address"),
    Trouble.BAD_HOST: (Verdict.INVALID, Reason.BAD_HOST, "the host name can't exist"),
    Trouble.BAD_PORT: (Verdict.INVALID, Reason.BAD_PORT, "the port is not allowed"),
    Trouble.PRIVATE_ADDRESS: (
        Verdict.UNSAFE,
        Reason.PRIVATE_ADDRESS,
        "leads into a private network",
    ),
    Trouble.UNSAFE_REDIRECT: (
        Verdict.UNSAFE,
        Reason.UNSAFE_REDIRECT,
        "redirects to something that is not a web page",
    ),
    Trouble.NO_SUCH_HOST: (Verdict.NO_HOST, Reason.NO_SUCH_HOST, "the host does not exist"),
    Trouble.DNS_FAILED: (
        Verdict.DNS_ERROR,
        Reason.DNS_FAILED,
        "the name could not be looked up",
    ),
    Trouble.REFUSED: (Verdict.UNREACHABLE, Reason.REFUSED, "connection refused"),
    Trouble.RESET: (Verdict.UNREACHABLE, Reason.RESET, "connection closed without an answer"),
    Trouble.TIMEOUT: (Verdict.UNREACHABLE, Reason.TIMEOUT, "no answer in time"),
    Trouble.TLS: (Verdict.UNREACHABLE, Reason.TLS, "no secure connection"),
    Trouble.CERTIFICATE_EXPIRED: (
        Verdict.UNREACHABLE,
        Reason.CERTIFICATE_EXPIRED,
        "the certificate has expired",
    ),
    Trouble.CERTIFICATE_NAME: (
        Verdict.UNREACHABLE,
        Reason.CERTIFICATE_NAME,
        "the certificate is another host's",
    ),
    Trouble.CERTIFICATE_UNTRUSTED: (
        Verdict.UNREACHABLE,
        Reason.CERTIFICATE_UNTRUSTED,
        "the certificate is not from a known authority",
    ),
    # Browsers fetch the missing one by themselves, so readers see the page.
    Trouble.CERTIFICATE_INCOMPLETE: (
        Verdict.BLOCKED,
        Reason.CERTIFICATE_INCOMPLETE,
        "an intermediate certificate is missing",
    ),
    Trouble.NOT_HTTP: (Verdict.UNREACHABLE, Reason.NOT_HTTP, "the answer is not HTTP"),
    # Browsers give up at the same size.
    Trouble.TOO_BIG: (Verdict.UNREACHABLE, Reason.NOT_HTTP, "the headers have no end"),
    Trouble.BAD_REDIRECT: (
        Verdict.UNREACHABLE,
        Reason.BAD_REDIRECT,
        "redirects to something that is not a URL",
    ),
    Trouble.TOO_MANY_REDIRECTS: (
        Verdict.UNREACHABLE,
        Reason.TOO_MANY_REDIRECTS,
        "redirects without end",
    ),
}


def of_trouble(trouble: Trouble, detail: str) -> Finding:
    """What it means that there was no answer, or that the redirects led nowhere."""
    verdict, reason, words = _TROUBLES[trouble]
    return Finding(verdict, reason, detail or words)


def of_status(status: int) -> Finding | None:
    """What a refusing or failing status means; None where the content has to be judged."""
    if status < _CLIENT:
        return None
    verdict, reason = _STATUSES.get(status, _REFUSED)
    if status >= _SERVER and status not in _STATUSES:
        verdict, reason = Verdict.SERVER_ERROR, Reason.SERVER_ERROR
    return Finding(verdict, reason, in_words(status))


@cache
def in_words(status: int) -> str:
    """`404 Not Found`; for statuses that no standard knows what their makers call them."""
    if status in _WORDS:
        return f"{status} {_WORDS[status]}"
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}, which no standard knows"

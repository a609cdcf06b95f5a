"""What one visit to a link showed: the verdict, its reason, and what to remember."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What one answer means. Only the nights together make a link dead (`health.py`)."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    SOFT_GONE = "soft-gone"
    NO_HOST = "no-host"
    UNREACHABLE = "unreachable"
    SERVER_ERROR = "server-error"
    DNS_ERROR = "dns-error"
    BLOCKED = "blocked"
    INVALID = "invalid"
    UNSAFE = "unsafe"


ALIVE = frozenset({Verdict.OK, Verdict.MOVED})
CERTAIN = frozenset({Verdict.INVALID, Verdict.UNSAFE})
FAILING = frozenset(
    {
        Verdict.GONE,
        Verdict.SOFT_GONE,
        Verdict.NO_HOST,
        Verdict.UNREACHABLE,
        Verdict.SERVER_ERROR,
    }
)


class Reason(StrEnum):
    """Why a verdict is what it is; a closed list, so that every reason has words."""

    # ok
    ANSWERED = "answered"
    NOT_MODIFIED = "not-modified"
    PROVIDER = "provider"  # the site's own interface says that it is there
    UNSURE = "unsure"  # every address of the site looks the same: no way to tell
    # moved
    REDIRECT = "permanent-redirect"
    RENAMED = "renamed"
    # gone
    NOT_FOUND = "not-found"
    GONE = "gone"
    DELETED = "deleted"
    # soft-gone
    SENT_HOME = "sent-home"
    ERROR_ADDRESS = "error-address"
    ERROR_WORDS = "error-words"
    PARKED = "parked"
    DEFAULT_PAGE = "default-page"
    CANONICAL_HOME = "canonical-home"
    WRONG_TYPE = "wrong-type"
    EMPTY = "empty"
    LIKE_ANY_ADDRESS = "like-any-address"
    SAME_TARGET = "same-target"  # many links of the host now end at one page
    ANCHOR_MISSING = "anchor-missing"
    # no-host, dns-error
    NO_SUCH_HOST = "no-such-host"
    DNS_FAILED = "dns-failed"
    # unreachable
    REFUSED = "refused"
    RESET = "reset"
    TIMEOUT = "timeout"
    TLS = "tls"
    CERTIFICATE_EXPIRED = "certificate-expired"
    CERTIFICATE_NAME = "certificate-name"
    CERTIFICATE_UNTRUSTED = "certificate-untrusted"
    NOT_HTTP = "not-http"
    BAD_REDIRECT = "bad-redirect"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    # server-error
    SERVER_ERROR = "server-error"
    # blocked
    REFUSES_ROBOTS = "refuses-robots"  # 401 403 405 406 407 418 999 …
    RATE_LIMITED = "rate-limited"
    CHALLENGE = "challenge"
    LOGIN = "login"
    PAYMENT = "payment"
    LEGAL = "legal"
    CERTIFICATE_INCOMPLETE = "certificate-incomplete"
    ROBOTS_TXT = "robots-txt"
    HOST_STOPPED = "host-stopped"
    # invalid
    NOT_A_URL = "not-a-url"
    BAD_SCHEME = "bad-scheme"
    BAD_HOST = "bad-host"
    BAD_PORT = "bad-port"
    # unsafe
    PRIVATE_ADDRESS = "private-address"
    UNSAFE_REDIRECT = "unsafe-redirect"


@dataclass(frozen=True, slots=True)
class Observation:
    """One visit, judged. What `roadmap links check --format json` prints and shards store."""

    url: str
    verdict: Verdict
    reason: Reason
    seen: datetime  # UTC
    evidence: str = ""  # one English clause: "404 Not Found", "certificate expired 2026-01-01"
    status: int | None = None
    final_url: str = ""
    chain: tuple[tuple[str, int], ...] = ()  # (url, status) of every redirect followed
    attempts: int = 0
    seconds: float = 0.0
    moved_to: str = ""  # the rewrite that a permanent redirect asks for, with fragment
    note: str = ""  # "archived" repository, "withdrawn" paper, "content-changed"
    title: str = ""
    fingerprint: str = ""  # simhash, 16 hexadecimal digits
    length: int = 0
    etag: str = ""
    last_modified: str = ""
    sibling: str = ""  # directory whose random address was honest (404) tonight
    not_before: datetime | None = None  # UTC; the host asked to be left alone until then

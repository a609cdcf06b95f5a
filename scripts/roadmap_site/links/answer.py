"""What came back when a URL was asked: values only, failures included.

What an answer means is in `verdict.py`; who asks is in `probe.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Trouble(StrEnum):
    """Why a request brought no HTTP response, or why the chain of responses ended."""

    NOT_A_URL = "not-a-url"
    BAD_SCHEME = "bad-scheme"
    BAD_HOST = "bad-host"
    BAD_PORT = "bad-port"
    PRIVATE_ADDRESS = "private-address"
    UNSAFE_REDIRECT = "unsafe-redirect"  # to file:, data:, ftp: …
    NO_SUCH_HOST = "no-such-host"  # NXDOMAIN, or a name without an address
    DNS_FAILED = "dns-failed"  # SERVFAIL, resolver timeout
    REFUSED = "refused"
    RESET = "reset"  # closed before or while answering, empty reply
    TIMEOUT = "timeout"
    TLS = "tls"  # no handshake
    CERTIFICATE_EXPIRED = "certificate-expired"
    CERTIFICATE_NAME = "certificate-name"  # of another host
    CERTIFICATE_UNTRUSTED = "certificate-untrusted"  # self-signed, unknown authority
    CERTIFICATE_INCOMPLETE = "certificate-incomplete"  # intermediate missing; browsers mend it
    NOT_HTTP = "not-http"
    TOO_BIG = "too-big"  # the headers, not the body
    BAD_REDIRECT = "bad-redirect"  # no Location, or not a URL
    TOO_MANY_REDIRECTS = "too-many-redirects"


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect that was followed: from which URL, and the status that sent us on.

    Status 0 is a meta refresh without delay, -1 one with a delay of up to five seconds.
    """

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML body says; `page.py` reads it."""

    title: str = ""
    heading: str = ""  # text of the first h1
    words: str = ""  # visible text, white space folded, at most 4,000 characters
    length: int = 0  # characters of visible text
    canonical: str = ""  # absolute target of <link rel=canonical>
    refresh: tuple[float, str] | None = None  # meta refresh: seconds, absolute target
    anchors: frozenset[str] | None = None  # ids and names; None where scripts make the page
    scripts: tuple[str, ...] = ()  # sources of external scripts, as written
    login: bool = False  # a password field is most of what it shows
    fingerprint: str = ""  # simhash of the visible text, 16 hexadecimal digits


@dataclass(frozen=True, slots=True)
class Sibling:
    """What an address that cannot exist, beside the asked one, answered; and the home page."""

    status: int | None
    page: Page | None = None
    final_url: str = ""
    home: Page | None = None  # asked only where the sibling looks like the page


@dataclass(frozen=True, slots=True)
class ProviderSaid:
    """What a site's own interface says about a link; `adapters/` ask it."""

    provider: str  # "github", "youtube" …
    alive: bool | None  # None: it did not say; then the page is asked instead
    moved_to: str = ""  # its address now, where it was renamed
    note: str = ""  # "archived", "withdrawn" …: information, no verdict
    title: str = ""
    evidence: str = ""  # what it said, in words


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that one visit brought back."""

    url: str  # as asked, in the curriculum's spelling
    final_url: str = ""  # where the chain ended
    hops: tuple[Hop, ...] = ()  # the redirects followed, first one first
    status: int | None = None  # of the last response
    headers: Mapping[str, str] = field(default_factory=dict)  # lower-case names, first value
    body_start: bytes = b""  # at most 64 KiB, decoded; what walls are known by
    size: int = 0  # bytes of decoded body read, up to the limit
    stalled: bool = False  # good headers, then the body stopped
    page: Page | None = None  # of an HTML body
    trouble: Trouble | None = None
    detail: str = ""  # of the trouble, in words
    said: ProviderSaid | None = None
    sibling: Sibling | None = None
    stopped: str = ""  # why the host is left alone tonight, in words; then nothing was asked
    retry_after: float | None = None  # seconds the host wants to be left alone
    attempts: int = 0  # requests made for the URL itself, hops not counted
    seconds: float = 0.0  # from the first request to the end of the last

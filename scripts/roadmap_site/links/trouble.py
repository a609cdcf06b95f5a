"""Network errors as values: which trouble they are, and what to say of them."""

import errno
import ssl

import aiohttp

from roadmap_site.links.address import NotAskedError
from roadmap_site.links.answer import Trouble
from roadmap_site.links.connector import TOO_BIG, HungUpError
from roadmap_site.problem import printable

LONGEST = 200  # characters of words; some hold what the server sent
_CERTIFICATE = {
    9: (Trouble.CERTIFICATE_EXPIRED, "the certificate is not valid yet"),
    10: (Trouble.CERTIFICATE_EXPIRED, "the certificate has expired"),
    18: (Trouble.CERTIFICATE_UNTRUSTED, "the certificate is self-signed"),
    19: (Trouble.CERTIFICATE_UNTRUSTED, "the certificate comes from an unknown authority"),
    20: (Trouble.CERTIFICATE_INCOMPLETE, "an intermediate certificate is missing"),
    21: (Trouble.CERTIFICATE_INCOMPLETE, "an intermediate certificate is missing"),
    62: (Trouble.CERTIFICATE_NAME, "the certificate is another host's"),
    64: (Trouble.CERTIFICATE_NAME, "the certificate is another host's"),
}
"""What OpenSSL's verify codes mean (x509_vfy.h)."""
_RESET = frozenset({errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED})
_NO_WAY_OUT = frozenset({errno.ENETUNREACH, errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL})
_NO_WAY_IN = frozenset({errno.EHOSTUNREACH, errno.ETIMEDOUT})


def trouble_of(error: Exception) -> tuple[Trouble, str]:
    """What kept an exchange from bringing an answer, with at most 200 printable characters."""
    trouble, words = _named(error)
    return trouble, printable(words)[:LONGEST]


def _named(error: Exception) -> tuple[Trouble, str]:  # noqa: PLR0911 -- a table
    match error:
        case NotAskedError():
            return error.trouble, error.detail
        case TimeoutError():
            return Trouble.TIMEOUT, "no connection in time"
        case aiohttp.ClientConnectorCertificateError():
            return _certificate(error.certificate_error)
        case aiohttp.ClientConnectorSSLError() | ssl.SSLError():
            return Trouble.TLS, f"no secure connection: {_reason(error)}"
        case HungUpError() | aiohttp.ServerDisconnectedError():
            return Trouble.RESET, "the server closed the connection without an answer"
        case aiohttp.ClientResponseError():
            return _unreadable(error.message)
        case OSError():
            return _system(error)
        case aiohttp.ClientConnectionError():
            return Trouble.RESET, f"the connection broke: {error}"
        case _:
            return Trouble.NOT_HTTP, f"the answer can't be read: {error}"


def _certificate(error: Exception) -> tuple[Trouble, str]:
    code = getattr(error, "verify_code", 0)
    words = getattr(error, "verify_message", "") or str(error)
    return _CERTIFICATE.get(code, (Trouble.CERTIFICATE_UNTRUSTED, f"certificate: {words}"))


def _reason(error: Exception) -> str:
    cause = getattr(error, "os_error", error)
    return getattr(cause, "reason", None) or str(cause)


def _unreadable(message: str) -> tuple[Trouble, str]:
    if message == TOO_BIG or message.startswith(("Got more than", "Too many headers")):
        return Trouble.TOO_BIG, "the headers are larger than any browser takes"
    return Trouble.NOT_HTTP, f"the answer is not HTTP: {' '.join(message.split())}"


def _system(error: OSError) -> tuple[Trouble, str]:
    if error.errno in _RESET:
        return Trouble.RESET, "the server reset the connection"
    if error.errno in _NO_WAY_OUT:
        # A host with nothing but IPv6, mostly. It is our lack, and no evidence against a link.
        return Trouble.DNS_FAILED, "this machine has no way to the host's addresses"
    if error.errno in _NO_WAY_IN:
        return Trouble.TIMEOUT, "the host can't be reached"
    return Trouble.REFUSED, "the server refuses the connection"

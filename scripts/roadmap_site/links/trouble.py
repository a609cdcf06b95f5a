"""Network errors as values: which trouble they are, and what to say of them."""

import errno
import ssl

from roadmap_site.links.address import NotAskedError
from roadmap_site.links.answer import Trouble
from roadmap_site.links.connection import TOO_BIG, HungUpError, UnreadableError
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
_NO_MORE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
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
        case ssl.SSLCertVerificationError():
            return _certificate(error)
        case ssl.SSLError():
            reason = getattr(error, "reason", None) or str(error)
            return Trouble.TLS, f"no secure connection: {reason}"
        case HungUpError():
            return Trouble.RESET, "the server closed the connection without an answer"
        case UnreadableError():
            return _unreadable(str(error))
        case OSError():
            return _system(error)
        case _:
            return Trouble.NOT_HTTP, f"the answer can't be read: {error}"


def _certificate(error: ssl.SSLCertVerificationError) -> tuple[Trouble, str]:
    words = error.verify_message or str(error)
    named = Trouble.CERTIFICATE_UNTRUSTED, f"certificate: {words}"
    return _CERTIFICATE.get(error.verify_code, named)


def _unreadable(message: str) -> tuple[Trouble, str]:
    if message == TOO_BIG:
        return Trouble.TOO_BIG, "the headers are larger than any browser takes"
    return Trouble.NOT_HTTP, f"the answer is not HTTP: {' '.join(message.split())}"


def _system(error: OSError) -> tuple[Trouble, str]:
    if error.errno in _RESET or isinstance(error, ConnectionResetError):
        return Trouble.RESET, "the server reset the connection"
    if error.errno in _NO_MORE:
        return Trouble.DNS_FAILED, "this machine has no more connections to give"
    if error.errno in _NO_WAY_OUT:
        # A host with nothing but IPv6, mostly. It is our lack, and no evidence against a link.
        return Trouble.DNS_FAILED, "this machine has no way to the host's addresses"
    if error.errno in _NO_WAY_IN:
        return Trouble.TIMEOUT, "the host can't be reached"
    return Trouble.REFUSED, "the server refuses the connection"

"""Certificates, good and bad, and what comes before them. `certificates/make.sh` made them."""

from links.hostile.case import BLOCKED, MOVED, OK, SERVER, UNREACHABLE, Case, either, on
from links.hostile.exchange import Exchange
from links.hostile.replies import FINE, SILENCE, raw, redirect, reset

BAD = {
    "expired": "expired in 2021",
    "other_name": "of another host",
    "self_signed": "signed by nobody else",
    "unknown_authority": "signed by an unknown authority",
    "not_yet": "valid from 2100 on",
}


async def _cut_handshake(exchange: Exchange) -> bool:
    await exchange.reader.read(100)
    return await reset(exchange)


CASES = (
    Case("tls_good", OK, "a good certificate", FINE, site="good"),
    *(Case(f"tls_{name}", UNREACHABLE, why, FINE, site=name) for name, why in BAD.items()),
    Case(
        "tls_incomplete",
        BLOCKED,
        "an intermediate is missing; browsers mend it, we cannot",
        FINE,
        site="incomplete",
        also=either(OK),
    ),
    Case(
        "tls_redirect_up",
        MOVED,
        "from http to https",
        redirect(301, "{site:good}/up"),
        site="upgrade",
    ),
    Case("tls_up", OK, "what it moved to", FINE, "{site}/up", site="good", more={"/up": FINE}),
    Case(
        "tls_redirect_down",
        OK,
        "from https to http",
        redirect(302, "{site:elsewhere}/"),
        site="good",
    ),
    Case(
        "tls_redirect_expired",
        UNREACHABLE,
        "from a good page to a bad certificate",
        redirect(302, "{site:expired}/tls_expired"),
        site="upgrade",
    ),
    Case(
        "tls_plain",
        UNREACHABLE,
        "plain HTTP where TLS was promised",
        url="https://{address}:{port}/",
        site="upgrade",
    ),
    Case(
        "tls_http",
        UNREACHABLE,
        "TLS where plain HTTP was promised",
        url="http://{address}:{port}/",
        site="good",
        also=either(SERVER),
    ),
    *on(
        "tls-garbage",
        (
            Case(
                "tls_garbage",
                UNREACHABLE,
                "rubbish in place of TLS",
                url="https://{address}:{port}/",
                more={"connect": raw(b"rubbish\r\n" * 20)},
            ),
        ),
    ),
    *on(
        "tls-reset",
        (
            Case(
                "tls_reset",
                UNREACHABLE,
                "cut during the greeting",
                url="https://{address}:{port}/",
                more={"connect": _cut_handshake},
            ),
        ),
    ),
    *on(
        "tls-hang",
        (
            Case(
                "tls_hang",
                UNREACHABLE,
                "no greeting comes back",
                url="https://{address}:{port}/",
                more={"connect": SILENCE},
            ),
        ),
    ),
)

"""All cases of the hostile web, in the order in which they are asked."""

from links.hostile import (
    kinds_address,
    kinds_doors,
    kinds_fragment,
    kinds_innocent,
    kinds_rate,
    kinds_redirect,
    kinds_refresh,
    kinds_sites,
    kinds_soft,
    kinds_status,
    kinds_time,
    kinds_tls,
    kinds_unsafe,
    kinds_walls,
    kinds_wire,
)

KINDS = (
    kinds_status,
    kinds_redirect,
    kinds_refresh,
    kinds_wire,
    kinds_time,
    kinds_rate,
    kinds_walls,
    kinds_doors,
    kinds_soft,
    kinds_innocent,
    kinds_sites,
    kinds_fragment,
    kinds_address,
    kinds_unsafe,
    kinds_tls,
)
CASES = tuple(case for kind in KINDS for case in kind.CASES)

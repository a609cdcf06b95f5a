"""Ways to make a checker fetch what only the machine itself may see; the canary watches."""

from links.hostile.case import INVALID, NO_HOST, UNREACHABLE, UNSAFE, Case, either, on
from links.hostile.pages import thin
from links.hostile.replies import FINE, after, page, redirect

INSIDE = {
    "canary": "http://{canary}/",
    "canary_dot": "http://127.66.66.66.:{port}/",
    "canary_decimal": "http://2135048770:{port}/",
    "canary_hex": "http://0x7f424242:{port}/",
    "canary_octal": "http://0177.0102.0102.0102:{port}/",
    "canary_mixed": "http://127.0x42.16962:{port}/",
    "canary_short": "http://127.4342338:{port}/",
    "canary_mapped": "http://[::ffff:127.66.66.66]:{port}/",
    "canary_mapped_hex": "http://[::ffff:7f42:4242]:{port}/",
    "canary_compatible": "http://[::127.66.66.66]:{port}/",
    "canary_nat64": "http://[64:ff9b::127.66.66.66]:{port}/",
    "canary_6to4": "http://[2002:7f42:4242::1]:{port}/",
    "canary_encoded": "http://%31%32%37.66.66.66:{port}/",
    "canary_full_width": "http://１２７.６６.６６.６６:{port}/",
    "canary_user": "http://example.com:80@{canary}/",
    "canary_backslash": "http://{canary}\\@example.com/",
    "localhost": "http://localhost:{port}/",
    "localhost_upper": "http://LOCALHOST:{port}/",
    "localhost_dot": "http://localhost.:{port}/",
    "one_short": "http://127.1:{port}/",
    "zero": "http://0:{port}/",
    "zeros": "http://0.0.0.0:{port}/",
    "zeros_v6": "http://[::]:{port}/",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "metadata_decimal": "http://2852039166/latest/meta-data/",
    "metadata_hex": "http://0xA9FEA9FE/",
    "metadata_mapped": "http://[::ffff:a9fe:a9fe]/",
    "metadata_v6": "http://[fd00:ec2::254]/latest/meta-data/",
    "private_10": "http://10.0.0.1/",
    "private_172": "http://172.16.0.1/",
    "private_192": "http://192.168.1.1/admin",
    "shared_100": "http://100.64.0.1/",
    "bench_198": "http://198.18.0.1/",
    "documentation": "http://203.0.113.5/",
    "multicast": "http://224.0.0.1/",
    "reserved": "http://240.0.0.1/",
    "broadcast": "http://255.255.255.255/",
    "link_local_v6": "http://[fe80::1]/",
}
SCHEMES = {
    "file": "file:///etc/passwd",
    "data": "data:text/html,hello",
    "ftp": "ftp://ftp.example.com/file.txt",
    "javascript": "javascript:alert(1)",
    "mailto": "mailto:someone@example.com",
    "gopher": "gopher://{canary}/_GET",
    "app": "weixin://dl/business",
}
HOPS = (
    "canary",
    "canary_decimal",
    "canary_mapped_hex",
    "canary_octal",
    "canary_full_width",
    "localhost",
    "zeros",
    "metadata",
    "metadata_decimal",
    "metadata_mapped",
    "private_10",
)

DIRECT = tuple(
    Case(f"to_{name}", UNSAFE, "an address inside", url=url, also=either(INVALID))
    for name, url in INSIDE.items()
)
REDIRECTED = tuple(
    Case(f"hop_{name}", UNSAFE, "a public page sends us inside", redirect(302, INSIDE[name]))
    for name in HOPS
)
OTHER_SCHEMES = tuple(
    Case(f"hop_{name}", UNSAFE, f"a page sends us to {name}:", redirect(302, url))
    for name, url in SCHEMES.items()
)
INSIDE_PAGE = '<meta http-equiv="refresh" content="0;url=http://{canary}/">'
LATER = (
    Case(
        "hop_second",
        UNSAFE,
        "the second hop leads inside",
        redirect(301, "{site:elsewhere}/inside_from_elsewhere"),
    ),
    Case(
        "inside_from_elsewhere",
        UNSAFE,
        "any host may lead inside",
        redirect(302, "http://{canary}/"),
        site="elsewhere",
    ),
    Case(
        "hop_refresh",
        UNSAFE,
        "a meta refresh leads inside",
        page(thin("Moving", "Wait.", head=INSIDE_PAGE)),
    ),
    Case(
        "hop_after_failure",
        UNSAFE,
        "the second request is sent inside, the first was reset",
        after(redirect(307, "{here}/again"), FINE),
        more={"/hop_after_failure/again": redirect(307, "//{canary}/")},
    ),
)
ODD = (
    Case(
        "to_zone",
        INVALID,
        "an address with a zone",
        url="http://[fe80::1%25lo]:{port}/",
        also=either(UNSAFE),
    ),
    Case(
        "to_sub_localhost",
        UNSAFE,
        "browsers know that it is this machine",
        url="http://canary.localhost:{port}/",
        also=either(INVALID, NO_HOST),
    ),
    Case(
        "to_file",
        INVALID,
        "a file of the reader's machine",
        url="file:///etc/passwd",
        also=either(UNSAFE),
    ),
    Case(
        "to_javascript",
        INVALID,
        "a script, no address",
        url="javascript:alert(1)",
        also=either(UNSAFE),
    ),
    Case(
        "to_data", INVALID, "text, no address", url="data:text/html,hello", also=either(UNSAFE)
    ),
    Case(
        "to_ssh_port",
        INVALID,
        "browsers refuse the port",
        url="http://{address}:22/",
        also=either(UNSAFE, UNREACHABLE),
    ),
)

CASES = on("unsafe", DIRECT + REDIRECTED + OTHER_SCHEMES + LATER + ODD)

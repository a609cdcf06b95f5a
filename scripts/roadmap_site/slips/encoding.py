"""Whether bytes that are no UTF-8 are surely Chinese, saved as GBK. Rather no than a guess."""

import re

_LEAST = 4  # characters, all different: fewer may be chance
# GB2312: the common characters of its level 1 and the marks of Chinese text. Latin letters with
# accents, read in pairs, are of level 2 or nothing at all, but for a rare pair of capitals.
_COMMON = re.compile(
    rb"(?:[\x00-\x7f]|[\xb0-\xd6][\xa1-\xfe]|\xd7[\xa1-\xf9]"
    rb"|\xa1[\xa2-\xa4\xaa-\xbf]|\xa3[\xa1\xa8\xa9\xac\xba\xbb\xbf])*"
)
# Under this tag nobody writes Korean or Russian, which may read as common characters, too.
_IN_CHINESE = re.compile(r"\bzh\b[\"']?:.*")
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


def gbk_text(data: bytes) -> str | None:
    """The text as it was meant, its line ends as they are; None where that is not sure."""
    if not _COMMON.fullmatch(data):
        return None
    text = data.decode("gb18030")
    runs = _RUN.findall("\n".join(_IN_CHINESE.findall(text)))
    return text if len({*"".join(runs)}) >= _LEAST else None

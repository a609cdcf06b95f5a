"""How nine languages say that a page is not there, that a domain is for sale, or a server new.

English, Chinese, Japanese, German, French, Spanish, Russian, Portuguese, Korean. Where a phrase
has to stand to count is decided in `soft_gone.py`.
"""

import re

from roadmap_site.links.late import late

_SPACED = re.compile(r"\s+")
_SEPARATOR = re.compile(
    r"\s*[|｜»«•·_]\s*|\s*[—–－]+\s*|\s+[-~/>]+\s+|-(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])-"
)
_COLON = re.compile(r".*[:：]\s*", re.DOTALL)
_ENDS = " .…!?,;:！。？，、~～\"'“”「」«»()（）[]【】😢😕🙁☹️"

_SORRY = (
    r"(?:(?:oops|whoops|oh no|uh[- ]?oh|(?:we(?:'re| are) )?sorry|hmm+|ouch|error|ooh|yikes"
    r"|désolée?|lo sentimos|ups|hoppla|entschuldigung|leider|извините|упс|к сожалению|desculpe"
    r"|ops|很抱歉|非常抱歉|抱歉|对不起|對不起|哎呀|啊哦|糟糕|申し訳(?:ございません|ありません)"
    r"|죄송합니다)[\s,.!…:，。！、-]*)*"
)
_CODE = (
    r"(?:(?:http|error|status|code|fehler|erreur|ошибка|erro|错误|错誤|에러|오류)\s*)*"
    r"\(?404\)?"
)

_THING = (
    r"(?:web\s?)?(?:page|site|file|document|resource|url|content|article|post|course|lesson"
    r"|lecture|video|chapter|tutorial|entry|topic|thread|project|repository|user|profile|path"
    r"|link|address|object|blog|channel|playlist|space|notebook|dataset|recording)"
)
_SOUGHT = (
    r"(?:,?\s*(?:that |which )?(?:you(?:'re| are| were|'ve| have)?|was)\s*(?:just\s)?"
    r"(?:look(?:ing|ed) for|request(?:ed|ing)?|seeking|after|trying to (?:\w+)|tried to \w+"
    r"|asked for|want(?:ed)?)(?: to (?:\w+))?)?"
)
_IS_NOT = (
    r"(?:(?:(?:was|is|were|are|has|could|can)?\s*not(?: be(?:en)?)?|cannot be)"
    r" (?:found|located)"
    r"|(?:can't|couldn't|wasn't|isn't) (?:be )?(?:found|located)"
    r"|(?:does not|doesn't) (?:seem to )?exist(?: anymore)?|not exist|no longer exists?"
    r"|(?:is|are) no longer (?:available|here|online)"
    r"|(?:isn't|is not|not) (?:available anymore|here(?: anymore)?)"
    r"|(?:has|have) been (?:removed|deleted|taken down|unpublished)"
    r"|(?:is|was) deleted)"
)
_ENGLISH = (
    (
        rf"(?:(?:the|this|that|your|our|requested)\s+){{0,3}}{_THING}{_SOUGHT}\s+{_IS_NOT}"
        r"(?: on this (?:server|site))?"
    ),
    (
        r"(?:we |i )?(?:can't|cannot|can not|couldn't|could not) (?:seem to )?find"
        rf" (?:the|that|this|your) {_THING}{_SOUGHT}"
    ),
    (
        r"(?:this|that) (?:page|link) is (?:broken|dead|gone)|nothing (?:was )?(?:found )?here"
        r"|there(?:'s| is) nothing here|you(?:'ve| have) reached a dead end"
    ),
    r"(?:this |your )?(?:account|site|website|domain)(?: has been| is)? suspended",
)

_HAN_THING = (
    r"(?:网页|頁面|页面|網頁|内容|內容|文章|文件|檔案|资源|資源|视频|視頻|影片|帖子|课程|課程|链接|連結"
    r"|地址|网址|网站|網站|商品|用户|问题|回答|仓库|项目|专栏|话题|作品|日志|博客|主题|公众号|图文|文档|章节)"
)
_HAN_IS_NOT = (
    r"(?:可能|或许|也许|似乎|好像|已经|已經|已|现在|暂时|并|都|或者|或|、)*"
    r"(?:不存在|未找到|没有找到|沒有找到|找不到|没找到|走丢|丢失|不见|不見|失效|过期|過期|消失|飞走|跑丢"
    r"|无法找到|無法找到|不在这里|去哪(?:了|儿了|里了)?|(?:被|由|遭)?.{0,6}(?:删除|刪除|移除|下架)"
    r"|因违规无法查看|离家出走)了?[呢啦]?"
)
_HAN_SOUGHT = (
    r"(?:您|你|该|該|此|这个|這個|当前|所|要|想|正在|访问|訪問|请求|請求|查看|浏览|瀏覽|寻找|尋找|查找|找|打开"
    r"|输入|的|指定|相关|任何){0,12}"
)
_CHINESE = (
    rf"{_HAN_SOUGHT}{_HAN_THING}{_HAN_IS_NOT}",
    (
        r"(?:我们|我們)?(?:找不到|没有找到|沒有找到|未找到|无法找到|無法找到|没有|不存在)"
        rf"{_HAN_SOUGHT}{_HAN_THING}"
    ),
    rf"{_HAN_THING}404(?:错误|錯誤)?|404(?:错误|錯誤)?(?:页面|頁面|页|頁|错误|錯誤|未找到|找不到)",
)
_OTHERS = (
    (
        r"(?:お探しの|ご指定の|指定された|要求された|アクセスされた|この|該当する)*"
        r"(?:url|ページ|ファイル|記事|コンテンツ|動画|サイト)(?:は|が|を)?"
        r"(?:見つけることができません|見つかりません|存在しません|削除され|ありません|表示できません"
        r"|見当たりません)(?:でした|ました|ています)?"
    ),
    (
        r"(?:(?:die|diese|der|das|ihre|gewünschte|gesuchte|angeforderte|aufgerufene)\s+)*"
        r"(?:seite|webseite|datei|inhalt|artikel|dokument|url|adresse)(?:,? die sie suchen,?)?"
        r"\s+(?:(?:wurde|konnte|ist|existiert|kann)\s+)?(?:leider\s+)?(?:nicht(?: mehr)?"
        r" (?:gefunden(?: werden)?|vorhanden|verfügbar|auffindbar)|nicht(?: mehr)?|gelöscht)"
    ),
    (
        r"(?:(?:la|cette|le|votre)\s+)?(?:page|document|fichier|contenu|article|ressource)"
        r"(?: demandée?| recherchée?"
        r"| que vous (?:\w+ ){0,2}(?:cherchez|recherchez|demandez|demandée?))?"
        r" (?:(?:est |non |n'a pas été )?(?:introuvable|trouvée?|supprimée?)"
        r"|n'existe (?:pas|plus)|n'est (?:pas|plus) disponible)"
    ),
    (
        r"(?:(?:la|esta|el|este)\s+)?(?:página|archivo|contenido|artículo|recurso|documento)"
        r"(?: solicitad[ao]| que (?:\w+ ){0,3}?(?:busca[ns]?|buscabas|solicitó|buscando))?"
        r" (?:no (?:se )?(?:ha sido |ha |pudo ser |pudo )?(?:encontrad[ao]|encontró|encuentra"
        r"|existe|disponible|encontrar|está disponible)|ya no existe)"
        r"|no (?:se )?(?:encontr(?:ó|amos)|ha encontrado|pudimos encontrar|encuentra) "
        r"(?:la|esta|el) (?:página|archivo|contenido)(?: que (?:buscas?|está buscando))?"
    ),
    (
        r"(?:(?:запрашиваемая|запрошенная|эта|такая|данная|нужная|искомая)(?: вами)? )?"
        r"(?:страница|файл|документ|статья|материал|запись)(?:, котор\w+ вы \w+,?)?"
        r" (?:не (?:была |был )?(?:найден[ао]?|существует|обнаружен[ао]?)|удал[её]н[ао]?"
        r"|больше не существует)|так(?:ой|ая) страниц[аы] (?:не существует|нет)"
    ),
    (
        r"(?:(?:a|esta|o|este)\s+)?"
        r"(?:página|arquivo|conteúdo|artigo|recurso|documento|ficheiro)"
        r"(?: solicitad[ao]| que (?:você )?(?:\w+ ){0,2}?"
        r"(?:procura|procurou|procurando|busca))?"
        r" (?:não (?:foi |pôde ser |pode ser )?(?:encontrad[ao]|existe(?: mais)?|localizad[ao]"
        r"|está disponível)|inexistente|foi removid[ao])"
        r"|não encontramos (?:a|esta) página(?: que você \w+)?"
    ),
    (
        r"(?:요청하신|찾으시는|해당|이)?\s*"
        r"(?:페이지|문서|파일|게시물|게시글|글|영상|콘텐츠|주소)(?:를|을|가|이|는|은)?\s*"
        r"(?:찾을 수 (?:없습니다|없음|없어요)|존재하지 않습니다|없습니다|삭제되었습니다)"
        r"|(?:존재하지 않는|삭제된|없는) (?:페이지|문서|게시물|게시글|글|영상)(?:입니다)?"
    ),
)
_CLAIMS = "|".join((*_ENGLISH, *_CHINESE, *_OTHERS))
_NAMES = (
    rf"{_CLAIMS}|no such {_THING}|missing page"
    rf"|(?:(?:the|this)\s)?{_THING} (?:(?:is|was) )?(?:missing|gone|unavailable)"
)
# In Chinese and Japanese, letters follow without a space: "when the page does not exist …"
_NO_MORE = r"(?![a-zà-ÿа-я]|[时時的等]|情况|怎么|如何|问题|错误|异常|場合|とき|の)"

NOT_THERE = late(rf"{_SORRY}(?:{_CODE}[\s,.!:-]*)?(?:{_NAMES})(?:[\s,.!:-]*{_CODE})?")
"""A whole name, or part of one, that says that the page is not there."""

NUMBER = late(
    rf"{_SORRY}(?:{_CODE}(?:[\s,.!:-]*(?:error|page|not found|fehler|erreur|오류|エラー))*"
    r"|(?:page|seite|página|error page)\s*404|not found|nicht gefunden"
    r"|не найдено|410(?: gone)?)"
)
"""A whole name, or part of one, that may also be the subject of a page: "404 Not Found"."""

SENTENCE = late(rf"(?<![a-zà-ÿа-я])(?:{_CLAIMS}){_NO_MORE}")
"""The same claims inside a text."""

CONDITION = late(
    r"\b(?:if|when|whenever|whether|wenn|falls|si|lorsque|cuando|если|когда|se|quando|means?"
    r"|says?|saying|shows?)\b|\ban? $|如果|若|当|要是|的话|もし|場合|만약"
)
"""Words before a claim that make it no claim."""

SUBJECT = late(
    r"\b(?:how|what (?:is|are|does|to)|why|guide to|tutorial|explained|meaning|means"
    r"|fix(?:ing|es)?"
    r"|design(?:ing|s)?|status codes?|handling|examples of|best practices|warum|pourquoi|qué es"
    r"|que es|o que é|cómo|como (?:criar|corrigir)|что такое|как|почему|comment)\b"
    r"|怎么|如何|什么是|为什么|原因|解决|教程|设计|详解|處理|处理|是什么|とは|方法|対処|設計|만들기|방법|의미"
)
"""Words of a title that make an error its subject."""

FOR_SALE = late(
    r"\b(?:is|may be|could be) (?:now )?(?:available )?for sale\b"
    r"|\b(?:buy|own|acquire) this domain"
    r"|\bthis domain (?:name )?(?:is |has |was |has been )?"
    r"(?:for sale|parked|expired|registered)"
    r"|(?:inquire about|make an offer (?:on|for)|purchase|get) this domain|parked free"
    r"|(?:此|该|本|这个|访问的)?(?:域名|网域|網域)(?:正在|可以|可|已)?(?:出售|转让|轉讓|待售|到期|过期)"
    r"|(?:出售|转让)(?:此|该|本|这个)?域名|このドメインは.{0,12}(?:販売|売り|取得)"
    r"|domain (?:steht zum verkauf|ist zu verkaufen|kaufen)|domaine est à vendre"
    r"|dominio está en venta|домен (?:прода[её]тся|припаркован)|domínio está à venda"
    r"|도메인.{0,6}판매"
)
"""What parked domains say."""

THIS_ONE = late(r"this|此|该|本|这|访问|この")
"""Words of an offer that make it one of the page's own domain."""

DOMAIN_FOR_SALE = late(r"\b[\w-]+(?:\.[\w-]+)+ (?:is|may be) (?:available )?for sale\b")
"""A title that offers one domain by name."""

MARKETS = frozenset(
    {"hugedomains.com", "dan.com", "sedo.com", "afternic.com", "domainmarket.com"}
    | {"buydomains.com", "brandbucket.com", "atom.com", "undeveloped.com"}
)
"""Where names are sold: a link that is sent there has lost its own."""

LANDERS = (
    b"parkingcrew.net",
    b"sedoparking.com",
    b"bodis.com",
    b"parklogic.com",
    b"parking-lander",
    b"d38psrni17bvxu.cloudfront.net",
    b"above.com/marketplace",
    b"skenzo.com",
    b"zeropark",
    b"adsense/domains/caf.js",
    b'href="/lander"',
    b"href='/lander'",
    b"/lander?",
    b"window.park=",
    b"window.park =",
)
"""What the pages of those who park domains are made with, in lower case."""

DEFAULT_PAGE = late(
    r"welcome to (?:nginx|openresty|tengine|caddy|centos|lighttpd|jboss.{0,20}"
    r"|glassfish.{0,20})"
    r"|test page for (?:the )?.{0,20}(?:nginx|apache).{0,60}"
    r"|apache http server test page.{0,60}"
    r"|apache2 (?:ubuntu|debian|\w+) default page(?:: it works)?|apache is functioning normally"
    r"|(?:microsoft )?(?:internet information services|iis windows server|iis ?\d+(?:\.\d)?)"
    r"|default (?:web site |parallels plesk |plesk )?page.{0,20}|web server's default page"
    r"|domain default page|cpanel,? inc.{0,20}|apache tomcat/[\d.]+|it works"
    r"|(?:恭喜[,，]?\s?)?站点创建成功|没有找到站点|future home of .{1,60}"
    r"|(?:this )?account (?:has been )?suspended|hosting (?:account )?suspended"
)
"""Whole titles and headings of servers and hosts that have no site to show."""


def plain(text: str) -> str:
    """The text in lower case, with straight apostrophes and single spaces."""
    return _SPACED.sub(" ", text.lower().replace("’", "'").replace("‘", "'")).strip()


def name_parts(name: str) -> list[str]:
    """A title or heading whole, then the parts that separators make of it; plain, unmarked.

    After a colon stands what is said, before it only what is spoken of.
    """
    whole = plain(name)
    parts = (whole, *_SEPARATOR.split(whole))
    ends = (_COLON.sub("", part) for part in parts)
    return [part for part in dict.fromkeys(p.strip(_ENDS) for p in (*parts, *ends)) if part]

"""Pages that look dead to a program and are fine to a person: nobody may call them gone."""

from links.hostile.case import OK, OWN, Case, Does, on
from links.hostile.pages import MENU, article, thin, whole, with_menu
from links.hostile.replies import page


def _fine(name: str, why: str, body: str, path: str = "", **more: Does) -> Case:
    routes = {f"/{at.replace('__', '/')}": does for at, does in more.items()}
    url = "{site}" + path if path else "{here}"
    routes |= {path: page(body)} if path else {}
    return Case(name, OK, why, page(body), url, OWN, more=routes)


MDN = thin(
    "404 Not Found - HTTP",
    "The HTTP 404 Not Found client error response status code indicates that the server "
    "cannot find the requested resource. Links that lead to a 404 page are often called broken "
    "or dead links. A 404 only says that the resource is missing, without saying whether this "
    "is for a time or for good. If a resource is permanently removed, servers should send 410 "
    "Gone instead. Example: the browser asks for a page that was deleted, and the server "
    "answers 404 with a page of its own. Such pages may be styled with the ErrorDocument "
    "directive. See also: 410 Gone; 403 Forbidden; how to write a helpful error page.",
)
WORDS = (
    _fine(
        "about_404_long",
        "a long article about error pages",
        article("404 Not Found, explained"),
    ),
    _fine(
        "about_404_short", "a reference page about the status", MDN, "/docs/Web/HTTP/Status/404"
    ),
    _fine(
        "about_404_design",
        "an article with that in its title",
        thin(
            "How to design a 404 page",
            "A good error page says what happened, offers a search and a way "
            "home, and keeps the tone of the site. Here are twelve good examples.",
        ),
    ),
    _fine(
        "about_404_museum",
        "a collection of error pages",
        article("The museum of 404 pages"),
        "/404-museum/",
    ),
    _fine(
        "about_exception",
        "a short page on an error message",
        thin(
            "FileNotFoundError: how to read it",
            "Python says 'file not found' when a path is wrong. "
            "Print the working directory first, then the path, and compare.",
        ),
    ),
    _fine(
        "about_keyerror",
        "an answer to a question",
        thin(
            "Module not found error in webpack",
            "You asked why webpack says 'module not found'. The path "
            "is relative to the file, so add a dot and a slash, then build again.",
        ),
    ),
    _fine(
        "about_sale",
        "a text about domains for sale",
        thin(
            "How to buy a domain that is for sale",
            "When a page says that this domain is for sale, look up "
            "its owner first, then make an offer through an escrow service.",
        ),
    ),
    _fine(
        "about_nginx",
        "a lesson that quotes a default page",
        article("Welcome to nginx! What now?"),
    ),
    _fine(
        "long_not_found",
        "a long page in which things are not found",
        article("Lost and found").replace("A cache", "The page was not found. A cache"),
    ),
    _fine(
        "error_in_path",
        "a chapter on errors",
        thin(
            "Error handling",
            "Return errors as values and "
            "check them where they happen; the examples below are in Go.",
        ),
        "/book/error-handling",
    ),
    _fine(
        "story_gone",
        "a short poem",
        thin(
            "Gone",
            "The page is turned, the page is gone, the reader stays and reads till dawn.",
        ),
    ),
    _fine(
        "chinese_404",
        "a Chinese lesson on the status",
        thin(
            "HTTP 状态码 404 是什么意思",
            "当服务器找不到请求的资源时，会返回 404。"
            "本文用三个例子说明页面不存在时浏览器的行为，"
            "以及如何用日志找到失效的链接。",
            language="zh",
        ),
    ),
)

THIN = (
    _fine(
        "thin_fine",
        "short and complete",
        thin("Exercise 7", "Show that the sum of two odd numbers is even."),
    ),
    _fine("one_word", "very short and complete", thin("Answer", "42")),
    _fine("plain_text", "a text file without HTML", "Exercise 7: show that two is a prime."),
    _fine(
        "image_only",
        "a poster",
        whole("Roadmap 2024", '<img src="/roadmap.png" alt="The roadmap">'),
    ),
    _fine(
        "frameset",
        "an old course in frames",
        "<html><head><title>CS 101</title></head><frameset cols="
        '"20%,80%"><frame src="/menu.html"><frame src="/start.html"></frameset></html>',
    ),
    _fine(
        "iframe_only",
        "a slide show in a frame",
        whole("Slides", '<iframe src="/slides/1.html"></iframe>'),
    ),
    _fine(
        "canvas",
        "an experiment drawn by a script",
        whole("Pendulum", '<canvas></canvas><script src="/pendulum.js"></script>'),
    ),
    _fine(
        "video_only",
        "a film",
        whole("Lecture 3", '<video src="/lecture-3.mp4" controls></video>'),
    ),
    _fine(
        "listing",
        "a directory of files",
        whole(
            "Index of /pub/lectures",
            "<h1>Index of /pub/lectures</h1>"
            '<pre><a href="1.pdf">1.pdf</a>\n<a href="2.pdf">2.pdf</a></pre>',
        ),
        "/pub/lectures/",
    ),
    _fine(
        "menu_and_little",
        "much menu, little text",
        with_menu("Exercise 9", "Prove that e is not a fraction."),
    ),
    _fine(
        "canonical_self",
        "says that it is itself",
        thin(
            "Lesson",
            "A short lesson on rhythm.",
            head='<link rel="canonical" href="{site}/lesson">',
        ),
        "/lesson",
    ),
    _fine(
        "viewer",
        "a viewer round a paper",
        whole(
            "slides/intro.pdf at main",
            "<h1>intro.pdf</h1>"
            f"<nav>{MENU}</nav><iframe src='/raw/intro.pdf'></iframe><p>Download it, 2.1 MB, "
            "last changed by the teacher in March.</p>",
        ),
        "/school/course/blob/main/slides/intro.pdf",
    ),
)

CASES = on("innocent", WORDS + THIN)

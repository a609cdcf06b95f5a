"""Pairs of URLs: two addresses of one page, and two pages that only look alike."""

SAME = {
    "video: short link": (
        "https://www.youtube.com/watch?v=kCc8FmEb1nY",
        "https://youtu.be/kCc8FmEb1nY?si=Zq3fKx1&t=90",
    ),
    "video: player without cookies": (
        "https://www.youtube-nocookie.com/embed/kCc8FmEb1nY?start=30",
        "https://m.youtube.com/watch?app=desktop&v=kCc8FmEb1nY#t=1m30s",
    ),
    "video: upright, once live": (
        "https://youtube.com/shorts/kCc8FmEb1nY?feature=share",
        "https://www.youtube.com/live/kCc8FmEb1nY",
    ),
    "video: music, within a list": (
        "https://music.youtube.com/watch?v=kCc8FmEb1nY&list=RDAMVM1",
        "http://www.youtube.com/v/kCc8FmEb1nY",
    ),
    "playlist: page and player": (
        "https://www.youtube.com/playlist?list=PLZHQObOWTQDPD3MizzM2xVFitgF8hE_ab",
        "https://www.youtube.com/embed/videoseries?list=PLZHQObOWTQDPD3MizzM2xVFitgF8hE_ab&si=x",
    ),
    "bilibili: shared from the app": (
        "https://www.bilibili.com/video/BV1pu411o7BE/?spm_id_from=333.337.search&vd_source=0a1b",
        "https://m.bilibili.com/video/BV1pu411o7BE?share_source=copy_web&p=1&t=12.5",
    ),
    "bilibili: old number and new": (
        "https://www.bilibili.com/video/av170001?p=2",
        "https://www.bilibili.com/video/BV17x411w7KC/?p=2",
    ),
    "paper: abstract and one version's PDF": (
        "https://arxiv.org/abs/1706.03762",
        "http://www.arxiv.org/pdf/1706.03762v7.pdf#page=3",
    ),
    "paper: HTML and the readers' sites": (
        "https://ar5iv.labs.arxiv.org/html/2106.09685",
        "https://www.alphaxiv.org/overview/2106.09685v2",
    ),
    "paper: Hugging Face and DOI": (
        "https://huggingface.co/papers/2307.09288",
        "https://doi.org/10.48550/arXiv.2307.09288",
    ),
    "paper: old number, with class and without": (
        "https://arxiv.org/abs/cs.CL/0112017",
        "http://export.arxiv.org/pdf/cs/0112017v1",
    ),
    "DOI: resolvers and case": (
        "http://dx.doi.org/10.1162/NECO.1997.9.8.1735",
        "https://www.doi.org/10.1162%2Fneco.1997.9.8.1735",
    ),
    "submission: discussion and text": (
        "https://openreview.net/forum?id=nZeVKeeFYf9&noteId=YIQwFSIYhC",
        "https://openreview.net/pdf?id=nZeVKeeFYf9",
    ),
    "repository: case and clone address": (
        "https://github.com/OpenAI/Whisper.git",
        "http://www.github.com/openai/whisper/",
    ),
    "repository: branch and README tab": (
        "https://github.com/vllm-project/vllm/tree/main",
        "https://github.com/vllm-project/vllm?tab=readme-ov-file#readme",
    ),
    "gist: with its owner and without": (
        "https://gist.github.com/karpathy/d4dee566867f8291f086",
        "https://gist.github.com/d4dee566867f8291f086.git",
    ),
    "WeChat: as shared": (
        "https://mp.weixin.qq.com/s?__biz=MzU3Mzg5ODgxMg==&mid=2247487652&idx=1&sn=1bbf692b6e1d",
        "http://mp.weixin.qq.com/s?idx=1&mid=2247487652&__biz=MzU3Mzg5ODgxMg%3D%3D&chksm=fd#rd",
    ),
    "Wikipedia: telephone and script": (
        "https://zh.m.wikipedia.org/zh-hans/注意力机制",
        "https://zh.wikipedia.org/wiki/%E6%B3%A8%E6%84%8F%E5%8A%9B%E6%9C%BA%E5%88%B6?variant=zh-tw",
    ),
    "Wikipedia: spaces, first letter, script path": (
        "https://en.wikipedia.org/wiki/Attention_(machine_learning)#History",
        "https://en.wikipedia.org/w/index.php?title=attention%20%28machine+learning%29#History",
    ),
    "model: short host, files, case": (
        "https://huggingface.co/mistralai/Mistral-7B-v0.1",
        "https://hf.co/mistralai/mistral-7b-v0.1/tree/main",
    ),
    "Zhihu: article as shared": (
        "https://zhuanlan.zhihu.com/p/635152813",
        "https://zhuanlan.zhihu.com/p/635152813?utm_psn=1790000000000000000&share_code=x",
    ),
    "Zhihu: answer without its question": (
        "https://www.zhihu.com/question/625415776/answer/3243562246?utm_id=0",
        "https://www.zhihu.com/answer/3243562246",
    ),
    "Medium: where the reader came from": (
        "https://medium.com/@author/a-story-ed02fe41c81f?source=rss-1&sk=abc",
        "https://medium.com/@author/a-story-ed02fe41c81f#:~:text=marked",
    ),
    "any site: scheme, www, port, index, slash": (
        "http://www.example.org:80/course/index.html",
        "https://Example.org/course/",
    ),
    "any site: order, encoding, trackers": (
        "https://example.org/%7Ea/注?b=x+y&a=1&utm_source=feed&fbclid=IwAR0",
        "https://example.org/~a/%e6%b3%a8?a=1&b=x%20y",
    ),
}

DISTINCT = {
    "video ids tell case": (
        "https://youtu.be/kCc8FmEb1nY",
        "https://youtu.be/kCc8FmEb1ny",
    ),
    "a video and the list it is seen in": (
        "https://www.youtube.com/watch?v=fNk_zzaMoSs&list=PLZHQObOWTQDPD3MizzM2xVFitgF8hE_ab",
        "https://www.youtube.com/playlist?list=PLZHQObOWTQDPD3MizzM2xVFitgF8hE_ab",
    ),
    "two channels": (
        "https://www.youtube.com/@3blue1brown/videos",
        "https://www.youtube.com/@AndrejKarpathy/videos",
    ),
    "the streams of two channels": (
        "https://www.youtube.com/embed/live_stream?channel=UCSHZKyawb77ixDdsGog4iWA",
        "https://www.youtube.com/embed/live_stream?channel=UCXUPKJO5MZQN11PqgIvyuvQ",
    ),
    "two parts of one video": (
        "https://www.bilibili.com/video/BV1pu411o7BE?p=2",
        "https://www.bilibili.com/video/BV1pu411o7BE?p=3",
    ),
    "two short links, whatever is behind them": (
        "https://b23.tv/aB3dE5f",
        "https://b23.tv/aB3dE5F",
    ),
    "two papers": (
        "https://arxiv.org/abs/1706.03762",
        "https://arxiv.org/abs/1706.03763",
    ),
    "two archives of one number": (
        "https://arxiv.org/abs/cs/0112017",
        "https://arxiv.org/abs/math/0112017",
    ),
    "two listings of papers": (
        "https://arxiv.org/list/cs.CL/recent",
        "https://arxiv.org/list/cs.LG/recent",
    ),
    "two DOIs, one the start of the other": (
        "https://doi.org/10.1145/3442188",
        "https://doi.org/10.1145/3442188.3445922",
    ),
    "submission ids tell case": (
        "https://openreview.net/forum?id=nZeVKeeFYf9",
        "https://openreview.net/forum?id=nZeVKeeFYF9",
    ),
    "a repository and a file of it": (
        "https://github.com/QwenLM/Qwen-Agent",
        "https://github.com/QwenLM/Qwen-Agent/blob/main/README_CN.md",
    ),
    "two files that differ in case": (
        "https://github.com/a/b/blob/main/docs/Intro.md",
        "https://github.com/a/b/blob/main/docs/intro.md",
    ),
    "two branches": (
        "https://github.com/a/b/tree/main",
        "https://github.com/a/b/tree/v2",
    ),
    "a repository and a part of its README": (
        "https://github.com/a/b#readme",
        "https://github.com/a/b#installation",
    ),
    "a gist and the list of its owner": (
        "https://gist.github.com/karpathy/d4dee566867f8291f086",
        "https://gist.github.com/karpathy",
    ),
    "two articles of one WeChat message": (
        "https://mp.weixin.qq.com/s?__biz=MzU3Mzg5ODgxMg==&mid=2247487652&idx=1&sn=1bbf692b",
        "https://mp.weixin.qq.com/s?__biz=MzU3Mzg5ODgxMg==&mid=2247487652&idx=2&sn=9c0d41e7",
    ),
    "an article in two languages": (
        "https://zh.wikipedia.org/wiki/Transformer",
        "https://en.wikipedia.org/wiki/Transformer",
    ),
    "an article and a section of it": (
        "https://en.wikipedia.org/wiki/Word2vec",
        "https://en.wikipedia.org/wiki/Word2vec#Extensions",
    ),
    "a model and a space of one name": (
        "https://huggingface.co/mlabonne/phixtral",
        "https://huggingface.co/spaces/mlabonne/phixtral",
    ),
    "an answer and its question": (
        "https://www.zhihu.com/question/625415776/answer/3243562246",
        "https://www.zhihu.com/question/625415776",
    ),
    "a parameter that only tracks elsewhere": (
        "https://example.org/download?ref=v1",
        "https://example.org/download?ref=v2",
    ),
    "paths tell case": (
        "https://example.org/A",
        "https://example.org/a",
    ),
    "another port": (
        "https://example.org:8080/a",
        "https://example.org/a",
    ),
    "an encoded slash": (
        "https://example.org/a%2Fb",
        "https://example.org/a/b",
    ),
}

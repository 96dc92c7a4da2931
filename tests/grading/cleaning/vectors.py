"""Ways to run script, or to fetch something, from what a learner controls.

Each sets a property `hit_...` on the window, or asks for an address on `beacon.test`.
"""

from __future__ import annotations

import base64
from typing import Any

BEACON = "http://beacon.test"

HTML = [
    "<script>window.hit_1=1</script>",
    "<img src=x onerror='window.hit_2=1'>",
    "<svg onload='window.hit_3=1'></svg>",
    "<svg><animate onbegin='window.hit_4=1' attributeName=x dur=1s></svg>",
    "<iframe srcdoc='<script>parent.hit_5=1</script>'></iframe>",
    "<iframe src='javascript:parent.hit_6=1'></iframe>",
    "<object data='javascript:parent.hit_7=1'></object>",
    "<embed src='javascript:parent.hit_8=1'>",
    "<details open ontoggle='window.hit_9=1'><summary>x</summary></details>",
    "<body onload='window.hit_10=1'>",
    "<a href='javascript:window.hit_11=1'>click</a>",
    "<a href='java\nscript:window.hit_12=1'>click</a>",
    "<a href='&#106;avascript:window.hit_13=1'>click</a>",
    "<a href=' \x01javascript:window.hit_14=1'>click</a>",
    "<form action='javascript:window.hit_15=1'><button>click</button></form>",
    "<button formaction='javascript:window.hit_16=1' form=f>click</button><form id=f></form>",
    "<input autofocus onfocus='window.hit_17=1'>",
    "<video><source onerror='window.hit_18=1'></video>",
    "<audio src=x onerror='window.hit_19=1'></audio>",
    "<marquee onstart='window.hit_20=1'>x</marquee>",
    "<math><mtext><table><mglyph><style><img src=x onerror='window.hit_21=1'></style>",
    "<noscript><p title='</noscript><img src=x onerror=window.hit_22=1>'></noscript>",
    "<style><!--</style><img src=x onerror='window.hit_23=1'>--></style>",
    "<textarea><img title='</textarea><img src=x onerror=window.hit_24=1>'></textarea>",
    "<svg><style><img src=x onerror='window.hit_25=1'></style></svg>",
    "<p title='\"><img src=x onerror=window.hit_26=1>'>x</p>",
    "<<script>window.hit_27=1//<</script>",
    "<img src='x` `onerror=window.hit_28=1'>",
    "<p style='background:url(javascript:window.hit_29=1)'>x</p>",
    "<template><script>window.hit_30=1</script></template>",
    "<select><img src=x onerror='window.hit_31=1'></select>",
    "<!--><img src=x onerror='window.hit_32=1'>-->",
    "<![CDATA[><img src=x onerror='window.hit_33=1'>]]>",
    "<?xml ><img src=x onerror='window.hit_34=1'>?>",
    "<script src='data:text/javascript,window.hit_35=1'></script>",
    "<link rel=stylesheet href='data:text/css,x' onload='window.hit_36=1'>",
    "<b data-toggle='tooltip' data-html='true' title='<img src=x onerror=window.hit_37=1>'>x</b>",
    "<a data-toggle='modal' data-target='#m' href='data:x' onclick='window.hit_38=1'>x</a>",
    "<div contenteditable onbeforeinput='window.hit_39=1' tabindex=0>x</div>",
    "<base href='javascript:/a/-window.hit_40=1//'><a href='#'>x</a>",
    "<table background='javascript:window.hit_41=1'><td>x</td></table>",
    "<math href='javascript:window.hit_42=1'><mtext>x</mtext></math>",
    "<svg><a xlink:href='javascript:window.hit_43=1'><text y=9>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=window.hit_44=1></svg>#x'/></svg>",
    "<p class='x' id='submission' onmouseover='window.hit_45=1'>x</p>",
    "</div></div></body></html><script>window.hit_46=1</script>",
    "<xmp><img src=x onerror='window.hit_47=1'></xmp><plaintext><b>",
    "\x00<scr\x00ipt>window.hit_48=1</scr\x00ipt>",
]

FETCHING = [
    f"<img src='{BEACON}/html_img'>",
    f"<img srcset='{BEACON}/html_srcset 1x'>",
    f"<link rel=stylesheet href='{BEACON}/html_link'>",
    f"<style>@import '{BEACON}/html_import'; body {{ background: url({BEACON}/html_css) }}</style>",
    f"<p style='background: url({BEACON}/html_style)'>x</p>",
    f"<meta http-equiv=refresh content='0;url={BEACON}/html_meta'>",
    f"<iframe src='{BEACON}/html_frame'></iframe>",
    f"<video poster='{BEACON}/html_poster' src='{BEACON}/html_video'></video>",
    f"<table background='{BEACON}/html_background'><td>x</td></table>",
    f"<input type=image src='{BEACON}/html_input'>",
    f"<svg><image href='{BEACON}/html_svg' /></svg>",
    "<img src='//beacon.test/html_noscheme'><img src='\\\\beacon.test/html_backslash'>",
]

MARKDOWN = [
    *(f"text before\n\n{vector}\n\ntext after" for vector in HTML),
    *(f"inline {vector} and on" for vector in HTML),
    *FETCHING,
    "[click](javascript:window.hit_61=1)",
    "[click](<javascript:window.hit_62=1>)",
    "[click](java&#115;cript:window.hit_63=1)",
    "[click]( \n javascript:window.hit_64=1)",
    "[click](\\javascript:window.hit_65=1)",
    "[click](JaVaScRiPt:window.hit_66=1 'title')",
    "[click][ref]\n\n[ref]: javascript:window.hit_67=1",
    "[ref2]\n\n[ref2]:\n  javascript:window.hit_68=1",
    "<javascript:window.hit_69=1>",
    "[click](vbscript:x) [click](data:text/html,<script>parent.hit_70=1</script>)",
    '[click](x "onmouseover=window.hit_71=1 \\"><img src=x onerror=window.hit_72=1>")',
    '![a](x "\\"><img src=x onerror=window.hit_73=1>")',
    '![a" onerror="window.hit_74=1](x)',
    '![a](x" onerror="window.hit_75=1)',
    "![a](javascript:window.hit_76=1)",
    '```"><img src=x onerror=window.hit_77=1>\ncode\n```',
    "```mermaid\n<img src=x onerror=window.hit_78=1>\n```",
    "# <img src=x onerror=window.hit_79=1>",
    "| a | b |\n|---|---|\n| <img src=x onerror=window.hit_80=1> | b |",
    "`` <img src=x onerror=window.hit_81=1> ``",
    "&lt;img src=x onerror=window.hit_82=1&gt;",
    "$<img src=x onerror=window.hit_83=1>$ and $$</script><script>window.hit_84=1</script>$$",
    "\\begin{a}<img src=x onerror=window.hit_85=1>\\end{a}",
    "$\\href{javascript:window.hit_86=1}{x}$",
    "$\\mmlToken{mi}[href='javascript:window.hit_87=1']{x}$",
    f"![a]({BEACON}/md_picture)",
    f"![a](<{BEACON}/md_angles>)",
    f"![a][far]\n\n[far]: {BEACON}/md_reference",
    f"![far2]\n\n[far2]: {BEACON}/md_short",
    "![a](//beacon.test/md_noscheme) ![a](\\\\\\\\beacon.test/md_backslash)",
    f"[![a]({BEACON}/md_nested)](https://example.org)",
    f"```mermaid\n![a]({BEACON}/md_mermaid)\n```",
    "![a](attachment:missing.png)",
    "![a][gone]\n\n[gone]: attachment:missing.png",
]

START = "<svg xmlns='http://www.w3.org/2000/svg'"
XHTML = "http://www.w3.org/1999/xhtml"

SVG = [
    f"{START} onload='window.hit_101=1'></svg>",
    f"{START}><script>window.hit_102=1</script></svg>",
    f"{START}><foreignObject><p xmlns='{XHTML}' onload='window.hit_103=1'/></foreignObject></svg>",
    f"{START}><image href='{BEACON}/svg_image'/></svg>",
    f"<!DOCTYPE svg [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>{START}><text>&b;</text></svg>",
    "no drawing <img src=x onerror=window.hit_104=1>",
]

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
    "DwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def live() -> dict[str, Any]:
    """Return a notebook of those that run in formgrader's page as they are."""
    breaking = ("<base", "<body", "</body", "<!--", "<![CDATA", "<?xml", "noscript", "xmp", "<<")
    html = [each for each in HTML if not any(word in each for word in (*breaking, "textarea"))]
    cells = [_output({"text/html": each}) for each in (*html, *FETCHING) if "meta" not in each]
    cells += [_cell("markdown", each) for each in MARKDOWN if "click](" in each]
    return {
        "cells": [{"id": f"c{at}", **cell} for at, cell in enumerate(cells)],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def notebook() -> dict[str, Any]:
    """Return a notebook that holds all of them, and some in places where text alone belongs."""
    cells = [_output({"text/html": html, "text/plain": "x"}) for html in (*HTML, *FETCHING)]
    cells += [_output({"image/svg+xml": svg}) for svg in SVG]
    cells += [_output({"text/markdown": text}) for text in MARKDOWN]
    cells += [_cell("markdown", text) for text in MARKDOWN]
    cells += [_cell("raw", text) for text in HTML]
    cells += _odd_places()
    return {
        "cells": [{"id": f"c{at}", **cell} for at, cell in enumerate(cells)],
        "metadata": {
            "title": "</title><script>window.hit_201=1</script>",
            "language_info": {"name": "python'\"><script>window.hit_202=1</script>"},
            "widgets": {
                "application/vnd.jupyter.widget-state+json": {
                    "state": {"x": {"model_name": "</script><script>window.hit_203=1</script>"}}
                }
            },
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _odd_places() -> list[dict[str, Any]]:
    tag = "<img src=x onerror=window.hit_301=1>"
    view = "application/vnd.jupyter.widget-view+json"
    html64 = base64.b64encode(b"<script>parent.hit_302=1</script>").decode()
    grading = {"grade_id": f'"><script>window.hit_303=1</script>{tag}', "solution": True}
    answer = _cell("markdown", "an answer")
    answer["metadata"] = {"nbgrader": {**grading, "grade": True, "points": 1}, "tags": [tag]}
    picture = _cell("markdown", "![a](attachment:a.png) ![b](attachment:b.png)")
    picture["attachments"] = {
        "a.png": {"image/png": f'{PIXEL}" onerror="window.hit_304=1'},
        "b.png": {'image/png" onerror="window.hit_305=1': PIXEL},
    }
    counted = _output({"text/plain": "x"})
    counted["execution_count"] = tag
    counted["outputs"][0] |= {"output_type": "execute_result", "execution_count": tag}
    sized = _output({"image/png": PIXEL}, {"image/png": {"width": "1 onload=window.hit_306=1"}})
    alone = _output(
        {"text/html": "<script>parent.hit_307=1</script>"}, {"text/html": {"isolated": True}}
    )
    named = _output(
        {"image/png": PIXEL}, {"filenames": {"image/png": '" onerror="window.hit_308=1'}}
    )
    script = "window.hit_309=1"
    failed = _output({})
    failed["outputs"] = [
        {"output_type": "error", "ename": tag, "evalue": tag, "traceback": [f"\x1b[31m{tag}", tag]},
        {"output_type": "stream", "name": "stdout", "text": f"{tag}\x1b]0;title\x07\x1b[2J"},
        {"output_type": "stream", "name": tag, "text": [tag]},
        {"output_type": tag, "data": {"text/html": tag}},
    ]
    return [
        answer,
        picture,
        counted,
        sized,
        alone,
        named,
        failed,
        _output({"application/javascript": script, "text/plain": "x"}),
        _output({"application/javascript": script}),
        _output({view: {"model_id": "</script><script>window.hit_310=1</script>"}}),
        _output({"application/pdf": html64, "text/plain": "x"}),
        _output({"text/latex": f"$x${tag} \\href{{javascript:window.hit_311=1}}{{x}}"}),
        _output({"image/png": f'{PIXEL}" onerror="window.hit_312=1', "text/plain": "x"}),
        _output({"text/html": ["<script>window.", "hit_313=1</script>"]}),
        {**_cell("code", f"# {tag}"), "metadata": {"magics_language": tag}, "outputs": []},
    ]


def _cell(kind: str, source: str) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": source}


def _output(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    output = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
    return {**_cell("code", "x"), "execution_count": 1, "outputs": [output]}

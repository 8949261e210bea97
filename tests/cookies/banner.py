"""The banner as tests press it, and how a site's owner marks what waits."""

from tests.cookies.foreign import WAYS, host_of

REFUSE, ACCEPT, CHOOSE = (f"#lg-consent .lg-acts button:nth-child({at})" for at in (1, 2, 3))
SHIFTED = """() => new Promise(done => {
    let moved = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => moved += one.value))
        .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => done(moved)));
})"""


def marked(way: str) -> str:
    """One of the ways, as a site's owner marks it."""
    text = WAYS[way].format(host=host_of(way))
    if "src=" in text and text.startswith("<script") and "document" not in text:
        text = text.replace(' type="module"', ' data-type="module"').replace(" src=", " data-src=")
        return text.replace("<script", '<script type="text/plain" data-lg="statistics"')
    if text.startswith("<script"):
        return text.replace("<script", '<script type="text/plain" data-lg="statistics"')
    for name in ("src", "href", "data"):
        text = text.replace(f" {name}=", f" data-{name}=")
    return text.replace(" ", ' data-lg="statistics" ', 1)

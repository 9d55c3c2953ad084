"""Reports as a browser lays them out: on a phone, a tablet, a desk; measured in the page itself.

browser.py PROGRAM ROOT. One headless browser opens every shipped report (and one with all studies) in frames of three widths, and one more does so in
the dark. Nothing may reach beyond the page but what scrolls for itself, no words of a chart may overlap or leave it, all text stands out from its
ground, headings do not skip a level, and nothing is fetched.
"""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
FOLDER = pathlib.Path(tempfile.mkdtemp())
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WIDTHS = (360, 680, 900, 1600)  # a phone, A4 between its margins, a tablet, a desk
SECONDS = 120

HARNESS = """<!DOCTYPE html><meta charset="utf-8"><body><pre id="said"></pre><script>
const pages = PAGES, widths = WIDTHS, found = [];
const name = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + " “" + e.textContent.trim().slice(0, 40) + "”";
function channels(colour) {
  const m = colour.match(/[\\d.]+/g).map(Number);
  return m.length < 4 ? [...m.slice(0, 3), 1] : m;
}
function luminance(c) {
  const part = c.slice(0, 3).map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
}
function ground(view, e) {
  for (; e; e = e.parentElement) {
    const c = channels(view.getComputedStyle(e).backgroundColor);
    if (c[3] > 0) return c;
  }
  return [255, 255, 255, 1];
}
function looks(page, width, frame) {
  const view = frame.contentWindow, doc = frame.contentDocument, root = doc.documentElement;
  const tell = what => found.push(page + " at " + width + ": " + what);
  if (root.scrollWidth > root.clientWidth) tell("it is wider than the window by " + (root.scrollWidth - root.clientWidth));
  let level = 0, ones = 0;
  for (const h of doc.querySelectorAll("h1,h2,h3,h4")) {
    const own = Number(h.tagName[1]);
    if (own > level + 1) tell("a level is skipped before " + name(h));
    level = own;
    ones += own === 1;
  }
  if (ones !== 1) tell(ones + " first headings");
  for (const e of doc.querySelectorAll("h1,h2,h3,p,li,figcaption,caption,a,td,th")) {
    const box = e.getBoundingClientRect(), style = view.getComputedStyle(e);
    if (!e.textContent.trim() || box.width === 0 || e.closest("thead") && style.clipPath !== "none") continue;
    if (!e.closest(".scroll") && box.right > width + 1) tell("beyond the edge: " + name(e));
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && style.display !== "inline" && !e.closest(".scroll"))
      tell("does not fit its place: " + name(e));
    const c = luminance(channels(style.color)), g = luminance(ground(view, e));
    const contrast = (Math.max(c, g) + 0.05) / (Math.min(c, g) + 0.05);
    if (contrast < 4.5) tell("a contrast of " + contrast.toFixed(1) + ": " + name(e));
  }
  for (const e of doc.querySelectorAll(".scroll")) {
    const box = e.getBoundingClientRect();
    if (box.right > width + 1) tell("a table's frame is beyond the edge: " + name(e.querySelector("table")));
    for (const s of e.querySelectorAll("caption>span,.note")) {
      const own = s.getBoundingClientRect();
      if (own.width > 0 && own.right > box.right + 1) tell("scrolls away with its table: " + name(s));
    }
  }
  for (const svg of doc.querySelectorAll("figure svg")) {
    const frame = svg.getBoundingClientRect();
    const text = [...svg.querySelectorAll("text")].filter(t => t.textContent.trim()).map(t => [t, t.getBoundingClientRect()]);
    for (const [t, b] of text)
      if (b.left < frame.left - 2 || b.right > frame.right + 2 || b.top < frame.top - 2 || b.bottom > frame.bottom + 2)
        tell("chart " + svg.id + ": leaves its picture: " + name(t));
    for (let i = 0; i < text.length; i++)
      for (let j = 0; j < i; j++) {
        const a = text[i][1], b = text[j][1], slack = 0.3 * Math.min(a.height, b.height);
        if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack)
          tell("chart " + svg.id + ": " + name(text[i][0]) + " lies on " + name(text[j][0]));
      }
  }
  const fetched = view.performance.getEntriesByType("resource");
  if (fetched.length) tell("it fetches " + fetched[0].name);
}
async function open(page, width) {
  const frame = document.createElement("iframe");
  frame.style.cssText = "border:0;width:" + width + "px;height:900px";
  const loaded = new Promise(done => frame.onload = done);
  frame.src = page;
  document.body.append(frame);
  await loaded;
  looks(page, width, frame);
  frame.remove();
}
(async () => {
  for (const page of pages) for (const width of widths) await open(page, width);
  document.getElementById("said").textContent = JSON.stringify({done: true, dark: matchMedia("(prefers-color-scheme:dark)").matches, found: found});
})().catch(e => document.getElementById("said").textContent = JSON.stringify({done: false, found: [String(e)]}));
</script>"""


def browse(page, *flags, seconds=SECONDS):
    """What the page says in its element `said`, once its script is done; None: the browser does not come up here."""
    words = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={FOLDER / 'profile'}",
             "--allow-file-access-from-files", "--virtual-time-budget=100000", *flags, "--dump-dom", page.as_uri()]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True) as run:
        try:
            shown = run.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)  # its helpers hold the pipe as well
            return None
    said = re.search(r'<pre id="said">(.*?)</pre>', shown, re.S)
    return said[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if said else None


def pages():
    made = []
    for scenario in sorted((ROOT / "scenarios").glob("*.yaml")):
        made.append(report(scenario, "--trials", "20", "--no-studies"))
    made.append(report(ROOT / "scenarios" / "joint-fund-2019.yaml", "--trials", "60", name="studies"))
    return made


def report(scenario, *options, name=None):
    page = FOLDER / f"{name or scenario.stem}.html"
    subprocess.run([PROGRAM, "report", str(scenario), *options, "--quiet", "-o", str(page)], check=True, capture_output=True)
    return page.name


def harness(name, made):
    page = FOLDER / name
    page.write_text(HARNESS.replace("PAGES", json.dumps(made)).replace("WIDTHS", json.dumps(WIDTHS)), encoding="utf-8")
    return page


def check(made, is_dark):
    said = browse(harness("harness.html", made), f"--blink-settings=preferredColorScheme={0 if is_dark else 1}")
    assert said, "the browser did not come to its end"
    result = json.loads(said)
    assert result["done"] and result.get("dark") == is_dark, result
    assert not result["found"], "\n".join(result["found"])


def check_that_it_sees():
    """A page with one fault of each kind, each of which it must name."""
    (FOLDER / "bad.html").write_text(
        '<!DOCTYPE html><html><body style="margin:0"><h1>One</h1><h3>Three</h3><p style="color:#999">pale</p><p style="width:3000px">wide</p>'
        '<figure><svg id="c" width="100" height="40"><text x="5" y="20">alpha</text><text x="9" y="20">beta</text><text x="90" y="20">leaves</text></svg>'
        "</figure></body></html>", encoding="utf-8")
    found = "\n".join(json.loads(browse(harness("bad-harness.html", ["bad.html"])))["found"])
    for what in ("wider than the window", "a level is skipped", "a contrast of", "beyond the edge", "leaves its picture", "lies on"):
        assert what in found, (what, found)


if not BROWSER:
    print("skipped: what a browser makes of the pages, as there is no chromium")
    sys.exit(77)
(FOLDER / "probe.html").write_text('<pre id="said">up</pre>', encoding="utf-8")
if browse(FOLDER / "probe.html", seconds=40) != "up":
    print("left out: the browser does not come up on this machine")
    sys.exit(0)
check_that_it_sees()
MADE = pages()
check(MADE, False)
check(MADE, True)
print(f"{len(MADE)} pages at {len(WIDTHS)} widths, by day and by night")

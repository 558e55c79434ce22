#!/usr/bin/python3
"""casus report: pages that are whole, load nothing, and in which names stay text. Output: TAP."""
import html.parser
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from run_program import ROOT, Tap, casus  # noqa: E402

VOID = {"meta", "br", "link", "rect", "path"}
WORDS = ["Does it hold?", "In brief", "How it was computed", "The text and what it rests on"]


class Page(html.parser.HTMLParser):
    """Tags closed in order, ids used once, links that lead somewhere, nothing loaded."""
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.ids, self.links, self.text, self.tables = [], [], set(), [], [], 0
        self.feed(text)
        self.close()
        self.faults += [f"never closed: {self.open}"] if self.open else []
        self.faults += [f"a link to nowhere: {link}" for link in self.links if link[1:] not in self.ids]

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in ("script", "img", "iframe", "object", "embed", "link"):
            self.faults.append(f"<{tag}>")
        self.faults += [f"an event handler: {name}" for name in attributes if name.startswith("on")]
        self.faults += [f"loads {attributes[name]}" for name in ("src", "srcset", "background") if name in attributes]
        if "id" in attributes:
            self.faults += [f"id {attributes['id']} twice"] if attributes["id"] in self.ids else []
            self.ids.add(attributes["id"])
        if attributes.get("href", "").startswith("#"):
            self.links.append(attributes["href"])
        self.tables += tag == "table"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if tag not in VOID:
            self.faults.append(f"<{tag}/>")

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> within {self.open[-3:]} at {self.getpos()}")
        else:
            self.open.pop()

    def handle_data(self, data):
        self.text.append(data)


def page_of(run):
    text = run.stdout.decode("utf-8", "replace")
    return text, Page(text)


def test_cases(tap):
    for path in sorted((ROOT / "cases").glob("*/*.casus")):
        name = str(path.relative_to(ROOT))
        run = casus("report", name)
        text, page = page_of(run)
        tap.test(run.returncode == 0 and not page.faults, f"{name}: a whole page", run.stderr[:500], *page.faults[:5])
        tap.test(len(text) < 3 << 20, f"{name}: under 3 MB", len(text))
        tap.test("http://" not in text and "https://" not in text and "url(" not in text.replace("url(#head-", ""), f"{name}: names no other place")


def test_first_case(tap):
    text, page = page_of(casus("report", "cases/ukraine/istanbul-2022.casus"))
    said = "".join(page.text)
    tap.test(all(words in said for words in WORDS), "the chapters are there", [words for words in WORDS if words not in said])
    tap.test("NEEDS {the attacker} by right" in said and "ASSURED by day 4" in said, "the verdicts are words")
    tap.test("prefers-color-scheme:dark" in text and "@media print" in text and 'class="skip"' in text, "light, dark, paper, and a way past the head")
    tap.test(re.search(r"SHA-256 of the file: [0-9a-f]{64}", said), "what was computed can be found again")
    german = casus("report", "cases/ukraine/istanbul-2022.casus", "--language", "de").stdout.decode()
    tap.test('<html lang="de">' in german and "Hält es?" in german, "in German")
    tap.test(casus("report", "cases/ukraine/istanbul-2022.casus").stdout == casus("report", "cases/ukraine/istanbul-2022.casus").stdout, "the same bytes")
    talks = casus("report", "cases/ukraine/talks-2025.casus").stdout.decode()
    tap.test("Irreducible conflicts: 1" in talks and 'class="versus"' in talks and "(W, D, A, T)" in talks, "settlement and standoffs have chapters")


def test_hostile(tap, folder):
    script, turned, long = "<script>alert(1)</script>", "a\u202eb\u2066c", "x" * 10000
    file = pathlib.Path(folder, "hostile.casus")
    file.write_text(f'agreement h "{script}"\nparty A "{script}"\nparty B "{turned}"\nparty X "{long}"\nmeasure help "<img src=x onerror=y>"\nincident attack by everyone on X\n'
                    f'clause 1 "{script}&\'"\n  when attack\n  each of A, B must give help to X within 2 days assume "</code><b>"\n'
                    f'goal helped "{script}" = any of A, B give help to X\n', encoding="utf-8")
    run = casus("report", str(file))
    text, page = page_of(run)
    tap.test(run.returncode == 0 and not page.faults, "hostile names stay text", run.stderr[:500], *page.faults[:5])
    tap.test("\u202e" not in text and "\u2066" not in text, "and turn no line round")
    said = "".join(page.text)
    tap.test(script in said and "</code><b>" in said, "they can be read")


def test_refusals(tap, folder):
    broken = pathlib.Path(folder, "broken.casus")
    broken.write_text("agreement b\nclause 1\n  A must give m\n", encoding="utf-8")
    tap.ends(casus("report", str(broken)), 2, "a text with errors", says="E0")
    tap.ends(casus("report", "cases/multisig/multisig.casus", "--language", "xx"), 3, "a language that is none", says="`en` or `de`")
    tap.ends(casus("report", "cases/multisig"), 3, "a folder without a place for its pages", says="-o FOLDER")
    tap.ends(casus("report", "cases/multisig/multisig.casus", "-o", "/nonexistent/x.html"), 3, "a place that cannot be written", says="cannot be written")


def test_library(tap, folder):
    site = pathlib.Path(folder, "site")
    run = casus("report", "cases/multisig", "cases/luxemburg-1867", "cases/locarno-1925", "-o", str(site), "--no-cures")
    tap.ends(run, 0, "a page each and a table")
    names = sorted(path.name for path in site.glob("*")) if site.exists() else []
    tap.test(names == ["index.html", "locarno-1925.html", "luxemburg-1867.html", "multisig.html"], "with their names", names)
    page = Page((site / "index.html").read_text(encoding="utf-8")) if "index.html" in names else None
    tap.test(page and not page.faults and page.tables == 1, "the table is whole", *(page.faults if page else []))


def test_counts(tap):
    """Sets of interchangeable parties are told by how many of whom, and only where that is exactly all of them."""
    told = casus("who", "cases/conformance/five-guarantors.casus", "assist", "--on", "attack", "--by", "RU", "--set", "wording=two_thirds").stdout.decode()
    lines = [line.strip() for line in told.splitlines() if line.strip().startswith("that is, ")]
    tap.test(lines[:1] == ["that is, any 2 of {CN, FR, GB, US}; or any 1 of {CN, FR, GB, US} with RU"], "ten pairs are four of one kind and six of another", lines)
    single = casus("who", "cases/conformance/five-guarantors.casus", "assist", "--on", "attack", "--by", "RU", "--set", "wording=each_time_limit").stdout.decode()
    tap.test(single.count("that is") == 1 and "that is, any 1 of {CN, FR, GB, US}" in single, "one set alone is not told twice", single)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        test_cases(tap)
        test_first_case(tap)
        test_hostile(tap, folder)
        test_refusals(tap, folder)
        test_library(tap, folder)
    test_counts(tap)
    tap.finish()


main()

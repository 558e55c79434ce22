#!/usr/bin/python3
"""casus report: pages that are whole, load nothing, and in which names stay text. Output: TAP."""
import html
import html.parser
import os
import pathlib
import re
import shutil
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from run_program import ROOT, Tap, casus  # noqa: E402

VOID = {"meta", "br", "link", "rect", "path", "circle", "polyline"}
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
        tap.test("http://" not in text and "https://" not in text and "url(" not in text, f"{name}: names no other place")


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


ENGLISH = re.compile(r"\\b(by breach|by right|unless stopped|can stop it|even if|breaking the|is reached|tolerates|resisting|helping|How it|need not|must, but|obeys|have passed|deadline|lacks the yes|any \\d+ of|clause \\w+:|day \\d)")


def test_german(tap):
    """What readers see first is German: verdicts, who can stop what, courses, cures. The text of the file, and what is marked as English, stay as they are."""
    for name in ("ukraine/istanbul-2022", "ukraine/talks-2025", "un-security-council/un-security-council", "shareholders/shareholders", "minsk/minsk", "north-atlantic/north-atlantic"):
        page = casus("report", f"cases/{name}.casus", "--language", "de").stdout.decode()
        answers = page[:page.index('<section id="text">')]
        answers = re.sub(r'<section id="claims">.*?</section>|<span lang="en">[^<]*</span>|<del>.*?</ins>|<ins>.*?</ins>|<style>.*?</style>', "", answers, flags=re.S)
        left = ENGLISH.findall(" ".join(Page(answers + "</main></body></html>").text))
        marked = re.findall(r'<span lang="en">([^<]*)</span>', page)
        tap.test(not left and len(marked) < 12, f"{name}: in German the answers are German", left[:10], *marked[:12])
    page = casus("report", "cases/ukraine/istanbul-2022.casus", "--language", "de").stdout.decode()
    for words in ("BRAUCHT {den Angreifer}, rechtmäßig", "ZUGESICHERT bis Tag 4", "sind vergangen", "kann es verhindern, ohne das Abkommen zu brechen", "Klausel 5"):
        tap.test(words in page, f"in German it says: {words}")


def test_phrases(tap):
    """Every English pattern still says something that the answers can say: each of its words stands in the program."""
    words_of = lambda text: set(re.findall(r"[A-Za-z]{4,}", text))
    source = "".join(path.read_text(encoding="utf-8") for folder in ("report", "hold", "agree", "model") for path in (ROOT / "src" / folder).glob("*.c"))
    known = words_of(" ".join(re.findall(r'"((?:[^"\\\\]|\\\\.)*)"', source)))
    known |= {"hour", "hours", "days", "sets"}
    pairs = re.findall(r'PHRASE\("([^"]*)", "([^"]*)"\)', (ROOT / "src/report/book_phrases_de.def").read_text(encoding="utf-8"))
    stale = [english for english, _ in pairs if words_of(re.sub(r"<\d\w>", " ", english)) - known]
    tap.test(len(pairs) > 100 and not stale, "no pattern is stale", *stale[:10])
    uneven = [english for english, german in pairs if set(re.findall(r"<\d\w>", english)) != set(re.findall(r"<\d\w>", german))]
    tap.test(not uneven, "every place of a pattern stands in both languages", *uneven[:10])
    lines = re.findall(r'(CAS_\w*PHRASE\("[^"]*")', (ROOT / "src/report/book_phrases_de.def").read_text(encoding="utf-8"))
    twice = [line for line in lines if lines.count(line) > 1]
    tap.test(not twice, "no pattern stands twice", *twice[:10])


def test_computed(tap):
    """The page says how to compute it again, and that can be done."""
    page = casus("report", "cases/ukraine/talks-2025.casus", "--no-cures").stdout.decode()
    said = html.unescape(re.search(r'id="computed".*?<pre>(.*?)</pre>', page, re.S)[1]).splitlines()
    commands = [line.split("#")[0].split()[1:] for line in said if not line.startswith("casus report")]
    ended = {" ".join(words): casus(*words).returncode for words in commands}
    tap.test(len(commands) >= 6 and set(ended.values()) <= {0, 1}, "every command of the page runs", ended)


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


def pictures_of(folder):
    """The files of a folder of pictures: name, and what is wrong with each."""
    faults, names = [], sorted(path.name for path in folder.glob("*")) if folder.exists() else []
    for name in names:
        text = (folder / name).read_text(encoding="utf-8")
        try:
            root = xml.etree.ElementTree.fromstring(text)
        except xml.etree.ElementTree.ParseError as error:
            faults.append(f"{name}: {error}")
            continue
        tags = [child.tag.split("}")[1] for child in root]
        faults += [f"{name}: {tag} is missing" for tag in ("title", "desc", "style") if tag not in tags]
        faults += [f"{name}: <{e.tag.split('}')[1]}>" for e in root.iter() if e.tag.split("}")[1] not in ("svg", "title", "desc", "style", "g", "rect", "path", "circle", "polyline", "text")]
        faults += [f"{name}: no dark colours"] if "prefers-color-scheme:dark" not in text else []
        faults += [f"{name}: a strange name"] if not re.fullmatch(r"[a-z0-9_-]+\.svg", name) else []
        faults += [f"{name}: names another place"] if "url(" in text or "href" in text or "@import" in text else []
    return names, faults


def test_pictures(tap, folder):
    wanted = ["verdicts.svg", "who-can-stop-assist-attack.svg", "calendar-assist-attack-7.svg", "conflicts.svg", "conflict-1.svg", "standoff-august_2025.svg", "power-agreed.svg"]
    svg = pathlib.Path(folder, "svg")
    run = casus("report", "cases/ukraine/talks-2025.casus", "--svg", str(svg), "--no-cures")
    names, faults = pictures_of(svg)
    tap.test(run.returncode == 0 and not faults and set(wanted) <= set(names), "every picture a file", run.stderr[:500], *faults[:5], names)
    tap.test(run.stdout.decode().splitlines() == sorted(run.stdout.decode().splitlines(), key=lambda line: names.index(pathlib.Path(line).name) < 0) and
             sorted(pathlib.Path(line).name for line in run.stdout.decode().splitlines()) == names, "and each is named on the terminal", run.stdout.decode())
    calendar = (svg / "calendar-assist-attack-7.svg").read_text(encoding="utf-8") if "calendar-assist-attack-7.svg" in names else ""
    tap.test("military help" in calendar and "Talks on guarantees for Ukraine" in calendar and "» " in calendar and "ASSURED by day 4" in calendar, "a picture says of what it is without its page", calendar[:400])
    again = pathlib.Path(folder, "again")
    casus("report", "cases/ukraine/talks-2025.casus", "--svg", str(again), "--no-cures")
    tap.test(all((svg / name).read_bytes() == (again / name).read_bytes() for name in names if (again / name).exists()) and pictures_of(again)[0] == names, "the same bytes under the same names")
    site, pictures = pathlib.Path(folder, "site-of-pictures"), pathlib.Path(folder, "pictures")
    run = casus("report", "cases/multisig", "cases/locarno-1925", "-o", str(site), "--svg", str(pictures), "--no-cures")
    tap.test(run.returncode == 0 and pictures_of(pictures / "multisig")[0] and pictures_of(pictures / "locarno-1925")[0], "several texts: a folder each", run.stderr[:300])


def program(folder, name, script):
    """A stand-in for a program, on a PATH of its own."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(script)
    path.chmod(0o755)
    return {"PATH": str(folder)}


def graph_of(folder, name, environment):
    started = time.monotonic()
    run = casus("report", "cases/ukraine/talks-2025.casus", "--svg", str(folder / name), "--no-cures", environment=environment)
    path = folder / name / "standoff-august_2025.svg"
    return run, path.read_text(encoding="utf-8") if path.exists() else "", time.monotonic() - started


def test_graphs(tap, folder):
    folder = pathlib.Path(folder)
    run, own, _ = graph_of(folder, "own", {"PATH": str(folder / "empty")})
    tap.test(run.returncode == 0 and not pictures_of(folder / "own")[1] and own.count('class="box') > 4 and own.count('class="tip"') > 2, "without dot on PATH graphs are laid out all the same", run.stderr[:300])
    boxes = re.findall(r'<rect class="box[^"]*" x="([-0-9.]+)" y="([-0-9.]+)" width="([-0-9.]+)" height="([-0-9.]+)"', own)
    boxes = [tuple(map(float, box)) for box in boxes]
    overlap = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if abs(a[0] + a[2] / 2 - b[0] - b[2] / 2) < (a[2] + b[2]) / 2 and abs(a[1] - b[1]) < (a[3] + b[3]) / 2]
    tap.test(boxes and not overlap, "no box over another", overlap[:3])
    if shutil.which("dot"):
        run, laid, _ = graph_of(folder, "laid", None)
        tap.test(run.returncode == 0 and not pictures_of(folder / "laid")[1] and laid.count('class="box') == own.count('class="box') and laid != own, "with dot they are laid out by it: the same boxes in other places")
    heard, fifo = [], folder / "fifo"
    os.mkfifo(fifo)

    def listen():
        # Two that write close upon each other are heard in one breath.
        while "".join(heard).count("digraph") < 3:
            heard.append(fifo.read_text())
    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    # It may write no file and start no other program.
    run, text, _ = graph_of(folder, "spied", program(folder / "spy", "dot", f"#!/bin/sh\nexec /bin/cat > {fifo}\n"))
    listener.join(10)
    all_heard = "".join(heard)
    tap.test(all_heard.count("digraph") == 3 and not re.search(r"\b(UA|RU|US|europeans)\b|W, D", all_heard), "dot hears numbers and sizes, and no name", heard)
    tap.test(run.returncode == 0 and text == own, "and where it answers nothing nothing is lost")
    run, text, _ = graph_of(folder, "nonsense", program(folder / "liar", "dot", "#!/bin/sh\necho graph 1 2 2\necho 'node n0 1e999 nan 1 1'\necho stop\n"))
    tap.test(run.returncode == 0 and text == own, "nonsense from dot is not believed")
    run, text, took = graph_of(folder, "slow", program(folder / "sleeper", "dot", "#!/bin/sh\nexec /bin/sleep 60\n"))
    tap.test(run.returncode == 0 and text == own and took < 20, "a dot that hangs is not waited for", took)
    run, text, _ = graph_of(folder, "broken", program(folder / "breaker", "dot", "#!/bin/sh\nexit 1\n"))
    tap.test(run.returncode == 0 and text == own, "nor one that breaks")


def hostile_standoff(folder):
    evil = "</svg><script>x"
    file = pathlib.Path(folder, "hostile-standoff.casus")
    file.write_text(f'agreement h "{evil}"\nparty A "{evil}"\nparty B\n\nstandoff s "{evil}"\n  option go of A "{evil}"\n  option stay of B "\u202e"\n'
                    '  A prefers go\n  B prefers not stay > go\n  status quo (stay)\n', encoding="utf-8")
    return file, evil


def test_hostile_graph(tap, folder):
    file, evil = hostile_standoff(folder)
    svg = pathlib.Path(folder, "hostile-svg")
    run = casus("report", str(file), "--svg", str(svg), "-o", str(pathlib.Path(folder, "hostile.html")))
    names, faults = pictures_of(svg)
    text = "".join((svg / name).read_text(encoding="utf-8") for name in names)
    tap.test(run.returncode == 0 and "standoff-s.svg" in names and not faults, "hostile names in pictures stay text", run.stderr[:500], *faults[:5], names)
    tap.test("<script" not in text and "\u202e" not in text and "&lt;script&gt;" in text, "and can be read in them")


def test_pdf(tap, folder):
    folder, case = pathlib.Path(folder), "cases/multisig/multisig.casus"
    page, pdf = folder / "kept.html", folder / "page.pdf"
    run = casus("report", case, "-o", str(page), "--pdf", str(pdf), "--no-cures", environment={"PATH": str(folder / "empty")})
    said = run.stderr.decode()
    tap.test(run.returncode == 3 and said.count("\n") == 1 and "Chromium" in said and "WeasyPrint" in said and not pdf.exists(), "without a converter: one line that says what to install", said)
    tap.test(page.exists() and page.read_text(encoding="utf-8").endswith("</html>\n"), "and the page is not lost")
    tried = folder / "tried"
    chromium = f'#!/bin/sh\necho chromium >> {tried}\nfor word; do case $word in --print-to-pdf=*) echo "%PDF-fake" > "${{word#*=}}";; esac; done\n'
    environment = program(folder / "both", "chromium", chromium)
    program(folder / "both", "weasyprint", f"#!/bin/sh\necho weasyprint >> {tried}\nexit 1\n")
    run = casus("report", case, "--pdf", str(pdf), "--no-cures", environment=environment)
    tap.test(run.returncode == 0 and pdf.exists() and pdf.read_text() == "%PDF-fake\n" and tried.read_text() == "chromium\n" and run.stdout.decode() == f"{pdf}\n",
             "a browser is tried first, and the file is named", run.stderr[:300], run.stdout[:100])
    environment = program(folder / "failing", "chromium", f"#!/bin/sh\necho chromium >> {tried}\nexit 1\n")
    program(folder / "failing", "weasyprint", f'#!/bin/sh\necho weasyprint >> {tried}\necho "%PDF-other" > "$2"\n')
    tried.write_text("")
    run = casus("report", case, "--pdf", str(pdf), "--no-cures", environment=environment)
    tap.test(run.returncode == 0 and pdf.read_text() == "%PDF-other\n" and tried.read_text() == "chromium\nweasyprint\n", "one that fails is followed by the next", run.stderr[:300])
    program(folder / "failing", "weasyprint", "#!/bin/sh\nexit 0\n")
    run = casus("report", case, "--pdf", str(pdf), "--no-cures", environment=environment)
    tap.test(run.returncode == 3 and run.stderr.decode().count("\n") == 1 and pdf.read_text() == "%PDF-other\n", "what is no PDF does not take the place of one", run.stderr[:300])
    tap.ends(casus("report", "cases/multisig", "cases/rio-1947", "-o", str(folder / "site2"), "--pdf", str(pdf)), 3, "a PDF of several texts", says="--pdf takes one text")


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
    # Cyprus has ten clauses, three of them with a time that is assumed; Chicken has none. Of the promises of Budapest help is the one that nothing brings
    # about, on two occasions; Luxemburg's garrison has nothing to do with an attack and is counted once.
    site = pathlib.Path(folder, "counted")
    casus("report", "cases/cyprus-1960", "cases/budapest-1994", "cases/luxemburg-1867", "cases/classic-conflicts/chicken.casus", "-o", str(site), "--no-cures")
    rows = {name: re.findall("<td[^>]*>(.*?)</td>", row) for name, row in re.findall('href="([a-z0-9-]+).html">(.*)</tr>', (site / "index.html").read_text(encoding="utf-8"))}
    cells = {name: [re.sub("<[^>]*>", "", cell).replace("&nbsp;", " ") for cell in row] for name, row in rows.items()}
    tap.test(cells["cyprus-1960"][5:7] == ["30 %", "0 %"] and cells["cyprus-1960"][1:3] == ["2 AVAILABLE", "1 NEEDS by breach, 1 IMPOSSIBLE"], "what rests on assumptions, and the best and the worst", cells["cyprus-1960"])
    tap.test("2 IMPOSSIBLE" in cells["budapest-1994"][1] and "4 NEEDS by breach" in cells["budapest-1994"][2], "what is promised nowhere is counted", cells["budapest-1994"])
    tap.test(cells["luxemburg-1867"][1:3] == ["2 ASSURED", "1 ASSURED, 1 NEEDS by breach"], "what is beside the point is not", cells["luxemburg-1867"])
    tap.test(cells["chicken"][1:4] == ["–", "–", "–"] and cells["chicken"][5:] == ["–", "–", "–"], "nothing asked, nothing counted", cells["chicken"])


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
        test_computed(tap)
        test_german(tap)
        test_phrases(tap)
        test_hostile(tap, folder)
        test_pictures(tap, folder)
        test_graphs(tap, folder)
        test_hostile_graph(tap, folder)
        test_pdf(tap, folder)
        test_refusals(tap, folder)
        test_library(tap, folder)
    test_counts(tap)
    tap.finish()


main()

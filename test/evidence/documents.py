#!/usr/bin/python3
"""casus sources and casus cite as a user runs them: formats, answers as docs/schema has them, bad input, pages, the index. Output: TAP."""
import gzip
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from run_program import ROOT, Tap, casus  # noqa: E402
from schema import Schemas  # noqa: E402

PAGES = ROOT / "test" / "evidence" / "pages"
UKRAINE = "cases/ukraine/istanbul-2022.casus"


def write_pages(folder):
    for page in sorted(PAGES.glob("*.page")):
        lines = [line.split("\t", 1)[1] for line in page.read_text(encoding="utf-8").splitlines()]
        (folder / f"{page.stem}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def pdf(objects, trailer=b""):
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begin = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, begin)


def words_pdf(words):
    stream = b"BT /F1 12 Tf 72 720 Td (" + words + b") Tj ET"
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream), b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"])


def locked_pdf():
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>",
                b"<< /Filter /Standard /V 1 /R 2 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> /P -4 >>"],
               b"/Encrypt 3 0 R /ID [<00><00>]")


def zip_of(path, name, content):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)


def test_schemas(tap, schemas, folder):
    runs = {"sources.json": ["sources", str(folder)], "sources_shared.json": ["sources", "--shared", str(folder)],
            "sources_index.json": ["sources", "--index", str(folder / ".index"), str(folder)],
            "cite.json": ["cite", "it is a press release", str(folder)]}
    answers = {}
    for name, words in runs.items():
        run = casus(*words, "--json")
        tap.ends(run, 0, f"casus {words[0]}, as {name} says it", silent=True)
        try:
            answers[name] = json.loads(run.stdout)
        except ValueError as fault:
            tap.test(False, f"{name}: the answer is JSON", fault, run.stdout[:300])
            continue
        faults = list(schemas.faults(answers[name], schemas.file(name)))
        tap.test(not faults, f"the answer is as {name} says", *faults[:10])
        again = casus(*words, "--json")
        if name != "sources_index.json":
            tap.test(again.stdout == run.stdout, f"{name}: the same bytes every time")
    return answers


def test_documents(tap, answers):
    documents = {pathlib.Path(d["file"]).stem: d for d in answers["sources.json"]["documents"]}
    gazette = documents["gazette"]
    kinds = {b["line"]: b["kind"] for b in gazette["boilerplate"]}
    tap.test(kinds.get(1) == "menu" and kinds.get(6) == "share" and kinds.get(7) == "caption", "menus, buttons and captions are marked with their kind", kinds)
    tap.test([p["line"] for p in gazette["paragraphs"]] == list(range(1, 26)), "every paragraph has its line", gazette["paragraphs"])
    tap.test(all(p["locator"] for p in gazette["paragraphs"]), "every paragraph has a locator")
    names = [pathlib.Path(d["file"]).stem for d in answers["sources.json"]["documents"]]
    groups = [{names[place[0]] for place in group} for group in answers["sources.json"]["passages"]]
    tap.test({"copy", "wire"} in groups, "a sentence that two documents have is a passage of both", groups)


def test_bad_input(tap, folder):
    """Each bad document: one line that says what is wrong, in bounded time, and the good one beside it is read."""
    good = folder / "good.txt"
    good.write_text("The pilots of the strait refuse to steer at night.\n", encoding="utf-8")
    bad = {}

    def case(name, says, content=None):
        bad[name] = says
        if content is not None:
            (folder / name).write_bytes(content)

    case("binary.bin", "no document", bytes(range(256)) * 64)
    case("bomb.gz", "unpacks to more than 64 MiB", gzip.compress(bytes(100 << 20)))
    case("damaged.gz", "damaged", gzip.compress(b"words " * 1000)[:40])
    case("deep.html", "too many or too deep", b"<html>" + b"<div>" * 400000)
    case("attributes.html", "too many or too deep", b"<html><p " + b" ".join(b"a%d=1" % i for i in range(150000)) + b">x")
    case("locked.pdf", "encrypted PDF", locked_pdf())
    case("damaged.pdf", "PDF", b"%PDF-1.4\nnothing more")
    zip_of(folder / "bomb.docx", "word/document.xml", b" " * (100 << 20))
    case("bomb.docx", "unpacks to more than 64 MiB")
    zip_of(folder / "laughs.odt", "content.xml", '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 50 + '">]><o xmlns:text="t"><text:p>' + "&b;" * 50 + "</text:p></o>")
    case("laughs.odt", "XML is damaged")
    zip_of(folder / "other.zip", "readme", "x")
    case("other.zip", "neither .docx nor .odt")
    os.symlink("loop.txt", folder / "loop.txt")
    case("loop.txt", "leads in a circle")
    os.symlink("..", folder / "up")
    case("up", "not followed")
    os.mkfifo(folder / "pipe.txt")
    case("pipe.txt", "it is a pipe")
    began = time.monotonic()
    run = casus("sources", str(folder), "--json", seconds=110)
    spent = time.monotonic() - began
    tap.ends(run, 2, "bad documents end with 2", silent=True)
    answer = json.loads(run.stdout)
    unread = {pathlib.Path(u["file"]).name: u["problem"] for u in answer["unread"]}
    for name, says in bad.items():
        tap.test(says in unread.get(name, "") and "\n" not in unread.get(name, ""), f"{name}: {says}", unread.get(name))
    read = [pathlib.Path(d["file"]).name for d in answer["documents"]]
    tap.test(read == ["good.txt"], "and the good one is read", read)
    tap.test(spent < 60, "all of it within a minute", f"{spent:.1f} s")
    for name in bad:
        (folder / name).unlink()


def test_odd_input(tap, folder):
    """Odd, and read."""
    (folder / "one_line.txt").write_bytes(b"She said \xe2\x80\x9cno\xe2\x80\x9d to the draft of the day. " * 230000)
    began = time.monotonic()
    run = casus("sources", "--shared", str(folder / "one_line.txt"), seconds=100)
    tap.ends(run, 0, "ten megabytes on one line are looked through", silent=True)
    run = casus("cite", "to the draft of the day", str(folder / "one_line.txt"), seconds=100)
    tap.ends(run, 0, "and can be cited", silent=True)
    tap.test(time.monotonic() - began < 60, "in bounded time")
    (folder / "one_line.txt").write_bytes(b"Nobody said anything of the sort to us on that day. " * 200000)
    tap.ends(casus("sources", str(folder / "one_line.txt"), "--json", seconds=100), 0, "and go through every stage", silent=True)
    (folder / "broken.txt").write_bytes(b"caf\xc3 \xff\xfe broken \xf0\x9f bytes, he said.\n" * 50)
    tap.ends(casus("sources", str(folder / "broken.txt"), "--json"), 0, "broken UTF-8 is read byte by byte", silent=True)
    (folder / "empty.txt").write_bytes(b"")
    tap.ends(casus("sources", str(folder / "empty.txt")), 0, "an empty file is a document without lines", silent=True)
    tap.ends(casus("sources", str(folder / "none.txt")), 2, "a file that is not there")
    tap.ends(casus("sources", "-", "--json", given="He said “yes” on Monday.".encode()), 0, "standard input", silent=True)
    tap.ends(casus("sources", str(folder), "--shared", "--html", "x"), 3, "two answers at once are refused", says="give one of")


def test_formats(tap, folder):
    words = "The pilots of the strait refuse to steer at night"
    (folder / "a.html").write_bytes(f"<!doctype html><meta charset=utf-8><nav>Home</nav><h1>Pilots</h1><p>{words}.</p>".encode())
    zip_of(folder / "a.docx", "word/document.xml", f"<w:document xmlns:w='w'><w:p><w:r><w:t>{words}.</w:t></w:r></w:p></w:document>")
    zip_of(folder / "a.odt", "content.xml", f"<o xmlns:text='t'><text:p>{words}.</text:p></o>")
    (folder / "a.txt.gz").write_bytes(gzip.compress(f"{words}.\n".encode()))
    (folder / "wide.txt").write_bytes(f"{words}.\n".encode("utf-16"))
    if shutil.which("pdftotext"):
        (folder / "a.pdf").write_bytes(words_pdf(words.encode()))
    run = casus("cite", words.lower(), str(folder), "--json", "--first", "20")
    found = {pathlib.Path(f["file"]).name: f["likeness"] for f in json.loads(run.stdout)["found"]}
    for path in sorted(folder.iterdir()):
        tap.test(found.get(path.name) == 0.999, f"{path.name} is read: its words are found", found)


class Checker(html.parser.HTMLParser):
    """What of a page could run or load, and which tags a document brought with it."""

    def __init__(self):
        super().__init__()
        self.bad, self.tags, self.ids, self.links = [], set(), set(), []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            if name.startswith("on") or name in ("src", "srcset", "action") or (name == "href" and not value.startswith("#")):
                self.bad.append((tag, name, value))
            if name == "id":
                self.ids.add(value)
            if name == "href":
                self.links.append(value)


def test_page(tap, folder):
    hostile = folder / "\"><img src=x onerror=alert(1)>.txt"
    hostile.write_text("Mr <script>alert(1)</script> Brask said: “It's <b>bold</b> & \u202etext\u202c” 'x'.\n", encoding="utf-8")
    write_pages(folder)
    page = folder / "out.html"
    run = casus("sources", "--html", str(page), str(folder))
    tap.ends(run, 0, "the page is written", silent=True)
    text = page.read_text(encoding="utf-8")
    checker = Checker()
    checker.feed(text)
    tap.test(not checker.bad, "nothing on it loads or runs", checker.bad[:5])
    tap.test(not checker.tags & {"script", "img", "b", "iframe", "link", "object"}, "no tag of a document is a tag of the page", checker.tags)
    tap.test("default-src 'none'" in text, "it tells the browser so")
    tap.test("\u202e" not in text, "marks of direction do not get through")
    dead = [link for link in checker.links if link[1:] not in checker.ids]
    tap.test(not dead, "every link leads somewhere", dead[:5])
    tap.test("Teodor Brask</span>" in text, "a quotation has its speaker's name beside it, not his colour alone")


def test_cite(tap, folder):
    run = casus("cite", "refrain from the threat or use of force", UKRAINE)
    line = run.stdout.decode().splitlines()[0]
    tap.test(line == 'cite reports 5 "refrain from the threat or use of force"', "words of a declared source are cited under its name", line)
    source = folder / "draft.md"
    source.write_text("# Draft\n\n1. Each party opens its harbours.\n\n2. The parties say \"we consult\" and\n   consult at once.\n", encoding="utf-8")
    run = casus("cite", "the parties say we consult and consult", str(source))
    said = run.stdout.decode()
    cite, declare = said.splitlines()[0], re.search(r"declare it: (.*)", said)[1].replace(str(source), "draft.md")
    model = folder / "m.casus"
    model.write_text(f"casus 1\n\n{declare}\n\nparty A\nparty B\nmeasure help\n\nclause 1\n  A must help\n  {cite}\n", encoding="utf-8")
    check = casus("check", str(model))
    tap.test(b"E080" not in check.stderr + check.stdout, "the finished line passes the check of citations", cite, check.stdout.decode(), check.stderr.decode())
    model.write_text(model.read_text(encoding="utf-8").replace("consult at", "deliberate at").replace("consult”", "deliberate”").replace("we consult", "we deliberate"), encoding="utf-8")
    tap.test(b"E0803" in casus("check", str(model)).stderr, "and would not if its words were others", model.read_text(encoding="utf-8"))
    page = folder / "page.html"
    page.write_text("<!doctype html><nav>Home</nav><h1>Draft</h1><p>Each party &amp; its <b>harbour</b> masters meet.</p>", encoding="utf-8")
    cite = casus("cite", "party & its harbour masters", str(page)).stdout.decode()
    declare = re.search(r"declare it: (.*)", cite)[1].replace(str(page), "page.html")
    model.write_text(f"{declare}\n\nparty A\nparty B\nmeasure help\n\nclause 1\n  A must help\n  {cite.splitlines()[0]}\n", encoding="utf-8")
    check = casus("check", str(model))
    tap.test(b"E080" not in check.stderr + check.stdout, "a page can be cited by the text in it", cite, check.stdout.decode(), check.stderr.decode())
    model.write_text(model.read_text(encoding="utf-8").replace("harbour", "harbor"), encoding="utf-8")
    tap.test(b"E0803" in casus("check", str(model)).stderr, "and is checked")
    tap.ends(casus("cite", "zebra quagga okapi", str(source)), 1, "words that are like nothing", says="nothing like these words")


def test_index(tap, folder):
    write_pages(folder)
    index = folder / ".index"
    tap.ends(casus("sources", "--index", str(index), str(folder)), 0, "documents are put into an index", silent=True)
    copy = folder / "copy.txt"
    text = (folder / "wire.txt").read_text(encoding="utf-8")
    copy.write_text(text.replace("nine days", "ten days"), encoding="utf-8")
    run = casus("sources", "--index", str(index), str(copy), "--json")
    shares = {pathlib.Path(s["file"]).name: len(s["lines"]) for s in json.loads(run.stdout)["documents"][0]["shares"]}
    tap.test(shares.get("wire.txt", 0) >= 3, "a copy with changes is found by its sentences", shares)
    again = json.loads(casus("sources", "--index", str(index), str(copy), "--json").stdout)
    tap.test(again["documents"][0]["known"], "the same bytes again are known")
    (folder / "no.index").write_text("words " * 100, encoding="utf-8")
    tap.ends(casus("sources", "--index", str(folder / "no.index"), str(copy)), 2, "a file that is no index is refused", says="no index of casus")


def main():
    tap = Tap()
    schemas = Schemas(ROOT / "docs" / "schema")
    for test in [test_formats, test_bad_input, test_odd_input, test_page, test_cite, test_index]:
        with tempfile.TemporaryDirectory() as name:
            test(tap, pathlib.Path(name))
    with tempfile.TemporaryDirectory() as name:
        write_pages(pathlib.Path(name))
        wire = (pathlib.Path(name) / "wire.txt").read_text(encoding="utf-8")
        (pathlib.Path(name) / "copy.txt").write_text(wire.replace("nine days", "ten days"), encoding="utf-8")
        test_documents(tap, test_schemas(tap, schemas, pathlib.Path(name)))
    tap.finish()


if __name__ == "__main__":
    main()

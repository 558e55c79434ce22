#!/usr/bin/python3
"""casus stable from the outside: its schema, tables that are known, files of GMCR+ there and back, and what it refuses. Output: TAP."""
import csv
import io
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from run_program import ROOT, Tap, casus  # noqa: E402
from schema import Schemas  # noqa: E402

TALKS = "cases/ukraine/talks-2025.casus"
CLASSIC = "cases/classic-conflicts/"
STANDOFFS = [(TALKS, "august_2025"), (TALKS, "veto_above_seat"), (CLASSIC + "prisoners-dilemma.casus", "dilemma"), (CLASSIC + "chicken.casus", "road"),
             (CLASSIC + "elmira.casus", "order"), (CLASSIC + "cuban-missile-crisis.casus", "october"), (CLASSIC + "garrison-diversion.casus", "diversion")]
DRAWN = b"""agreement t
party P
party Q
standoff drawn
  states s1, s2, s3
  P moves s1 -> s2, s2 -> s3
  Q moves s3 -> s1
  P ranks s3 > s1 ~ s2
  Q ranks s1 > s2 > s3
  status quo s2
"""


def answer(*words, given=None):
    run = casus("stable", *words, "--json", given=given)
    try:
        return json.loads(run.stdout)
    except ValueError as fault:
        return {"no JSON": f"{fault}: {run.stderr[:500]!r}"}


def states(value, concept):
    return ["".join(state) for state in value.get("equilibria", {}).get(concept, ["none"])]


def test_schema(tap, schemas, value, what):
    faults = list(schemas.faults(value, schemas.file("stable.json")))
    tap.test(not faults, f"{what}: as docs/schema/stable.json says", *faults[:5])


def test_known_tables(tap):
    """What is expected of the first case, and what the solutions kept with the example files of GMCR+ say."""
    known = {
        ("august_2025",): ("VA WDAT", " WO A VA DA WDAT"),
        ("veto_above_seat",): ("WO VA", " WO A VA"),
        ("august_2025", "--without", "RU"): ("WO", "WO"),
        ("august_2025", "--without", "RU", "passive"): (" VA WAT", " VA WAT"),
    }
    for words, (nash, sequential) in known.items():
        value = answer(TALKS, *words)
        got = (" ".join(states(value, "R")), " ".join(states(value, "SEQ")))
        tap.test(got == (nash, sequential), f"{' '.join(words)}: equilibria by R and SEQ", got)
        moves = [move["state"] for move in value.get("would_move", [])]
        if words[-1] == "passive":
            tap.test(moves == [[], ["W", "A", "T"]], "Russia, put back, moves from two of them", moves)
    base = answer(TALKS, "august_2025")
    metarational = " W D WD WO A VA WA DA WDA WDT WDAT"
    tap.test(" ".join(states(base, "GMR")) == metarational == " ".join(states(base, "SMR")), "GMR and SMR of the first case", states(base, "GMR"))
    garrison = answer(CLASSIC + "garrison-diversion.casus", "diversion")
    numbers = {tuple(row["state"]): row["number"] for row in garrison.get("table", [])}
    by = {concept: [numbers.get(tuple(state)) for state in garrison.get("equilibria", {}).get(concept, [])] for concept in ["R", "GMR"]}
    tap.test(by["R"] == [2, 3, 11, 17, 18, 21, 22], "Garrison: the published Nash equilibria", by["R"])
    single_moves = {2, 3, 8, 11, 13, 14, 15, 17, 18, 19, 21, 22}
    tap.test(set(by["GMR"]) - single_moves == {4, 6, 10} and single_moves <= set(by["GMR"]), "Garrison: three more by sequences of moves", by["GMR"])


def test_forms(tap, folder):
    for file, name in STANDOFFS:
        value = answer(file, name)
        rows = list(csv.reader(io.StringIO(casus("stable", file, name, "--format", "csv").stdout.decode())))
        tap.test(len(rows) == value.get("states", -2) + 1, f"{name}: a row of CSV a state", len(rows))
        equilibria = sum(" R " in f" {row[-1]} " for row in rows[1:])
        tap.test(equilibria == value.get("counts", {}).get("R"), f"{name}: CSV and JSON agree", equilibria)
        latex = casus("stable", file, name, "--format", "latex").stdout.decode()
        tap.test(latex.startswith("\\begin{tabular}") and latex.count("\\\\") == len(rows), f"{name}: a row of LaTeX a state")
        one, two = (casus("stable", file, name, "--json", "--threads", str(n)).stdout for n in (1, 2))
        tap.test(one == two, f"{name}: the same bytes at any number of threads")
        saved = folder / f"{name}.gmcr"
        saved.write_bytes(casus("stable", file, name, "--gmcr").stdout)
        again = answer(str(saved))
        tap.test(again.get("equilibria") == value["equilibria"], f"{name}: the same after a way through .gmcr", again.get("no JSON", ""))
        keys = json.loads(saved.read_text())["decisionMakers"][0]
        tap.test(keys["preferenceRanking"] == keys["preferenceVector"], f"{name}: both spellings")


def test_what_if(tap, schemas):
    value = answer(TALKS, "august_2025", "--swaps", "--shares", "50", "--together", "--wish", "(D, A)", "--why", "RU()", "--why", "UA (V, A) R")
    test_schema(tap, schemas, value, "every question at once")
    tap.test(len(value.get("swaps", [])) == 17 and len(value.get("wish", [])) == 20 and len(value.get("why", [])) == 6, "as many answers as there are")
    tap.test(value.get("shares", {}).get("sampled") is True and value["shares"]["orders"] == 50, "a sample says so")


UNKNOWN = b"""agreement t
party P
party Q
standoff s
  option A of P
  option B of Q
  P prefers unknown A > B
  Q ranks (B) > unknown () ~ (A) > (A, B)
"""


def test_unknown(tap, schemas):
    def ask(*words):
        return casus("stable", "-", "s", *words, given=UNKNOWN)

    value = json.loads(ask("--json").stdout)
    test_schema(tap, schemas, value, "unknown preferences")
    tap.test(value.get("attitude") == "a" and value["attitudes"]["a"]["equilibria"] == value["equilibria"], "the table of attitude a unless another is asked for")
    # By hand: P may always be better off by turning A round, so that by a and c no state is stable by R; by b and d those are at which Q stays: (B), and (A).
    found = {a: value["attitudes"][a]["equilibria"]["R"] for a in "abcd"}
    tap.test(found == {"a": [], "b": [["A"], ["B"]], "c": [], "d": [["A"], ["B"]]}, "by R as worked out by hand", found)
    tap.test([row["rank"] for row in value["table"]] == [{"P": None, "Q": None}] * 4, "no ranks where the order is not known")
    tap.test(json.loads(ask("--json", "--attitude", "d").stdout)["equilibria"]["R"] == [["A"], ["B"]], "the table of attitude d")
    tap.ends(ask("--attitude", "e"), 3, "an attitude that is none", says="`a`, `b`, `c` or `d`")
    tap.ends(ask("--swaps"), 3, "swaps need an order", says="needs preferences that are known")
    tap.ends(casus("stable", TALKS, "august_2025", "--attitude", "a"), 3, "an attitude where all is known", says="there is one attitude")


def test_refusals(tap, folder):
    def text(lines):
        return b"agreement t\nparty P\nparty Q\nstandoff s\n  option A of P\n  option B of Q\n" + lines

    def refuses(code, says, words, given, name):
        tap.ends(casus("stable", *words, given=given), code, name, says=says)

    good = text(b"  P prefers A\n  Q prefers B\n")
    refuses(2, "-:7: P prefers `A` and also its opposite", ["-", "s"], text(b"  P prefers A > not A\n  Q prefers B\n"), "a preference that contradicts itself")
    refuses(2, "-:7: P names `A` a second time", ["-", "s"], text(b"  P prefers A > B > A\n  Q prefers B\n"), "a cycle of priorities")
    refuses(2, "-:7: P ranks (A) twice", ["-", "s"], text(b"  P ranks (A) > (A,B) > () > (B) > (A)\n  Q prefers B\n"), "a state ranked twice")
    refuses(2, "-:7: P does not rank (B)", ["-", "s"], text(b"  P ranks (A) > (A,B) > ()\n  Q prefers B\n"), "a state that is not ranked")
    refuses(2, "nothing is said of what Q prefers", ["-", "s"], text(b"  P prefers A\n"), "a decision maker without preference")
    refuses(2, "no state is feasible", ["-", "s"], text(b"  P prefers A\n  Q prefers B\n  infeasible A\n  infeasible not A\n"), "everything infeasible")
    refuses(2, "-:7: error[E0105]", ["-", "s"], text(b"  option C\n  P prefers A\n  Q prefers B\n"), "an option without owner")
    refuses(3, "no standoff called `t`; it has s", ["-", "t"], good, "an unknown standoff")
    refuses(3, "no decision maker of the standoff is called `X`", ["-", "s", "--without", "X"], good, "an unknown party")
    refuses(3, "there is no status quo", ["-", "s", "--without", "P"], good, "nothing to freeze")
    refuses(3, "nobody is left", ["-", "s", "--without", "P,Q", "passive"], good, "everybody taken out")
    refuses(3, "`frozen`, `passive` or `unmoved`", ["-", "s", "--without", "P", "gone"], good, "an unknown mode")
    refuses(3, "is no feasible state", ["-", "s", "--why", "P (C)"], good, "an unknown state")
    refuses(3, "is no concept", ["-", "s", "--why", "P (A) NASH"], good, "an unknown concept")
    refuses(3, "cannot be written as .gmcr", ["-", "drawn", "--gmcr"], DRAWN, "a drawn graph as .gmcr")
    broken = folder / "broken.gmcr"
    broken.write_text("{")
    refuses(2, "it is no JSON", [str(broken)], None, "a broken .gmcr file")
    tap.ends(casus("stable", "-", given=good), 0, "the only standoff need not be named", silent=True)


def main():
    tap = Tap()
    schemas = Schemas(ROOT / "docs" / "schema")
    for file, name in STANDOFFS:
        test_schema(tap, schemas, answer(file, name), name)
    test_schema(tap, schemas, answer("-", "drawn", given=DRAWN), "a drawn graph")
    drawn = answer("-", "drawn", "--list", "equilibria", "--without", "Q", given=DRAWN)
    test_schema(tap, schemas, drawn, "a drawn graph without a party")
    tap.test(drawn.get("equilibria", {}).get("R") == ["s1", "s3"] and "table" not in drawn, "a drawn graph without a party: its equilibria", drawn)
    tap.test(bool(list(schemas.faults({**drawn, "method": "chance"}, schemas.file("stable.json")))), "the schema notices another method")
    test_known_tables(tap)
    test_what_if(tap, schemas)
    test_unknown(tap, schemas)
    with tempfile.TemporaryDirectory() as folder:
        test_forms(tap, pathlib.Path(folder))
        test_refusals(tap, pathlib.Path(folder))
    tap.finish()


if __name__ == "__main__":
    main()

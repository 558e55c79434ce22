#!/usr/bin/python3
"""The order of the house, checked.

Reads the sources and the built library and fails on
  1. an include that goes upward, or a folder of src/ that has no layer;
  2. a tool that includes anything but <casus/...>, the system's headers and its own;
  3. a variable with static storage that can be written: the library has no state outside its arguments;
  4. a call that prints, exits, reads the environment or takes memory behind the arenas' back;
     and a name that two files give to different things, or that lacks the prefix: some program would fail to link;
  5. a file of src/ or tools/ over 800 lines, or one that the build does not list;
  6. a folder of src/ without a README.md;
  7. a public declaration (CASUS_API in include/casus/) whose comment leaves out a word of the contract.
Each rule is first shown a small house that breaks it, because a check that cannot fail says nothing.
Output: TAP.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

# From the ground up: a folder may include its own headers and those of folders before it.
STAIRS = ["base", "sources", "lang", "model", "coalition", "power", "hold", "agree", "compare", "verify", "report", "api"]
MAY_SEE = {room: set(STAIRS[:height]) for height, room in enumerate(STAIRS)}
# Two rooms stand beside the stairs. Whatever compares or shows answers may look into them.
MAY_SEE["evidence"] = {"base", "sources"}
MAY_SEE["stable"] = {"base", "sources", "lang", "model"}
for upper in ["compare", "verify", "report", "api"]:
    MAY_SEE[upper] |= {"evidence", "stable"}

CONTRACT = ["shape", "units", "exact", "cost", "errors", "ownership", "threads", "source"]
LONGEST = 800

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)

# What the library may not call, with the objects that may after all (and why they may is said in their files).
FORBIDDEN = {name: set() for name in """
    printf fprintf vprintf vfprintf puts fputs putchar fputc perror __printf_chk __fprintf_chk __vfprintf_chk
    stdin stdout stderr exit _exit quick_exit getenv secure_getenv setenv putenv setlocale system popen
    """.split()}
FORBIDDEN["abort"] = {"src_base_memory.c.o"}
for taker in "malloc calloc realloc reallocarray free strdup strndup asprintf vasprintf getline".split():
    FORBIDDEN[taker] = {"src_base_memory.c.o"}


def c_files(folder):
    return sorted(path for path in folder.rglob("*.[ch]"))


def includes(path):
    for match in INCLUDE.finditer(path.read_text(encoding="utf-8")):
        yield match[1], match[2]


def upward_includes(root):
    for path in c_files(root / "src"):
        place, room = path.relative_to(root), path.relative_to(root / "src").parts[0]
        if room not in MAY_SEE:
            yield f"{place}: {room} has no layer"
            continue
        for quote, header in includes(path):
            target = header.split("/")[0]
            if target == "casus":
                if room != "api":
                    yield f"{place}: only src/api includes the public {header}"
            elif (root / "src" / header).is_file():
                if target != room and target not in MAY_SEE[room]:
                    yield f"{place}: {room} includes {header}, which is not below it"
            elif quote == '"':
                yield f'{place}: "{header}" is no file of src/'
    for path in c_files(root / "include"):
        for quote, header in includes(path):
            public = (root / "include" / header).is_file() or (path.parent / header).is_file()
            if not public and (quote == '"' or (root / "src" / header).is_file()):
                yield f"{path.relative_to(root)}: a public header includes {header}"


def tools_inside(root):
    for path in c_files(root / "tools"):
        for quote, header in includes(path):
            own = quote == '"' and ((path.parent / header).is_file() or (root / "tools" / header).is_file())
            public = (root / "include" / header).is_file()
            inside = (root / "src" / header).is_file()
            if inside or (quote == '"' and not own and not public) or (
                    header.startswith("casus/") and not public):
                yield f"{path.relative_to(root)}: includes {header}, which is neither public nor its own"


def writable_variables(objdump):
    """From `objdump -t`: what lies in a writable section, but for constants that only await relocation."""
    found = []
    member = "?"
    for line in objdump.splitlines():
        if match := re.match(r"(\S+):\s+file format", line):
            member = match[1]
        fields = re.match(r"[0-9a-f]{8,16} (.{7}) (\S+)\s+[0-9a-f]+\s+(?:\.hidden )?(\S+)$", line)
        if not fields or "d" in fields[1] or "f" in fields[1]:
            continue
        section, name = fields[2], fields[3]
        if re.match(r"\.(t?data|t?bss)(\.|$)", section) and not section.startswith(".data.rel.ro") or section == "*COM*":
            found.append(f"{member}: {name} in {section}")
    return found


def forbidden_calls(nm):
    """From `nm -A --undefined-only`."""
    for line in nm.splitlines():
        match = re.match(r"(?:.*[:/])?([^:/]+\.o):.*\bU (\S+)$", line)
        if match and match[2] in FORBIDDEN and match[1] not in FORBIDDEN[match[2]]:
            yield f"{match[1]} uses {match[2]}"


def clashing_names(nm):
    """From `nm -A --defined-only --extern-only`: names defined twice, and names without the prefix."""
    owners = {}
    for line in nm.splitlines():
        if match := re.match(r"(?:.*[:/])?([^:/]+\.o):\S* \w (\S+)$", line):
            owners.setdefault(match[2], []).append(match[1])
    for name, files in sorted(owners.items()):
        if len(files) > 1:
            yield f"{name} is defined in {' and '.join(files)}"
        if not re.match(r"(cas|casus)_", name):
            yield f"{name} in {files[0]} has no prefix"


def long_files(root):
    for path in c_files(root / "src") + c_files(root / "tools"):
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > LONGEST:
            yield f"{path.relative_to(root)}: {lines} lines"


def unlisted_files(root):
    """A .c file that no meson.build names is never compiled, and a test folder that is not listed never runs."""
    for folder in ["src", "tools"]:
        for path in sorted((root / folder).rglob("*.c")):
            build = path.parent / "meson.build"
            if not build.is_file() or f"'{path.name}'" not in build.read_text(encoding="utf-8"):
                yield f"{path.relative_to(root)}: not in {build.relative_to(root)}"
    listed = (root / "test" / "meson.build").read_text(encoding="utf-8") if (root / "test").is_dir() else ""
    for build in sorted((root / "test").glob("*/meson.build")):
        if f"'{build.parent.name}'" not in listed:
            yield f"{build.parent.relative_to(root)}: not in test/meson.build"


def folders_without_readme(root):
    for folder in sorted(path for path in (root / "src").iterdir() if path.is_dir()):
        if c_files(folder) and not (folder / "README.md").is_file():
            yield f"{folder.relative_to(root)} has no README.md"


def incomplete_contracts(root):
    for path in c_files(root / "include"):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"^CASUS_API\b[^;{]*?\b(\w+)\s*\(", text, re.MULTILINE):
            before = text[:match.start()].rstrip()
            comment = ""
            if before.endswith("*/"):
                comment = before[before.rfind("/*"):]
            missing = [word for word in CONTRACT if not re.search(rf"^\s*\*?\s*{word}\s", comment, re.MULTILINE)]
            if missing:
                yield f"{path.relative_to(root)}: {match[1]} does not say {', '.join(missing)}"


# A small house in which everything is wrong, and what each rule has to find there.
GOOD_CONTRACT = "/**\n * Adds.\n *\n" + "".join(f" * {word:9} said\n" for word in CONTRACT) + " */\n"
BAD_HOUSE = {
    "src/base/low.c": '#include "model/high.h"\n#include "base/own.h"\n#include <casus/casus.h>\n',
    "src/base/own.h": "int own(void);\n",
    "src/base/README.md": "base\n",
    "src/base/meson.build": "casus_sources += files('low.c')\n",
    "src/model/high.h": '#include "base/own.h"\n',
    "src/stable/beside.c": '#include "power/any.h"\n#include "model/high.h"\n',
    "src/power/any.h": "\n" * 801,
    "src/attic/lost.c": "int lost;\n",
    "include/casus/base.h": "#include <stddef.h>\n",
    "include/casus/casus.h": '#include "casus/base.h"\n#include "base/own.h"\n' + GOOD_CONTRACT + "CASUS_API int casus_good(int a);\n\n"
                             + GOOD_CONTRACT.replace(" * errors    said\n", "") + "CASUS_API int casus_bad(int a);\n"
                             + "CASUS_API int casus_bare(int a);\n",
    "tools/casus/main.c": '#include <casus/casus.h>\n#include <stdio.h>\n#include "options.h"\n#include "base/own.h"\n',
    "tools/casus/options.h": "\n",
    "test/meson.build": "foreach folder : ['base']\n",
    "test/base/meson.build": "\n",
    "test/forgotten/meson.build": "\n",
}
EXPECTED = {
    upward_includes: ["low.c: base includes model/high.h", "low.c: only src/api", "beside.c: stable includes power/any.h",
                      "attic has no layer", "casus.h: a public header includes base/own.h"],
    tools_inside: ["main.c: includes base/own.h"],
    long_files: ["src/power/any.h: 801 lines"],
    unlisted_files: ["beside.c", "lost.c", "tools/casus/main.c", "test/forgotten"],
    folders_without_readme: ["src/attic", "src/model", "src/power", "src/stable"],
    incomplete_contracts: ["casus_bad does not say errors", "casus_bare does not say shape, units"],
}
BAD_OBJDUMP = """
memory.c.o:     file format elf64-x86-64
0000000000000000 l     O .rodata\t0000000000000020 table
0000000000000000 l     O .data.rel.ro.local\t0000000000000020 names
0000000000000000 l    d  .data\t0000000000000000 .data
0000000000000000 l     O .bss\t0000000000000004 calls.0
0000000000000000 g     O .data\t0000000000000004 .hidden verbose
0000000000000004       O *COM*\t0000000000000004 old_style
0000000000000000 g     F .text\t0000000000000010 .hidden cas_now
"""
BAD_NM = """
build/libcasus.a:src_base_memory.c.o:                 U malloc
build/libcasus.a:src_lang_parse.c.o:                 U malloc
build/libcasus.a:src_lang_parse.c.o:                 U memcpy
build/libcasus.a:src_report_text.c.o:                 U printf
"""

BAD_NAMES = """
build/libcasus.a:src_hold_a.c.o:0000000000000010 T cas_same
build/libcasus.a:src_model_b.c.o:0000000000000020 T cas_same
build/libcasus.a:src_model_b.c.o:0000000000000020 T casus_own
build/libcasus.a:src_model_b.c.o:0000000000000030 R table
"""


class Tap:
    def __init__(self):
        self.lines, self.count, self.failed = [], 0, 0

    def result(self, good, name, said=()):
        self.count += 1
        self.failed += not good
        self.lines.append(f"{'ok' if good else 'not ok'} {self.count} - {name}")
        if not good:
            self.lines += [f"# {line}" for line in said]

    def show(self):
        print("\n".join([f"1..{self.count}", *self.lines]))


def check_that_rules_can_fail(tap):
    with tempfile.TemporaryDirectory() as name:
        house = pathlib.Path(name)
        for path, text in BAD_HOUSE.items():
            (house / path).parent.mkdir(parents=True, exist_ok=True)
            (house / path).write_text(text, encoding="utf-8")
        for rule, wanted in EXPECTED.items():
            found = list(rule(house))
            matched = len(found) == len(wanted) and all(any(want in line for line in found) for want in wanted)
            tap.result(matched, f"{rule.__name__} finds what is wrong and nothing else", found)
    variables = writable_variables(BAD_OBJDUMP)
    tap.result([line.split()[1] for line in variables] == ["calls.0", "verbose", "old_style"],
               "writable_variables finds what is wrong and nothing else", variables)
    calls = list(forbidden_calls(BAD_NM))
    tap.result(calls == ["src_lang_parse.c.o uses malloc", "src_report_text.c.o uses printf"],
               "forbidden_calls finds what is wrong and nothing else", calls)
    clashes = list(clashing_names(BAD_NAMES))
    tap.result(clashes == ["cas_same is defined in src_hold_a.c.o and src_model_b.c.o", "table in src_model_b.c.o has no prefix"],
               "clashing_names finds what is wrong and nothing else", clashes)


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main():
    root = pathlib.Path(os.environ.get("CASUS_ROOT") or pathlib.Path(__file__).resolve().parent.parent)
    build = pathlib.Path(os.environ.get("CASUS_BUILD") or root / "build")
    tap = Tap()
    check_that_rules_can_fail(tap)

    for rule, name in [(upward_includes, "includes go downward only"),
                       (tools_inside, "tools include public headers only"),
                       (long_files, f"no file is longer than {LONGEST} lines"),
                       (unlisted_files, "the build lists every file"),
                       (folders_without_readme, "each folder of src/ explains itself"),
                       (incomplete_contracts, "each public declaration states its whole contract")]:
        found = list(rule(root))
        tap.result(not found, name, found)

    library = str(build / "libcasus.a")
    built = os.path.exists(library)
    tap.result(built, "the library is built")
    symbols = output_of("nm", "-A", "--undefined-only", library) if built else ""
    if not built:
        pass
    elif "__asan_" in symbols or "__ubsan_" in symbols:
        print("# the library is instrumented: its symbols are looked at in the plain build", file=sys.stderr)
    else:
        found = writable_variables(output_of("objdump", "-t", library))
        tap.result(not found, "the library has no variable that can be written", found)
        found = list(clashing_names(output_of("nm", "-A", "--defined-only", "--extern-only", library)))
        tap.result(not found, "no two files give one name to two things", found)
        found = list(forbidden_calls(symbols))
        tap.result(not found, "the library does not print, exit, read the environment or take memory by itself", found)
    tap.show()
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())

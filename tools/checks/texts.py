"""Translations, documents, and words that have no business in a product."""
import os
import re
import subprocess
import tempfile

from checks import blanked, check, functions, line_at
from checks.shape import prototypes

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def complaints(said, tree):
    """(path, line, words) out of "path:line: words"."""
    for row in said.strip().split("\n"):
        found = re.match(r"(.+?):(\d+):(?:\d+:)?\s*(.*)", row)
        if found:
            path = os.path.relpath(found.group(1), tree.root)
            yield path, int(found.group(2)), found.group(3)
        elif row:
            yield "lang", 1, row


@check("translations are complete in both languages")
def translations(tree):
    files = [os.path.join(tree.root, p) for p in tree.files(r"lang/.*\.po")]
    with tempfile.TemporaryDirectory() as folder:
        poc = os.path.join(folder, "poc")
        subprocess.run(["cc", "-o", poc, os.path.join(HERE, "poc.c"),
                        os.path.join(HERE, "poc_file.c")], check=True)
        done = subprocess.run(
            [poc, os.path.join(folder, "h"), os.path.join(folder, "c"),
             *files], stderr=subprocess.PIPE, text=True)
    if done.returncode:
        yield from complaints(done.stderr, tree)


@check("msgfmt takes every translation")
def msgfmt(tree):
    for path in tree.files(r"lang/.*\.po"):
        done = subprocess.run(
            ["msgfmt", "-c", "-o", os.devnull,
             os.path.join(tree.root, path)],
            stderr=subprocess.PIPE, text=True)
        if done.returncode or done.stderr:
            yield next(complaints(done.stderr, tree))  # it repeats itself


@check("every message is said somewhere")
def messages_used(tree):
    used = set()
    for path in tree.files(r"(src|views)/.*\.(c|h|def|html)"):
        used |= set(re.findall(r"\bMSG_\w+", tree.text(path)))
        # MSG_##x of an X-macro, and tables by area
        used |= set(re.findall(r"\bMSG_\w*(?=##)", tree.text(path)))
    prefixes = tuple(u for u in used if u.endswith("_"))
    for path in tree.files(r"lang/.*\.en\.po"):
        for number, line in enumerate(tree.lines(path), 1):
            found = re.match(r'msgid "([\w.]+)"', line)
            if not found:
                continue
            name = "MSG_" + found.group(1).replace(".", "_").upper()
            if name not in used and not name.startswith(prefixes or ("!",)):
                yield path, number, f"nothing says {found.group(1)}"


@check("documents name functions that exist")
def documents(tree):
    known = set()
    for path in tree.all_c():
        text = tree.text(path)
        known |= {f.name for f in functions(text)}
        known |= {name for _, name, _ in prototypes(text)}
        known |= set(re.findall(r"^#define (\w+)\(", text, re.M))
        known |= set(re.findall(r"^TEST\((\w+)\)", text, re.M))
    for path in tree.files(r"docs/.*\.md", r"ARCHITECTURE\.md", r"README\.md",
                           r"src/\w+/README\.md"):
        text = tree.text(path)
        for found in re.finditer(r"`(\w+)\(\)`", text):
            if found.group(1) not in known:
                yield path, line_at(text, found.start()), (
                    f"there is no {found.group(1)}()")


@check("documents name files that exist")
def document_files(tree):
    for path in tree.files(r"docs/.*\.md", r"ARCHITECTURE\.md", r"README\.md",
                           r"src/\w+/README\.md"):
        text = tree.text(path)
        for found in re.finditer(
                r"`((?:src|tools|tests|views|lang|db|practice|assets|docs)"
                r"/[\w./-]+\.\w+)`", text):
            if not tree.has(found.group(1)):
                yield path, line_at(text, found.start()), (
                    f"there is no {found.group(1)}")


@check("every room has a README of at most 40 lines")
def readmes(tree):
    rooms = {p.split("/")[1] for p in tree.files(r"src/\w+/.+\.c")}
    for room in sorted(rooms):
        path = f"src/{room}/README.md"
        if not tree.has(path):
            yield path, 1, "it is missing"
        elif tree.text(path).count("\n") > 40:
            yield path, 41, f"{tree.text(path).count(chr(10))} lines"


HALF = re.compile(r"\b(TODO|FIXME|XXX|HACK|TBD)\b|lorem ipsum|"
                  r"not (?:yet )?implemented|placeholder text", re.I)


@check("nothing is left half-done")
def half_done(tree):
    for path in tree.files(
            r"(src|views|practice|lang|assets|db|tests|man)/.*"
            r"\.(c|h|def|html|yaml|po|js|mjs|scss|sql|py|sh|\d)",
            r"tools/[\w/]+(\.c|\.h)?", r".*\.md", r"Makefile"):
        if path.startswith("tools/checks/"):
            continue  # it names what it looks for
        for number, line in enumerate(tree.lines(path), 1):
            found = HALF.search(line)
            if found:
                yield path, number, f"\"{found.group(0)}\""


@check("C is laid out as .clang-format says")
def layout(tree):
    done = subprocess.run(
        [os.path.join(HERE, "format"), "--check",
         *[os.path.join(tree.root, p) for p in tree.all_c()]],
        stdout=subprocess.PIPE, text=True)
    for row in done.stdout.strip().split("\n"):
        if row:
            path, words = row.split(": ", 1)
            yield os.path.relpath(path, tree.root), 1, words


@check("strings of C hold no text of a person's language")
def own_words(tree):
    """A sentence that reaches a page comes from lang/ or from a pack."""
    for path in tree.files(r"src/web/.*\.c"):
        text = tree.text(path)
        code = blanked(text, strings=False)
        for found in re.finditer(r'"((?:\\.|[^"\\\n])*)"', code):
            start = code.rfind("\n", 0, found.start()) + 1
            before = code[start:found.start()]
            if re.search(r"[A-Za-z]{2,} [a-z]{2,}", found.group(1)) and \
                    not re.search(r"BUG\(|log_\w+\(|#include", before):
                yield path, line_at(text, found.start()), (
                    f'"{found.group(1)}": words belong in lang/*.po')

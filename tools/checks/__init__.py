"""What tools/lint checks.

A check is a function of a Tree that yields (path, line, words) for each
thing that is not so.  It is registered with @check("name").  Each has at
least one planted defect in planted.py.
"""
import os
import re

CHECKS = {}


def check(name):
    def register(function):
        CHECKS[name] = function
        return function
    return register


class Tree:
    """The files of the project under a root, read once."""

    SKIP = {".git", "node_modules", "__pycache__"}

    def __init__(self, root):
        self.root = root
        self.texts = {}
        self.paths = sorted(self._walk())

    def _walk(self):
        for folder, dirs, names in os.walk(self.root):
            dirs[:] = [d for d in dirs if d not in self.SKIP and
                       not (folder == self.root and d.startswith("build"))]
            for name in names:
                path = os.path.relpath(os.path.join(folder, name), self.root)
                yield path

    def files(self, *patterns):
        for path in self.paths:
            if any(re.fullmatch(p, path) for p in patterns):
                yield path

    def text(self, path):
        if path not in self.texts:
            with open(os.path.join(self.root, path), encoding="utf-8",
                      errors="replace") as f:
                self.texts[path] = f.read()
        return self.texts[path]

    def has(self, path):
        return path in self.paths

    def lines(self, path):
        return self.text(path).split("\n")

    def c_sources(self):
        return self.files(r"src/.*\.[ch]", r"src/.*\.def")

    def all_c(self):
        return self.files(r"(src|tests|tools)/.*\.[ch]")


TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'
                   r"'(?:\\.|[^'\\\n])*'", re.S)


def blanked(text, strings=True):
    """The text with comments (and strings) as blanks, lines kept."""
    def blank(match):
        token = match.group(0)
        if token[0] in "\"'" and not strings:
            return token
        if token[0] in "\"'":
            return token[0] + " " * (len(token) - 2) + token[0]
        return re.sub(r"[^\n]", " ", token)
    return TOKEN.sub(blank, text)


def line_at(text, offset):
    return text.count("\n", 0, offset) + 1


def parts(text):
    """Split at commas that stand outside of brackets."""
    out, level, last = [], 0, 0
    for i, c in enumerate(text):
        level += (c in "([{") - (c in ")]}")
        if c == "," and not level:
            out.append(text[last:i].strip())
            last = i + 1
    out.append(text[last:].strip())
    return out


class Function:
    """A definition as our style lays it out: name( and { at the margin."""

    def __init__(self, name, params, first, body, last, above):
        self.name = name      # also TEST for a test
        self.params = params  # text between the brackets
        self.first = first    # line of the name, from 1
        self.body = body      # line of {
        self.last = last      # line of }
        self.above = above    # the comment right above it, or ""

    def length(self):
        return self.last - self.first + 1


def functions(text):
    code = blanked(text).split("\n")
    raw = text.split("\n")
    for number, line in enumerate(code):
        if line.rstrip() != "{":
            continue
        start = number - 1
        while start > 0 and number - start < 14 and \
                not re.match(r"\w+\(", code[start]):
            start -= 1
        if not re.match(r"\w+\(", code[start]):
            continue
        end = next((i for i in range(number + 1, len(code))
                    if code[i].startswith("}")), len(code) - 1)
        head = " ".join(code[start:number])
        yield Function(head[:head.index("(")],
                       head[head.index("(") + 1:head.rindex(")")],
                       start + 1, number + 1, end + 1,
                       comment_above(raw, code, start))


def comment_above(raw, code, start):
    """The comment that ends right above the declaration at start."""
    at = start - 1
    while at >= 0 and code[at].strip() and code[at].strip() not in "{}":
        at -= 1  # the return type and attributes
    end = at
    while at >= 0 and raw[at].strip() and not code[at].strip():
        at -= 1
    return "\n".join(raw[at + 1:end + 1])


def first_comment(text):
    match = re.match(r"\s*(?:#!.*\n)?\s*(/\*.*?\*/|\"\"\".*?\"\"\"|"
                     r"(?:#[^\n]*\n)+|(?://[^\n]*\n)+)", text, re.S)
    return match.group(1) if match else ""

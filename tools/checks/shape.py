"""Sizes, columns, names and headers: what style laws a program can see."""
import re

from checks import blanked, check, first_comment, functions, line_at, parts

FUNCTION_MOST = 60
FILE_MOST = 600
PARAMS_MOST = 5
NESTING_MOST = 3
COLUMNS_MOST = 80
TABLE_COLUMNS_MOST = 100  # a .def is one row per line

CONTROL = re.compile(r"^( *)(?:\} )?(if|for|while|switch|do|else)\b")


@check("functions are at most 60 lines, or say why")
def function_sizes(tree):
    for path in tree.all_c():
        for f in functions(tree.text(path)):
            if f.length() > FUNCTION_MOST and "long:" not in f.above:
                yield path, f.first, (
                    f"{f.name} has {f.length()} lines: split it, or say"
                    " /* long: why */ above")


@check("files are at most 600 lines, or say why")
def file_sizes(tree):
    for path in tree.files(r"(src|tests|tools|assets)/.*\.(c|h|py|js|mjs)",
                           r"tools/[a-z]+"):
        text = tree.text(path)
        n = text.count("\n")
        if n > FILE_MOST and "long:" not in first_comment(text):
            yield path, 1, f"{n} lines: split it, or say long: in its head"


@check("functions take at most five parameters")
def params(tree):
    for path in tree.files(r"(src|tools)/.*\.c"):
        for f in functions(tree.text(path)):
            n = len(parts(f.params))
            if n > PARAMS_MOST and "wide:" not in f.above:
                yield path, f.first, (
                    f"{f.name} takes {n}: gather them in a struct, or say"
                    " /* wide: why */ above")


@check("nesting is at most three deep")
def nesting(tree):
    for path in tree.files(r"(src|tools)/.*\.c"):
        lines = blanked(tree.text(path)).split("\n")
        for f in functions(tree.text(path)):
            if "deep:" in f.above or "long:" in f.above:
                continue
            for number in range(f.body, f.last):
                found = CONTROL.match(lines[number])
                if found and len(found.group(1)) // 4 > NESTING_MOST:
                    yield path, number + 1, (
                        f"{f.name} nests deeper than {NESTING_MOST}")
                    break


@check("lines are at most 80 columns")
def columns(tree):
    for path in tree.files(
            r"(src|tests/unit|tools)/.*\.(c|h|def|py)", r"tools/[a-z]+",
            r"(.*/)?meson\.build", r"assets/.*\.js", r"Makefile"):
        most = TABLE_COLUMNS_MOST if path.endswith(".def") else COLUMNS_MOST
        for number, line in enumerate(tree.lines(path), 1):
            if len(line) > most:
                yield path, number, f"{len(line)} columns"


@check("no tab and no blank at a line's end")
def blanks(tree):
    for path in tree.files(r"(src|tests|tools|views|lang)/.*"
                           r"\.(c|h|def|py|html|po|mjs)"):
        for number, line in enumerate(tree.lines(path), 1):
            if "\t" in line or line != line.rstrip():
                yield path, number, "a tab, or a blank at the end"


def guard_of(path):
    room = path.split("/")[-2]
    stem = path.split("/")[-1][:-2]
    return f"{room}_{stem}_H".upper()


@check("headers have their guard")
def guards(tree):
    for path in tree.files(r"src/\w+/\w+\.h"):
        want = guard_of(path)
        text = blanked(tree.text(path))
        if not re.search(rf"#ifndef {want}\n#define {want}\n", text):
            yield path, 1, f"the guard is {want}"


@check("headers begin with their contract")
def contracts(tree):
    for path in tree.files(r"src/\w+/\w+\.h"):
        stem = path.split("/")[-1][:-2]
        if stem not in first_comment(tree.text(path)):
            yield path, 1, (f"it begins with a comment \"{stem} -- ...\":"
                            " what it is, units, lifetime, errors")


PROTOTYPE = re.compile(
    r"^(?!typedef|#|static inline|return|else)"
    r"((?:[A-Za-z_][\w ]*[ *]+)+)(\w+)\(([^;{}]*)\)"
    r"(?:\s*__attribute__\(\([^;]*\)\))?;", re.M)


def prototypes(text):
    """(offset, name, parameters) of each function a header declares."""
    code = re.sub(r"(?m)^#.*(?:\\\n.*)*$", lambda m: re.sub(
        r"[^\n]", " ", m.group(0)), blanked(text))
    depth = 0
    at_top = []
    for c in code:  # only what stands outside of struct { }
        depth += c == "{"
        at_top.append(c if not depth or c == "\n" else " ")
        depth -= c == "}"
    for found in PROTOTYPE.finditer("".join(at_top)):
        yield found.start(2), found.group(2), found.group(3)


def nouns_of(tree):
    """The nouns of each room: its files' stems, its structs and enums; and
    those of docs/words.md, which are everybody's."""
    nouns = {}
    for path in tree.files(r"src/\w+/\w+\.[ch]"):
        room, stem = path.split("/")[1], path.split("/")[-1][:-2]
        mine = nouns.setdefault(room, {room})
        mine |= {stem, stem + "s", stem.split("_")[0]}
        mine |= set(re.findall(r"^(?:struct|enum) (\w+)(?: \{|;)",
                               blanked(tree.text(path)), re.M))
    if tree.has("docs/words.md"):
        kernel = re.findall(r"`(\w+)`", tree.text("docs/words.md"))
        for mine in nouns.values():
            mine |= set(kernel)
    return nouns


@check("exported functions begin with their noun")
def names(tree):
    nouns = nouns_of(tree)
    for path in tree.files(r"src/\w+/\w+\.h"):
        text = tree.text(path)
        room, stem = path.split("/")[1], path.split("/")[-1][:-2]
        for offset, name, _ in prototypes(text):
            if not any(name == n or name.startswith(n + "_")
                       for n in nouns[room]):
                yield path, line_at(text, offset), (
                    f"{name}: it begins with its noun, as {stem}_...")


WORDS = {"void", "char", "int", "short", "long", "signed", "unsigned",
         "float", "double", "bool", "_Bool", "size_t", "ssize_t", "ptrdiff_t",
         "int8_t", "int16_t", "int32_t", "int64_t", "uint8_t", "uint16_t",
         "uint32_t", "uint64_t"}
QUALIFIERS = {"const", "volatile", "restrict", "register", "static"}


def is_named(param):
    if param in ("void", "...") or "(*" in param:
        return True
    words = [w for w in re.findall(r"\w+", param.split("[")[0])
             if w not in QUALIFIERS]
    if words and words[0] in ("struct", "enum", "union"):
        return len(words) > 2
    kinds = 0
    while kinds < len(words) and words[kinds] in WORDS:
        kinds += 1
    return len(words) > max(kinds, 1)


@check("prototypes name their parameters")
def parameter_names(tree):
    for path in tree.files(r"src/\w+/\w+\.h"):
        text = tree.text(path)
        for offset, name, params_text in prototypes(text):
            for param in parts(params_text):
                if not is_named(" ".join(param.split())):
                    yield path, line_at(text, offset), (
                        f"{name}: the parameter \"{param}\" has no name")

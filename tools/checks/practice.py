"""Practice stands in the packs: no id and no number of days in C."""
import re

from checks import blanked, check, line_at

# The keys of a pack whose values are ids or names of something.
ID_KEYS = {"pack", "form", "pathway", "share", "signal", "measure", "role",
           "desk", "agency", "register", "term", "id", "category", "outcome",
           "board", "option", "reason", "threshold", "phrase"}
# The keys under which each key is an id.
ID_MAPS = {"states", "clocks", "options", "words", "categories", "outcomes",
           "reasons", "retention", "lawful_bases", "ties", "lists", "terms"}


SHORTEST = 3  # "th", "I": the texts of a pack have words as short as these
VALUES = {"null", "true", "false", "yes", "no"}


def pack_words(tree):
    """(ids and texts of the packs with their file, words of the grammar)."""
    import yaml

    words, grammar = {}, set()
    for path in tree.files(r"practice/\w+/.*\.yaml"):
        try:
            loaded = yaml.load(tree.text(path), Loader=yaml.BaseLoader)
        except yaml.YAMLError:
            continue  # diogel pack check says so
        collect(loaded, None, path, words, grammar)
    return words, grammar


def collect(node, under, path, words, grammar):
    if isinstance(node, list):
        for value in node:
            if isinstance(value, str) and under in ID_MAPS:
                words.setdefault(value, path)
            collect(value, None, path, words, grammar)
    elif isinstance(node, dict):
        is_text = "cy" in node or "en" in node
        for key, value in node.items():
            if under in ID_MAPS and not is_text:
                words.setdefault(key, path)
            else:
                grammar.add(key)
            if isinstance(value, str) and value not in VALUES and \
                    (is_text or key in ID_KEYS):
                words.setdefault(value, path)
            collect(value, key, path, words, grammar)


def kernel_words(tree):
    """What docs/words.md and the yields say in backticks is the kernel's."""
    words = set()
    if tree.has("docs/words.md"):
        words |= set(re.findall(r"`([^`]+)`", tree.text("docs/words.md")))
    for path in tree.files(r"src/practice/\w+\.def"):
        words |= {w.lower() for w in re.findall(
            r"\b[A-Za-z_]+\b", tree.text(path))}
    return words


@check("no id, name or label of a pack stands in C")
def literals(tree):
    words, grammar = pack_words(tree)
    kernel = kernel_words(tree)
    for path in tree.files(r"src/\w+/.*\.(c|h|def)"):
        # The room that reads packs must know the words of their grammar.
        mine = kernel | grammar if path.startswith("src/practice/") else kernel
        text = tree.text(path)
        code = blanked(text, strings=False)
        for found in re.finditer(r'"((?:\\.|[^"\\\n])*)"', code):
            word = found.group(1)
            line = code[code.rfind("\n", 0, found.start()) + 1:found.start()]
            if word in words and word not in mine and \
                    len(word) >= SHORTEST and \
                    not line.lstrip().startswith("#include"):
                yield path, line_at(text, found.start()), (
                    f'"{word}" is a word of {words[word]}: ask the pack')


DATES = re.compile(r"\b(date_add_\w+|date_of_days|moment_add\w*|"
                   r"calendar_\w*(?:add|after|before|within)\w*)\s*\(")
COMPARED = re.compile(
    r"\b(?:date_between|date_age|date_days|days_\w+|\w+_days)\s*"
    r"(?:\([^()]*\))?\s*(?:[<>]=?|[=!]=)\s*-?(\d+)")


def call_text(code, open_at):
    level = 0
    for i in range(open_at, len(code)):
        level += (code[i] == "(") - (code[i] == ")")
        if not level:
            return code[open_at + 1:i]
    return ""


def number_of_days(code):
    """(offset, number) of each literal in arithmetic or comparison."""
    for found in DATES.finditer(code):
        inside = call_text(code, found.end() - 1)
        for number in re.finditer(r"(?<![\w.])(\d+)(?![\w.])", inside):
            yield found.start(), number.group(1)
    for found in COMPARED.finditer(code):
        yield found.start(), found.group(1)


@check("no number of days stands in C")
def days(tree):
    for path in tree.files(r"src/(record|policy|action|web)/.*\.(c|h|def)"):
        text = tree.text(path)
        for offset, number in number_of_days(blanked(text)):
            if number not in ("0", "1"):
                yield path, line_at(text, offset), (
                    f"{number} days: the pack says how many")

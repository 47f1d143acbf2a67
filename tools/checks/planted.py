"""One defect for each check, and beside it the same thing done right."""
import os

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


class Case:
    def __init__(self, check, what, where, bad, good):
        self.check = check  # its name
        self.what = what    # the defect, in words
        self.where = where  # (path, line) that must be named, and only that
        self.bad = bad      # {path: text}
        self.good = good


def real(path):
    with open(os.path.join(TOP, path), encoding="utf-8") as f:
        return f.read()


# In every planted tree.
ALWAYS = {
    "tools/floors.txt": real("tools/floors.txt"),
    ".clang-format": real(".clang-format"),
}

PO = ('msgid ""\nmsgstr ""\n"Project-Id-Version: d\\n"\n'
      '"PO-Revision-Date: 2027-03-02 09:00+0000\\n"\n'
      '"Last-Translator: d\\n"\n"Language-Team: d\\n"\n"Language: en\\n"\n'
      '"MIME-Version: 1.0\\n"\n'
      '"Content-Type: text/plain; charset=UTF-8\\n"\n'
      '"Content-Transfer-Encoding: 8bit\\n"\n\n')  # 11 lines


def function(name="f", body="    g();\n", above="", params="void"):
    return f"{above}static void\n{name}({params})\n{{\n{body}}}\n"


def header(stem, body, room="base"):
    guard = f"{room}_{stem}_H".upper()
    return (f"/*\n * {stem} -- a thing.\n */\n#ifndef {guard}\n"
            f"#define {guard}\n\n{body}\n#endif\n")


def in_file(check, what, line, path, bad, good):
    """A case of one file."""
    return Case(check, what, (path, line), {path: bad}, {path: good})


LONG = function(body="    g();\n" * 60)
DEEP = ("    if (a)\n        if (b)\n            if (c)\n"
        "                if (d)\n                    g();\n")
DOC = "# Day\n\n`concern_open()` in `src/base/x.c`\n"

CASES = [
    in_file("functions are at most 60 lines, or say why", "61 and more",
            2, "src/base/x.c", LONG, "/* long: a table of cases */\n" + LONG),
    in_file("functions are at most 60 lines, or say why", "in a test",
            2, "tests/unit/base/x_test.c", LONG, function()),
    in_file("files are at most 600 lines, or say why", "601 lines",
            1, "src/base/x.c", "/* x */\n" + "int a;\n" * 600,
            "/* x.  long: one table */\n" + "int a;\n" * 600),
    in_file("functions take at most five parameters", "six",
            2, "src/base/x.c",
            function(params="int a, int b, int c, int d, int e, int h"),
            function(params="int a, int b, int c, int d, int e")),
    in_file("nesting is at most three deep", "an if in an if in an if in one",
            7, "src/base/x.c", function(body=DEEP),
            function(body=DEEP, above="/* deep: a parser */\n")),
    in_file("lines are at most 80 columns", "81", 2, "src/base/x.c",
            "/* x */\n/* " + "x" * 75 + " */\n",
            "/* x */\n/* " + "ŵ" * 74 + " */\n"),
    in_file("no tab and no blank at a line's end", "a blank", 2,
            "views/x.html", "<p>\n</p> \n", "<p>\n</p>\n"),
    in_file("no tab and no blank at a line's end", "a tab", 1,
            "src/base/x.c", "\tint x;\n", "int x;\n"),
    in_file("headers have their guard", "another file's", 1,
            "src/base/x.h", header("y", ""), header("x", "")),
    in_file("headers begin with their contract", "none", 1, "src/base/x.h",
            "#ifndef BASE_X_H\n#define BASE_X_H\n#endif\n",
            header("x", "")),
    in_file("exported functions begin with their noun", "a function astray",
            8, "src/base/zone.h",
            header("zone", "int zone_a(int n);\nint day_of(int n);\n"),
            header("zone", "int zone_a(int n);\n"
                   "struct day {\n    int n;\n};\nint day_of(int n);\n")),
    in_file("prototypes name their parameters", "a bare type", 7,
            "src/base/x.h", header("x", "int x_a(struct str, int n);\n"),
            header("x", "int x_a(struct str s, unsigned n, char **v,\n"
                   "    enum err (*run)(void *), uint8_t b[4]);\n")),
    in_file("a room includes only the rooms it sees", "base sees nobody",
            1, "src/base/x.c", '#include "store/txn.h"\n',
            '#include "base/str.h"\n#include "msg.h"\n'),
    in_file("a room includes only the rooms it sees", "upwards",
            2, "src/record/x.c",
            '#include "store/txn.h"\n#include "policy/policy.h"\n',
            '#include "store/txn.h"\n/* #include "policy/policy.h" */\n'),
    in_file("a room includes only the rooms it sees", "a library astray",
            1, "src/record/x.c", "#include <sqlite3.h>\n",
            "#include <stdint.h>\n"),
    Case("a room includes only the rooms it sees", "an unknown room",
         ("src/utils/x.c", 1),
         {"src/utils/x.c": "int x;\n"},
         {"src/base/x.c": "int x;\n"}),
    in_file("a page includes only what the web sees", "the store",
            1, "views/x.html", '{% include "store/txn.h" %}\n',
            '{% include "web/page.h" %}\n{% include "asset_names.h" %}\n'),
    in_file("banned calls stand only where they may", "strlen in web", 4,
            "src/web/x.c", function(body="    strlen(p);\n"),
            function(body="    str_len(p); /* strlen(p) */\n")),
    in_file("banned calls stand only where they may", "malloc in record", 4,
            "src/record/x.c", function(body="    malloc(1);\n"),
            function(body="    arena_get(a, 1);\n")),
    in_file("banned calls stand only where they may", "the clock", 4,
            "src/action/x.c", function(body="    time(NULL);\n"),
            function(body="    page->time(a);\n    clock_time(b);\n")),
    in_file("time_t stays in base", "in web", 1, "src/web/x.c",
            "static time_t then;\n", "static struct moment then;\n"),
    in_file("no typedef but for the shape of a function", "of a struct", 1,
            "src/web/x.h", "typedef struct a a_t;\n",
            "typedef enum err run(int n);\n"),
    Case("every table of statements is prepared by a test", "in no list",
         ("src/record/tie.c", 1),
         {"src/record/tie.c": "const struct statements tie_statements = {\n"
                              "    0\n};\n"},
         {"src/record/tie.c": "const struct statements tie_statements = {\n"
                              "    0\n};\n",
          "tests/unit/statements_test.c": "TABLE(tie_statements)\n"}),
    Case("no id, name or label of a pack stands in C", "the id of a form",
         ("src/web/x.c", 2),
         {"practice/wales/forms/a.yaml": "form: visit\n",
          "src/web/x.c": '#include "visit"\nS("visit");\n'},
         {"practice/wales/forms/a.yaml": "form: visit\n",
          "src/web/x.c": '#include "visit"\nS("visits"); /* "visit" */\n'}),
    Case("no id, name or label of a pack stands in C", "a state and a label",
         ("src/web/x.c", 1),
         {"practice/wales/pathways/a.yaml": "states:\n  held: {}\n",
          "src/web/x.c": 'S("held");\n'},
         {"practice/wales/pathways/a.yaml": "states:\n  held: {}\n",
          "src/web/x.c": 'S("held");\n', "docs/words.md": "`held`: kept\n"}),
    Case("no id, name or label of a pack stands in C", "Welsh of a pack",
         ("src/web/x.c", 1),
         {"practice/england/terms.yaml": "words:\n  a: {cy: Pryder, en: B}\n",
          "src/web/x.c": 'S("Pryder");\n'},
         {"practice/england/terms.yaml": "words:\n  a: {cy: Pryder, en: B}\n",
          "src/web/x.c": 'S("arall");\n'}),
    in_file("no number of days stands in C", "ten days on", 1,
            "src/record/x.c", "d = date_add_days(date_of(x), 10);\n",
            "d = date_add_days(date_of(x), n + 1);\n"),
    in_file("no number of days stands in C", "a comparison", 1,
            "src/policy/x.c", "if (date_between(a, b) > 28)\n",
            "if (date_between(a, b) > 0)\n"),
    Case("translations are complete in both languages", "Welsh missing",
         ("lang/a.en.po", 12),
         {"lang/a.en.po": PO + 'msgid "a.b"\nmsgstr "x"\n',
          "lang/a.cy.po": PO},
         {"lang/a.en.po": PO + 'msgid "a.b"\nmsgstr "x"\n',
          "lang/a.cy.po": PO + '#. draft\nmsgid "a.b"\nmsgstr "x"\n'}),
    in_file("msgfmt takes every translation", "an entry twice", 14,
            "lang/a.en.po", PO + 'msgid "a.b"\nmsgstr "x"\n' * 2,
            PO + 'msgid "a.b"\nmsgstr "x"\n'),
    Case("every message is said somewhere", "nobody says it",
         ("lang/a.en.po", 12),
         {"lang/a.en.po": PO + 'msgid "a.b"\nmsgstr "x"\n'},
         {"lang/a.en.po": PO + 'msgid "a.b"\nmsgstr "x"\n',
          "views/a.html": "{{t MSG_A_B}}\n"}),
    Case("documents name functions that exist", "one that is gone",
         ("docs/day.md", 3),
         {"docs/day.md": DOC, "src/base/x.c": function()},
         {"docs/day.md": DOC, "src/base/x.c": function("concern_open")}),
    Case("documents name files that exist", "one that is gone",
         ("docs/day.md", 3),
         {"docs/day.md": DOC},
         {"docs/day.md": DOC, "src/base/x.c": ""}),
    Case("every room has a README of at most 40 lines", "none",
         ("src/base/README.md", 1),
         {"src/base/x.c": ""},
         {"src/base/x.c": "", "src/base/README.md": "# base\n" * 40}),
    Case("every room has a README of at most 40 lines", "41 lines",
         ("src/base/README.md", 41),
         {"src/base/x.c": "", "src/base/README.md": "# base\n" * 41},
         {"src/base/x.c": "", "src/base/README.md": "# base\n"}),
    in_file("nothing is left half-done", "in a comment", 2, "src/base/x.c",
            "int a;\n/* TO" "DO: b */\n", "int a;\n/* to do b */\n"),
    in_file("nothing is left half-done", "in a pack", 1,
            "practice/wales/pack.yaml", "a: lorem " "ipsum\n", "a: b\n"),
    in_file("C is laid out as .clang-format says", "two blanks", 1,
            "src/base/x.c", function(body="  g();\n"), function()),
    in_file("strings of C hold no text of a person's language",
            "a sentence in web", 1, "src/web/x.c",
            'S("Nothing was found");\n',
            'BUG("nothing was found");\nS("Content-Type");\n'),
]

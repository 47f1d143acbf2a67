"""Who may see whom, and which calls stand where."""
import re

from checks import blanked, check, line_at

GENERATED = {"msg.h", "asset_names.h"}
INCLUDE = re.compile(r'^\s*#include (?:"([^"]+)"|(<[^>]+>))', re.M)


def floors(tree):
    """(rooms each room sees, rooms that may include each library)."""
    rooms, libraries = {}, {}
    for line in tree.lines("tools/floors.txt"):
        line = line.split("#")[0].strip()
        if line:
            left, right = line.split(":")
            (libraries if left[0] == "<" else rooms)[left] = right.split()
    return rooms, libraries


def room_of(path):
    return path.split("/")[1]


@check("a room includes only the rooms it sees")
def seen(tree):
    rooms, libraries = floors(tree)
    for path in tree.files(r"src/\w+/.*\.(c|h|def)"):
        room, text = room_of(path), tree.text(path)
        if room not in rooms:
            yield path, 1, f"no room {room} in tools/floors.txt"
            continue
        for found in INCLUDE.finditer(blanked(text, strings=False)):
            where = line_at(text, found.start(found.lastindex))
            why = refused(room, found, rooms, libraries)
            if why:
                yield path, where, why


def refused(room, found, rooms, libraries):
    header = found.group(1)
    if header is None:
        for library, may in libraries.items():
            if found.group(2).startswith(library) and room not in may:
                return f"{found.group(2)} belongs to: {' '.join(may)}"
        return None
    other = header.split("/")[0] if "/" in header else None
    if header in GENERATED or other == room or other in rooms[room]:
        return None
    if other is None:
        return f'write "{room}/{header}"'
    return f"{room} does not see {other}"


@check("a page includes only what the web sees")
def pages_see(tree):
    rooms, _ = floors(tree)
    may = set(rooms["web"]) | {"web"}
    for path in tree.files(r"views/.*\.html"):
        text = tree.text(path)
        for found in re.finditer(r'\{% include "([^"]+)"', text):
            other = found.group(1).split("/")[0]
            if found.group(1) not in GENERATED and other not in may:
                yield path, line_at(text, found.start()), (
                    f"a page does not see {other}")


# (why, calls, rooms that may)
BANNED = [
    ("text is a struct str",
     "strlen strnlen strcmp strncmp strcasecmp strncasecmp strcpy strncpy "
     "strlcpy stpcpy strcat strncat strchr strrchr strstr strcasestr strtok "
     "strtok_r strsep strspn strcspn strpbrk strdup strndup strerror atoi "
     "atol atoll atof strtol strtoul strtoll strtoull strtod sprintf "
     "snprintf vsprintf vsnprintf asprintf vasprintf sscanf gets fgets "
     "strftime strptime", {"base"}),
    ("memory comes from an arena",
     "malloc calloc realloc reallocarray free alloca posix_memalign",
     {"base", "store", "http", "match"}),
    ("times and dates come from base/clock.h and base/date.h",
     "time gettimeofday localtime localtime_r gmtime gmtime_r mktime timegm "
     "difftime ctime asctime", {"base"}),
    ("how long to wait is known to base, store and http", "clock_gettime",
     {"base", "store", "http"}),
    ("random bytes come from base", "rand srand random rand_r drand48",
     set()),
    ("no other program is started", "system popen execl execv execvp execve "
     "execlp fork vfork", {"cli"}),
    ("only base and cli speak to the terminal",
     "printf fprintf puts fputs putchar vprintf vfprintf perror",
     {"base", "cli"}),
    ("a bug is BUG(), an error is returned", "exit abort _exit quick_exit",
     {"base", "cli"}),
    ("the locale belongs to nobody", "setlocale uselocale", set()),
    ("there is no jumping", "setjmp longjmp", set()),
]


@check("banned calls stand only where they may")
def banned(tree):
    for path in tree.files(r"src/\w+/.*\.(c|h|def)"):
        room, text = room_of(path), tree.text(path)
        code = blanked(text)
        for why, calls, may in BANNED:
            if room in may:
                continue
            pattern = r"(?<![\w.>])(%s)\s*\(" % "|".join(calls.split())
            for found in re.finditer(pattern, code):
                yield path, line_at(text, found.start(1)), (
                    f"{found.group(1)}(): {why}")


@check("time_t stays in base")
def time_t(tree):
    for path in tree.files(r"src/\w+/.*\.(c|h|def)"):
        text = tree.text(path)
        for found in re.finditer(r"\btime_t\b", blanked(text)):
            if room_of(path) != "base":
                yield path, line_at(text, found.start()), (
                    "use struct moment")


@check("no typedef but for the shape of a function")
def typedefs(tree):
    for path in tree.files(r"src/\w+/.*\.(c|h|def)"):
        text = tree.text(path)
        for found in re.finditer(r"^\s*typedef\b([^;]*);", blanked(text),
                                 re.M):
            if "(" not in found.group(1):
                yield path, line_at(text, found.start(1)), "write struct"


@check("every table of statements is prepared by a test")
def statements(tree):
    path_of_list = "tests/unit/statements_test.c"
    listed = "".join(tree.text(p) for p in tree.files(
        re.escape(path_of_list)))
    for path in tree.files(r"src/\w+/\w+\.c"):
        text = tree.text(path)
        for found in re.finditer(
                r"^const struct statements (\w+)\s*=", blanked(text), re.M):
            name = found.group(1)
            if not re.search(rf"\bTABLE\({name}\)", listed):
                yield path, line_at(text, found.start()), (
                    f"{name} is not in the list of {path_of_list}")

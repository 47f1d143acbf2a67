/*
 * diogel import: a file brought in from the command line, by the same steps
 * as on the pages.  Whoever runs it says who they are and proves it; the
 * second person does so too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "action/import.h"
#include "action/import_out.h"
#include "action/import_value.h"
#include "action/service.h"
#include "action/session.h"
#include "cli/command.h"

#define FILE_ROOM ((size_t)1 << 29)
#define STEP_ROOM ((size_t)1 << 28)

struct importing {
    const struct command_line *line;
    struct service            *service;
    struct arena              *arena;
    struct cx                  cx;
    struct id                  batch;
};

static struct str
words(const struct importing *i, enum msg msg)
{
    return lang_text(i->cx.lang, msg);
}

static void
say(const struct importing *i, enum msg msg, int64_t n)
{
    struct str w = words(i, msg);

    printf("%.*s: %lld\n", STR_ARG(w), (long long)n);
}

static int
failed(const struct importing *i, const char *what, enum err e,
    const struct fault *fault)
{
    struct str w = fault && fault->msg ? words(i, fault->msg) : (struct str){0};

    fprintf(stderr, "diogel: %s: %s%s%.*s\n", what, err_name(e),
        w.n ? ": " : "", STR_ARG(w));
    return 1;
}

/* ---- who ---- */

/* From DIOGEL_PASSWORD, else one line from the terminal, not shown. */
static struct str
password_read(struct importing *i)
{
    struct str     given = command_text(i->line, "password");
    struct termios was, quiet;
    char           typed[256];
    ssize_t        n;
    int            terminal = tcgetattr(STDIN_FILENO, &was) == 0;

    if (given.n)
        return given;
    if (terminal) {
        quiet = was;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        fprintf(stderr, "password: ");
        tcsetattr(STDIN_FILENO, TCSANOW, &quiet);
    }
    n = read(STDIN_FILENO, typed, sizeof typed);
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSANOW, &was);
        fprintf(stderr, "\n");
    }
    return str_dup(i->arena, str_trim(str_bytes(typed, n > 0 ? (size_t)n : 0)));
}

static enum err
sign_in_as(struct importing *i)
{
    struct sign_in_ask in = {.login = command_text(i->line, "as")};
    struct ask         ask = {.act = ACT_SIGN_IN, .with = &in};
    struct answer      answer = {0};
    struct str         token;
    enum err           e;

    in.password = password_read(i);
    i->cx = (struct cx){.service = i->service,
        .arena = i->arena,
        .lang = LANG_EN,
        .machine_now = clock_machine()};
    if ((e = session_check(&i->cx, &in, NULL)) ||
        (e = action_run(&i->cx, &ask, &answer)))
        return e;
    i->cx.lang = ((struct sign_in_answer *)answer.with)->lang;
    (void)lang_find(command_text(i->line, "lang"), &i->cx.lang);
    return session_enter(&i->cx, ((struct sign_in_answer *)answer.with)->secret,
        &token);
}

static enum err
ask_for(struct importing *i, enum action act, const void *with,
    struct answer *answer)
{
    struct ask ask = {.act = act, .about = i->batch, .with = with};

    *answer = (struct answer){0};
    return action_run(&i->cx, &ask, answer);
}

static void
close_all(struct importing *i)
{
    struct ask    out = {.act = ACT_SIGN_OUT};
    struct answer answer = {0};

    if (i->cx.account.kind && action_run(&i->cx, &out, &answer))
        fprintf(stderr, "diogel: the session was not ended\n");
    service_close(i->service);
    arena_free(i->arena);
}

static enum err
open_all(struct importing *i, const struct command_line *c)
{
    enum err e;

    *i = (struct importing){.line = c};
    if (!command_text(c, "as").n) {
        fprintf(stderr, "diogel: say who you are: --as NAME\n");
        return ERR_INVALID;
    }
    if ((e = command_open(c, STORE_USE_WRITE, NULL, &i->service)))
        return e;
    i->arena = arena_new(FILE_ROOM);
    if ((e = sign_in_as(i))) {
        fprintf(stderr, "diogel: that name and password do not fit\n");
        close_all(i);
    }
    return e;
}

/* ---- the machine's part ---- */

static enum err
progress(struct importing *i)
{
    struct import_show_ask in = {.part = REPORT_TOTALS};
    struct answer          answer;
    struct import_page    *p;
    struct mark            m = arena_mark(i->arena);
    enum err               e = ask_for(i, ACT_IMPORT_SHOW, &in, &answer);
    struct str             of = words(i, MSG_IMPORT_LEFT);

    if (e)
        return e;
    p = answer.with;
    fprintf(stderr, "\r%lld  %.*s: %lld   ",
        (long long)(p->batch.state == BATCH_CHECKING ? p->batch.rows
                                                     : p->batch.done),
        STR_ARG(of), (long long)p->seconds_left);
    arena_rewind(i->arena, m);
    return OK;
}

/* Slices until nothing of it is under way; another node may do them. */
static enum err
run_steps(struct importing *i)
{
    const struct timespec second = {.tv_sec = 1};
    struct arena         *a = arena_new(STEP_ROOM);
    bool                  told = isatty(STDERR_FILENO);
    struct moment         last = clock_machine();
    enum err              e, shown = OK;

    do {
        e = import_step(i->service, a, i->batch, &import_slice_alone);
        arena_clear(a);
        if (e == ERR_BUSY)
            (void)nanosleep(&second, NULL);
        if (told && clock_machine().us - last.us > 1000000) {
            shown = progress(i);
            last = clock_machine();
        }
    } while (!shown && (e == OK || e == ERR_BUSY));
    arena_free(a);
    return e == ERR_ABSENT ? shown : e;
}

/* ---- the report ---- */

static const enum msg verdict_msgs[ROW_VERDICT_COUNT] = {
    [ROW_ERROR] = MSG_IMPORT_ROW_ERROR,
    [ROW_TWICE] = MSG_IMPORT_ROW_TWICE,
    [ROW_NEW] = MSG_IMPORT_ROW_NEW,
    [ROW_KNOWN] = MSG_IMPORT_ROW_KNOWN,
    [ROW_CHANGED] = MSG_IMPORT_ROW_CHANGED,
    [ROW_SAME] = MSG_IMPORT_ROW_SAME,
    [ROW_REVIEW] = MSG_IMPORT_ROW_REVIEW,
    [ROW_OFF] = MSG_IMPORT_ROW_OFF,
};

static void
say_fault(const struct importing *i, const struct import_line *l,
    const struct import_fault *f)
{
    struct str line = words(i, MSG_IMPORT_LINE), to_do = words(i, f->msg);
    struct str name = words(i, MSG_IMPORT_WHOLE_ROW);

    if (f->column)
        name = f->column->heading;
    else if (f->field)
        name = words_in(f->field->label, i->cx.lang);
    printf("%.*s %lld, %.*s: %.*s%s%.*s\n", STR_ARG(line),
        (long long)l->row.line, STR_ARG(name), STR_ARG(f->value),
        f->value.n ? ": " : "", STR_ARG(to_do));
}

static enum err
say_rows(struct importing *i, enum row_verdict verdict)
{
    struct import_show_ask in = {.part = REPORT_ROWS, .verdict = verdict};
    struct answer          answer;
    struct import_page    *p;
    struct str             line = words(i, MSG_IMPORT_LINE);
    enum err               e = ask_for(i, ACT_IMPORT_SHOW, &in, &answer);

    if (e)
        return e;
    p = answer.with;
    for (size_t k = 0; k < p->line_count; k++) {
        const struct import_line *l = &p->lines[k];

        for (size_t n = 0; n < l->fault_count; n++)
            say_fault(i, l, &l->faults[n]);
        if (!l->fault_count)
            printf("%.*s %lld: %.*s\n", STR_ARG(line), (long long)l->row.line,
                STR_ARG(verdict == ROW_TWICE ? str_of_int(i->arena, l->row.twin)
                                             : l->name));
    }
    if (p->more)
        printf("…\n");
    return OK;
}

static enum err
say_absent(struct importing *i)
{
    struct import_show_ask in = {.part = REPORT_ABSENT};
    struct answer          answer;
    struct import_page    *p;
    enum err               e = ask_for(i, ACT_IMPORT_SHOW, &in, &answer);

    if (e)
        return e;
    p = answer.with;
    say(i,
        p->batch.kind == BATCH_REGISTER ? MSG_IMPORT_ABSENT
                                        : MSG_IMPORT_ABSENT_PEOPLE,
        p->absent_all);
    for (size_t k = 0; k < p->absent_count; k++)
        printf("  %.*s\n", STR_ARG(p->absent[k].name));
    return OK;
}

static void
say_totals(struct importing *i, const struct import_page *p)
{
    say(i, MSG_IMPORT_NUMBER, p->batch.number);
    say(i, MSG_IMPORT_ROWS_READ, p->batch.rows);
    for (size_t v = 0; v < ROW_VERDICT_COUNT; v++)
        if (p->counts.of[v])
            say(i, verdict_msgs[v], p->counts.of[v]);
    if (p->counts.entries)
        say(i, MSG_IMPORT_ENTRIES, p->counts.entries);
}

static enum err
say_report(struct importing *i)
{
    struct import_show_ask in = {.part = REPORT_TOTALS};
    struct answer          answer;
    struct import_page    *p;
    enum err               e = ask_for(i, ACT_IMPORT_SHOW, &in, &answer);

    if (e)
        return e;
    p = answer.with;
    say_totals(i, p);
    for (size_t v = 0; v < ROW_VERDICT_COUNT && !e; v++)
        if (p->counts.of[v] &&
            (v == ROW_ERROR || v == ROW_TWICE || v == ROW_REVIEW ||
                v == ROW_OFF))
            e = say_rows(i, (enum row_verdict)v);
    return e ? e : say_absent(i);
    return e;
}

/* ---- a file ---- */

static enum err
file_read(struct importing *i, const char *path, struct str *out)
{
    FILE  *f = fopen(path, "rb");
    char  *p;
    size_t n;

    if (!f)
        return ERR_FILE;
    p = arena_get(i->arena, IMPORT_MOST + 1);
    n = fread(p, 1, IMPORT_MOST + 1, f);
    fclose(f);
    *out = str_bytes(p, n);
    return OK;
}

/* --column HEADING=MEANING and --all QUESTION=ANSWER, as often as needed. */
static bool
pair_of(const char *flag, struct str name, struct str *key, struct str *value)
{
    struct str first, rest;

    return str_cut(str_of(flag), '=', &first, &rest) && str_eq(first, name) &&
        str_cut(rest, '=', key, value);
}

/* What the flags say of the file's columns, over what was guessed. */
static void
map_flags(struct importing *i, const struct import_page *p, struct str *means,
    struct import_map_ask *in)
{
    const struct command_line *c = i->line;
    struct str                 key, value;

    for (size_t k = 0; k < p->map.count; k++)
        means[k] = import_means_word(&p->map.columns[k]);
    for (size_t f = 0; f < c->flag_count; f++) {
        if (pair_of(c->flags[f], S("all"), &key, &value))
            in->all[in->all_count++] = (struct import_all){key, value};
        if (!pair_of(c->flags[f], S("column"), &key, &value))
            continue;
        for (size_t k = 0; k < p->map.count; k++)
            if (str_eq(p->map.columns[k].heading, key))
                means[k] = value;
    }
}

static enum err
map_say(struct importing *i, struct answer *answer)
{
    struct import_show_ask show = {.part = REPORT_TOTALS};
    struct import_map_ask  in = {0};
    struct import_page    *p;
    struct str            *means;
    enum err               e = ask_for(i, ACT_IMPORT_SHOW, &show, answer);

    if (e)
        return e;
    p = answer->with;
    means = ARENA_ARRAY(i->arena, struct str, p->map.count + 1);
    in.all = ARENA_ARRAY(i->arena, struct import_all, i->line->flag_count + 1);
    map_flags(i, p, means, &in);
    in.means = means;
    in.count = p->map.count;
    e = ask_for(i, ACT_IMPORT_MAP, &in, answer);
    for (size_t k = 0; e == ERR_INVALID && k < p->lack_count; k++) {
        struct str label = words_in(p->lacks[k]->label, i->cx.lang);

        fprintf(stderr, "  %.*s: %.*s\n", STR_ARG(p->lacks[k]->id),
            STR_ARG(label));
    }
    return e;
}

static bool
how_of(const struct importing *i, enum batch_kind kind,
    struct import_new_ask *how)
{
    struct str  text = command_text(i->line, "as-of");
    struct date day;

    *how = (struct import_new_ask){.kind = kind,
        .kept_here = command_is(i->line, "kept-here")};
    if (moment_parse(text, &how->as_of))
        return true;
    if (!import_date(text, &day)) {
        fprintf(stderr,
            "diogel: say when the data was correct: "
            "--as-of 2027-03-01 or 2027-03-01T09:00Z\n");
        return false;
    }
    how->as_of.us = (int64_t)date_days(day) * INT64_C(86400000000);
    return true;
}

static enum err
file_check(struct importing *i, const struct import_file *f,
    struct fault *fault)
{
    struct answer answer;
    enum err      e;

    if ((e = import_bring(&i->cx, f, &i->batch, fault)))
        return e;
    if ((e = map_say(i, &answer)) == OK && (e = run_steps(i)) == OK)
        return say_report(i);
    *fault = answer.fault;
    return e;
}

static enum err
file_send(struct importing *i, struct fault *fault)
{
    bool          known = command_is(i->line, "known");
    struct answer answer;
    enum err      e = ask_for(i, ACT_IMPORT_SEND, &known, &answer);
    struct str    waits = words(i, MSG_IMPORT_WAITS);

    if (e)
        *fault = answer.fault;
    else
        printf("%.*s\n", STR_ARG(waits));
    return e;
}

static int
file_bring(struct importing *i, enum batch_kind kind, const char *path)
{
    struct import_file f;
    struct fault       fault = {0};
    struct answer      answer;
    enum err           e, dropped;

    if (!how_of(i, kind, &f.how))
        return 2;
    if ((e = file_read(i, path, &f.bytes)))
        return failed(i, path, e, &fault);
    e = file_check(i, &f, &fault);
    if (!id_is_none(i->batch) && (e || command_is(i->line, "dry-run"))) {
        dropped = ask_for(i, ACT_IMPORT_DROP, NULL, &answer);
        e = e ? e : dropped;
    } else if (!e) {
        e = file_send(i, &fault);
    }
    return e ? failed(i, path, e, &fault) : 0;
}

/* ---- a file that is here ---- */

static enum err
find_number(struct importing *i, struct str number)
{
    struct ask          ask = {.act = ACT_IMPORT_LIST};
    struct answer       answer = {0};
    struct import_list *l;
    int64_t             n;
    enum err            e;

    if (!str_int(number, &n))
        return ERR_INVALID;
    if ((e = action_run(&i->cx, &ask, &answer)))
        return e;
    l = answer.with;
    for (size_t k = 0; k < l->count; k++)
        if (l->rows[k].batch.number == n) {
            i->batch = l->rows[k].batch.id;
            return OK;
        }
    return ERR_ABSENT;
}

static const struct step {
    struct str  word;
    enum action act;
    bool        runs; /* the machine's part follows */
} steps[] = {
    {S_INIT("approve"), ACT_IMPORT_APPROVE, true},
    {S_INIT("undo"), ACT_IMPORT_UNDO, false},
    {S_INIT("approve-undo"), ACT_IMPORT_UNDO_APPROVE, true},
    {S_INIT("drop"), ACT_IMPORT_DROP, false},
};

static int
step_do(struct importing *i, const struct step *s, const char *number)
{
    struct str    why = command_text(i->line, "why");
    struct answer answer = {0};
    enum err      e = find_number(i, str_of(number));

    if (e == OK)
        e = ask_for(i, s->act, &why, &answer);
    if (e == OK && s->runs && (e = run_steps(i)) == OK)
        e = say_report(i);
    return e ? failed(i, number, e, &answer.fault) : 0;
}

static const struct step *
step_find(struct str word)
{
    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
        if (str_eq(steps[k].word, word))
            return &steps[k];
    return NULL;
}

int
command_import(const struct command_line *c)
{
    struct importing   i;
    enum batch_kind    kind;
    const struct step *step;
    struct str         word = c->count ? str_of(c->words[0]) : (struct str){0};
    int                status;

    step = step_find(word);
    if (c->count != 2 || (!step && !batch_kind_find(word, &kind)))
        return command_usage("import");
    if (open_all(&i, c))
        return 1;
    status = step ? step_do(&i, step, c->words[1])
                  : file_bring(&i, kind, c->words[1]);
    close_all(&i);
    return status;
}

/* ---- out ---- */

static int
file_write(const char *path, struct str bytes)
{
    FILE *f = fopen(path, "wxb");
    bool  whole;

    if (!f)
        return 1;
    whole = fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    return fclose(f) || !whole;
}

int
command_export(const struct command_line *c)
{
    struct importing           i;
    struct ask                 ask = {.act = ACT_REGISTER_OUT};
    struct answer              answer = {0};
    const struct register_out *out;
    enum err                   e;
    int                        status = 0;

    if (c->count != 2 ||
        !str_eq(str_of(c->words[0]), batch_kind_word(BATCH_REGISTER)))
        return command_usage("export");
    if (open_all(&i, c))
        return 1;
    e = action_run(&i.cx, &ask, &answer);
    out = answer.with;
    if (e)
        status = failed(&i, "nothing was taken out", e, &answer.fault);
    else if (file_write(c->words[1], out->file))
        status = failed(&i, c->words[1], ERR_FILE, NULL);
    else
        printf("%zu\n", out->count);
    close_all(&i);
    return status;
}

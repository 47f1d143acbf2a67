/*
 * diogel link: whole extracts, who is who.  Proposals are written, nothing
 * is linked, and no database is asked.
 */
#include <sys/stat.h>

#include "base/clock.h"
#include "cli/link.h"
#include "match/crew.h"
#include "match/learn.h"

/* One run of the command. */
struct linking {
    const struct command_line *line;
    struct link_read           in;
    struct linkage_options     options;
    struct odds                model;
    int                        threshold;
    double                     precision;
    struct link_apart          apart;
    struct link_words          words;
    int64_t                    began; /* the stage that is told of, us */
};

/* ---- what was asked ---- */

/* "31.4" as 314; false when it is no such number. */
static bool
tenths_read(struct str s, int *out)
{
    struct str whole, tenth;
    int64_t    n = 0, t = 0;
    bool       cut = str_cut(s, '.', &whole, &tenth);

    if (!str_int(whole, &n) || n < -400 || n > 400 ||
        (cut && (tenth.n != 1 || !str_int(tenth, &t))))
        return false;
    *out = (int)(n * 10 + (s.p[0] == '-' ? -t : t));
    return true;
}

/* "0.999" as it is meant; between a half and one. */
static bool
precision_read(struct str s, double *out)
{
    struct str digits = str_from(s, 2);
    int64_t    n;
    double     by = 1;

    if (!str_starts(s, S("0.")) || !str_is_digits(digits) || digits.n > 9 ||
        !str_int(digits, &n))
        return false;
    for (size_t i = 0; i < digits.n; i++)
        by *= 10;
    *out = (double)n / by;
    return *out >= 0.5;
}

static int
say(const char *words)
{
    fprintf(stderr, "diogel: %s\n", words);
    return 2;
}

static int
numbers_read(struct linking *l)
{
    struct str threshold = command_text(l->line, "threshold");
    struct str precision = command_text(l->line, "precision");
    struct str review = command_text(l->line, "review");
    struct str lang = command_text(l->line, "lang");
    int64_t threads = command_number(l->line, "threads", (int64_t)crew_cores());

    l->options.precision = 0.999;
    l->words.lang = LANG_EN;
    if (precision.n && !precision_read(precision, &l->options.precision))
        return say("--precision is from 0.5 to 0.999999999");
    if (threshold.n) {
        if (!tenths_read(threshold, &l->threshold))
            return say("--threshold is in decibans, like 30 or 12.5");
        l->options.threshold = &l->threshold;
    }
    if (review.n && !tenths_read(review, &l->options.review))
        return say("--review is in decibans, like -10");
    if (lang.n && !lang_find(lang, &l->words.lang))
        return say("--lang is cy or en");
    l->words.worded = lang.n > 0;
    if (threads < 1)
        return say("--threads is 1 or more");
    l->options.threads =
        (size_t)threads < crew_cores() ? (size_t)threads : crew_cores();
    return 0;
}

static enum err
map_take(struct linking *l, struct str text, struct fault *fault)
{
    return link_map_read(l->line->arena, text, &l->in.map, fault);
}

static enum err
model_take(struct linking *l, struct str text, struct fault *fault)
{
    l->options.model = &l->model;
    return odds_read(text, &l->model, fault);
}

/* The file that the flag names, when there is one. */
static int
flag_read(struct linking *l, const char *flag,
    enum err (*take)(struct linking *l, struct str text, struct fault *fault))
{
    struct str   name = command_text(l->line, flag), text;
    struct fault fault = {0};
    const char  *path = str_c(l->line->arena, name);
    enum err     e;

    if (!name.n)
        return 0;
    if ((e = command_file(l->line, path, &text)) || (e = take(l, text, &fault)))
        return command_file_failed(l->line, path, e, &fault);
    return 0;
}

/* ---- files ---- */

static int
duplicate(const struct linking *l, const uint32_t twice[2])
{
    const struct link_place *x = &l->in.place[twice[0]];
    const struct link_place *y = &l->in.place[twice[1]];

    fprintf(stderr,
        "%s:%u: has an id that %s:%u has too\n"
        "diogel: an id stands once in a source; nothing was linked\n",
        l->line->words[y->file], y->line, l->line->words[x->file], x->line);
    return 1;
}

/* A stage that has come so far, and when it ends if it goes on like that. */
static void
told(const char *stage, int64_t began, uint64_t done, uint64_t of)
{
    int64_t spent = clock_monotonic() - began;
    int64_t left = done
        ? (int64_t)((double)spent * (double)(of - done) / (double)done / 1e6)
        : 0;

    fprintf(stderr, "\r%s: %3llu %%", stage,
        (unsigned long long)(100 * done / of));
    if (done)
        fprintf(stderr, ", about %lld s left   ", (long long)left);
}

static void
read_told(const struct link_read *in)
{
    if (in->bytes_all && in->bytes <= in->bytes_all)
        told("reading", in->began, in->bytes, in->bytes_all);
}

static void
sizes_add(struct linking *l)
{
    struct stat s;

    for (size_t i = 0; i < l->line->count; i++)
        if (!stat(l->line->words[i], &s))
            l->in.bytes_all += (uint64_t)s.st_size;
}

static int
files_read(struct linking *l)
{
    const struct command_line *c = l->line;
    uint32_t                   twice[2];

    for (size_t i = 0; i < c->count; i++)
        if (link_file_read(&l->in, c->words[i]))
            return 1;
    if (l->in.bad && l->in.strict == LINK_STRICT) {
        fprintf(stderr,
            "diogel: %lld bad rows; mend them, or pass over them with "
            "--lenient\n",
            (long long)l->in.bad);
        return 1;
    }
    if (!roll_close(l->in.roll, twice))
        return duplicate(l, twice);
    return 0;
}

/* What must not be one: named by the rows of the files. */
static int
apart_read(struct linking *l)
{
    const struct command_line *c = l->line;
    struct str                 name = command_text(c, "apart"), text;
    const char                *path = str_c(c->arena, name);
    enum err                   e;

    if (!name.n)
        return 0;
    e = command_file(c, path, &text);
    if (!e)
        e = link_apart_read(c->arena, l->in.roll, text, &l->apart);
    if (e)
        return command_failed(c, path, e, NULL);
    l->options.apart = l->apart.all;
    l->options.apart_count = l->apart.count;
    return 0;
}

/* ---- what came of it ---- */

static void
say_count(int64_t n, const char *what)
{
    if (n)
        fprintf(stderr, "  %lld %s\n", (long long)n, what);
}

static void
say_cuts(const struct blocks *b)
{
    for (int k = 0; k < BLOCK_KINDS; k++)
        if (b->lists[k].cut)
            fprintf(stderr,
                "  %llu blocks by %s had more than %d rows and were cut; "
                "%llu rows said too little to stay in one\n",
                (unsigned long long)b->lists[k].cut,
                block_word((enum block_kind)k), BLOCK_MOST,
                (unsigned long long)b->lists[k].left);
}

static void
say_result(const struct linking *l, const struct linkage *found)
{
    size_t bands[LINKAGE_BANDS] = {0}, clusters = 0;

    for (size_t i = 0; i < found->count; i++)
        bands[found->pairs[i].band]++;
    for (uint32_t i = 0; i < found->roll->count; i++)
        clusters += found->cluster[i] == i;
    fprintf(stderr, "diogel: %lld rows, %zu pairs compared\n",
        (long long)l->in.rows, found->met);
    say_count(l->in.bad, "bad rows passed over");
    say_count(l->in.latin, "rows were not UTF-8, read as Windows-1252");
    say_count(l->in.births, "birth dates could not be read");
    say_count(l->in.deaths, "dates of death could not be read");
    say_count(l->in.multiples,
        "birth orders and times of birth could not be read");
    say_count(l->in.numbers, "identifiers did not check");
    say_count((int64_t)l->apart.unknown,
        "rows of --apart name no row of the files");
    say_cuts(found->blocks);
    fprintf(stderr,
        "  threshold %.1f decibans, expected precision %.5f\n"
        "  proposed: %zu certain, %zu strong, %zu possible; %zu persons; "
        "%zu unions refused, to be read\n",
        found->threshold / 10.0, found->expected, bands[LINKAGE_CERTAIN],
        bands[LINKAGE_STRONG], bands[LINKAGE_POSSIBLE], clusters,
        found->refused);
}

typedef enum err write_fn(const struct linkage *l, const struct link_words *w,
    const char *path);

static enum err
pairs_write(const struct linkage *l, const struct link_words *w,
    const char *path)
{
    (void)w;
    return link_pairs_write(l, path);
}

static enum err
clusters_write(const struct linkage *l, const struct link_words *w,
    const char *path)
{
    (void)w;
    return link_clusters_write(l, path);
}

static enum err
model_write(const struct linkage *l, const struct link_words *w,
    const char *path)
{
    struct arena *a = arena_new(0);
    struct str    text = odds_write(a, &l->odds);
    FILE         *f = fopen(path, "w");
    bool          done = f && fwrite(text.p, 1, text.n, f) == text.n;

    (void)w;
    if (f)
        done &= fclose(f) == 0;
    arena_free(a);
    return done ? OK : ERR_FILE;
}

static int
all_write(const struct linking *l, const struct linkage *found)
{
    static const struct {
        const char *flag;
        write_fn   *write;
    } files[] = {
        {"out", pairs_write},
        {"clusters", clusters_write},
        {"explain", link_explain_write},
        {"train", model_write},
    };

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct str path = command_text(l->line, files[i].flag);

        if (path.n &&
            files[i].write(found, &l->words, str_c(l->line->arena, path)))
            return command_failed(l->line, str_c(l->line->arena, path),
                ERR_FILE, NULL);
    }
    return 0;
}

static void
stage_told(void *ctx, enum linkage_stage stage, size_t done, size_t of)
{
    static const char *const words[LINKAGE_STAGES] = {
        [LINKAGE_BLOCKING] = "finding pairs",
        [LINKAGE_COMPARING] = "comparing",
        [LINKAGE_LEARNING] = "learning weights",
        [LINKAGE_WEIGHING] = "weighing",
        [LINKAGE_JOINING] = "joining",
    };

    struct linking *l = ctx;

    if (!done) {
        fprintf(stderr, "\n");
        l->began = clock_monotonic();
    }
    told(words[stage], l->began, done, of);
}

static int
evaluate(const struct linking *l, const struct linkage *found)
{
    struct arena      *a = l->line->arena;
    struct str         truth = command_text(l->line, "evaluate");
    struct str         report = command_text(l->line, "report");
    struct link_report page = {.path = report.n ? str_c(a, report) : NULL,
        .lang = l->words.lang};
    enum err           e;

    if (!truth.n)
        return 0;
    e = link_evaluate(found, str_c(a, truth), l->options.scope, &page);
    return e ? command_failed(l->line, str_c(a, truth), e, NULL) : 0;
}

static int
linking_run(struct linking *l)
{
    struct linkage *found;
    int             status;

    if (command_is(l->line, "progress")) {
        sizes_add(l);
        l->in.told = read_told;
        l->options.told = stage_told;
        l->options.told_ctx = l;
        l->in.began = clock_monotonic();
    }
    if ((status = files_read(l)) || (status = apart_read(l)))
        return status;
    found = linkage_run(l->in.roll, &l->options);
    if (l->options.told)
        fprintf(stderr, "\n");
    status = all_write(l, found);
    say_result(l, found);
    if (!status)
        status = evaluate(l, found);
    linkage_free(found);
    return status;
}

int
command_link(const struct command_line *c)
{
    struct linking l = {.line = c};
    int            status;

    if (!c->count ||
        (!command_text(c, "out").n && !command_text(c, "clusters").n))
        return command_usage("link");
    l.in.strict = command_is(c, "lenient") ? LINK_LENIENT : LINK_STRICT;
    l.options.scope =
        command_is(c, "between") ? LINKAGE_BETWEEN_SOURCES : LINKAGE_ALL;
    if ((status = numbers_read(&l)) ||
        (status = flag_read(&l, "columns", map_take)) ||
        (status = flag_read(&l, "model", model_take)))
        return status;
    link_read_init(&l.in);
    status = linking_run(&l);
    link_read_clear(&l.in);
    return status;
}

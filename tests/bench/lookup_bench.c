/*
 * lookup_bench REGISTER QUERIES [ALL [IMAGE]] -- the index in this process:
 * persons put, questions asked one after the other, the first ALL of them
 * of everybody as well; then written to IMAGE, mapped and asked again.
 *
 * Files as the generator writes them: fields parted by '|', the person's
 * number third.  One line of JSON for each step.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "match/index.h"
#include "match/learn.h"
#include "match/mix.h"

enum { CELLS = 11, TOP = 5, PASSES = 4 };

struct row {
    struct roll_words   words;
    struct index_place  place;
    struct index_person person;
    uint64_t            number;
};

static double
now_us(clockid_t of)
{
    struct timespec t;

    clock_gettime(of, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
give_up(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static struct str
file_map(const char *path)
{
    struct stat st;
    int         fd = open(path, O_RDONLY | O_CLOEXEC);
    void       *p;

    if (fd < 0 || fstat(fd, &st))
        give_up(path);
    p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        give_up(path);
    close(fd);
    return str_bytes(p, (size_t)st.st_size);
}

static uint32_t
hash(struct str s, size_t n)
{
    return s.n > n ? (uint32_t)(mix_text(str_sub(s, 0, s.n - n)) >> 32) | 1 : 0;
}

/* "LL55 1AB": its area, district, sector and itself; in the product these
 * are keyed hashes. */
static struct index_place
place_of(struct str s)
{
    size_t letters = 0;

    while (letters < s.n && (s.p[letters] < '0' || s.p[letters] > '9'))
        letters++;
    if (s.n < 5 || !letters)
        return (struct index_place){0};
    return (struct index_place){
        .area = hash(str_sub(s, 0, letters), 0),
        .district = hash(s, 4),
        .sector = hash(s, 2),
        .postcode = hash(s, 0),
    };
}

static bool
row_read(struct str line, struct row *r)
{
    struct str cell[CELLS] = {{NULL, 0}};

    for (size_t i = 0; i < CELLS; i++)
        if (!str_split(&line, '|', &cell[i]))
            break;
    if (!str_is_digits(cell[2]))
        return false;
    r->number = (uint64_t)strtoull(cell[2].p, NULL, 10);
    r->words = (struct roll_words){cell[3], cell[4], cell[5]};
    r->place = place_of(cell[8]);
    r->person = (struct index_person){
        .names = &r->words,
        .name_count = 1,
        .places = &r->place,
        .place_count = 1,
        .sex = cell[6].p[0] == 'F' ? MATCH_SEX_FEMALE
            : cell[6].p[0] == 'M'  ? MATCH_SEX_MALE
                                   : MATCH_SEX_UNKNOWN,
        .nhs = cell[10],
    };
    if (cell[7].n && !date_parse(cell[7], &r->person.birth))
        r->person.birth = (struct date){0};
    if (!date_is_valid(r->person.birth))
        r->person.birth = (struct date){0};
    return true;
}

static struct index_who
who_of(uint64_t number)
{
    return (struct index_who){{mix_one(number + 1), number}};
}

static long
peak_mb(void)
{
    struct rusage u;

    getrusage(RUSAGE_SELF, &u);
    return u.ru_maxrss / 1024;
}

static struct index *
register_read(const char *path, const struct odds *model)
{
    struct str    text = file_map(path), line;
    struct index *ix = index_new(model);
    double        wall = now_us(CLOCK_MONOTONIC);
    double        cpu = now_us(CLOCK_PROCESS_CPUTIME_ID), put;
    struct row    r;

    while (str_split(&text, '\n', &line))
        if (row_read(line, &r))
            index_put(ix, who_of(r.number), &r.person);
    put = now_us(CLOCK_MONOTONIC) - wall;
    index_settle(ix);
    printf("{\"step\":\"build\",\"persons\":%zu,\"put_ms\":%.0f,"
           "\"wall_ms\":%.0f,\"cpu_ms\":%.0f,\"bytes\":%zu,"
           "\"bytes_each\":%.1f,\"peak_mb\":%ld}\n",
        index_count(ix), put / 1e3, (now_us(CLOCK_MONOTONIC) - wall) / 1e3,
        (now_us(CLOCK_PROCESS_CPUTIME_ID) - cpu) / 1e3, index_bytes(ix),
        (double)index_bytes(ix) / (double)index_count(ix), peak_mb());
    return ix;
}

struct queries {
    struct row *row;
    size_t      count;
};

static struct queries
queries_read(const char *path)
{
    struct str     text = file_map(path), line;
    struct queries q = {calloc(1 << 16, sizeof *q.row), 0};

    if (!q.row)
        give_up("memory");
    while (q.count < 1 << 16 && str_split(&text, '\n', &line))
        q.count += row_read(line, &q.row[q.count]);
    for (size_t i = 0; i < q.count; i++) {
        q.row[i].person.names = &q.row[i].words;
        q.row[i].person.places = &q.row[i].place;
    }
    return q;
}

static int
by_size(const void *x, const void *y)
{
    const double *a = x, *b = y;

    return *a < *b ? -1 : *a > *b;
}

static struct seeker *
seeker_open(struct index *ix)
{
    struct seeker *s;

    if (seeker_new(ix, &s))
        give_up("seeker");
    return s;
}

/* What was right, over all questions asked. */
struct count {
    size_t right[2]; /* the first, one of five */
    size_t capped, tier[INDEX_TIER_WHOLE + 1], compared;
};

static void
answer_count(struct count *t, const struct index_answer *a, uint64_t number)
{
    for (size_t i = 0; i < a->count && i < TOP; i++)
        if (a->hit[i].who.part[1] == number) {
            t->right[0] += i == 0;
            t->right[1]++;
        }
    t->capped += a->capped;
    t->tier[a->tier]++;
    t->compared += a->compared;
}

static void
questions_ask(struct index *ix, const struct queries *q, const char *step)
{
    struct seeker      *s = seeker_open(ix);
    double             *us = calloc(q->count + 1, sizeof *us), sum = 0;
    double             *least = calloc(q->count + 1, sizeof *least);
    struct index_answer a;
    struct count        t = {{0}, 0, {0}, 0};

    for (int pass = 0; pass < PASSES; pass++)
        for (size_t i = 0; i < q->count; i++) {
            double begun = now_us(CLOCK_MONOTONIC);

            index_seek(s, &q->row[i].person, NULL, &a);
            us[i] = now_us(CLOCK_MONOTONIC) - begun;
            if (!pass || us[i] < least[i])
                least[i] = us[i];
            if (!pass)
                answer_count(&t, &a, q->row[i].number);
        }
    for (size_t i = 0; i < q->count; i++)
        sum += us[i];
    qsort(us, q->count, sizeof *us, by_size);
    qsort(least, q->count, sizeof *least, by_size);
    printf("{\"step\":\"%s\",\"asked\":%zu,\"p50_us\":%.2f,\"p90_us\":%.2f,"
           "\"p99_us\":%.2f,\"max_us\":%.1f,\"mean_us\":%.2f,"
           "\"least_p50_us\":%.2f,\"least_p99_us\":%.2f,"
           "\"recall1\":%.4f,\"recall5\":%.4f,\"near\":%.3f,"
           "\"far\":%.3f,\"compared\":%.1f,\"capped\":%zu}\n",
        step, q->count, us[q->count / 2], us[q->count * 9 / 10],
        us[q->count * 99 / 100], us[q->count - 1], sum / (double)q->count,
        least[q->count / 2], least[q->count * 99 / 100],
        (double)t.right[0] / (double)q->count,
        (double)t.right[1] / (double)q->count,
        (double)t.tier[INDEX_TIER_NEAR] / (double)q->count,
        (double)t.tier[INDEX_TIER_FAR] / (double)q->count,
        (double)t.compared / (double)q->count, t.capped);
    free(us);
    free(least);
    seeker_free(s);
}

static void
difference_show(const struct row *r, const struct index_answer *some,
    const struct index_answer *all)
{
    if (!getenv("SHOW"))
        return;
    printf("# %.*s|%.*s|%.*s %04d-%02d-%02d: %lld (%d) for %lld (%d)\n",
        STR_ARG(r->words.given), STR_ARG(r->words.middle),
        STR_ARG(r->words.family), r->person.birth.year, r->person.birth.month,
        r->person.birth.day,
        some->count ? (long long)some->hit[0].who.part[1] : -1,
        some->count ? some->hit[0].weight : 0,
        (long long)all->hit[0].who.part[1], all->hit[0].weight);
}

/* Of those whom everybody was compared with, how many the keys found. */
static void
everybody_ask(struct index *ix, const struct queries *q, size_t most)
{
    struct seeker      *s = seeker_open(ix);
    struct index_answer some, all;
    struct count        t = {{0}, 0, {0}, 0};
    size_t same = 0, first = 0, n = most < q->count ? most : q->count;
    double begun = now_us(CLOCK_MONOTONIC);

    for (size_t i = 0; i < n; i++) {
        index_seek(s, &q->row[i].person, NULL, &some);
        index_seek_all(s, &q->row[i].person, NULL, &all);
        answer_count(&t, &all, q->row[i].number);
        same += !all.count ||
            (some.count && some.hit[0].who.part[1] == all.hit[0].who.part[1]);
        if (all.count && all.hit[0].who.part[1] == q->row[i].number) {
            first += some.count && some.hit[0].who.part[1] == q->row[i].number;
            if (!some.count || some.hit[0].who.part[1] != q->row[i].number)
                difference_show(&q->row[i], &some, &all);
        }
    }
    printf("{\"step\":\"everybody\",\"asked\":%zu,\"ms_each\":%.2f,"
           "\"recall1\":%.4f,\"recall5\":%.4f,\"same_first\":%.4f,"
           "\"recall1_of_it\":%.4f}\n",
        n, (now_us(CLOCK_MONOTONIC) - begun) / 1e3 / (double)n,
        (double)t.right[0] / (double)n, (double)t.right[1] / (double)n,
        (double)same / (double)n, (double)first / (double)t.right[0]);
    seeker_free(s);
}

static enum err
to_file(void *ctx, struct str piece)
{
    return fwrite(piece.p, 1, piece.n, ctx) == piece.n ? OK : ERR_FILE;
}

static void
image_ask(struct index *ix, const struct queries *q, const struct odds *model,
    const char *path)
{
    FILE         *f = fopen(path, "wb");
    double        begun;
    struct index *again;
    struct fault  fault;
    struct str    image;

    if (!f || index_save(ix, to_file, f) || fclose(f))
        give_up(path);
    begun = now_us(CLOCK_MONOTONIC);
    image = file_map(path);
    if (index_load(model, image, &again, &fault))
        give_up("image");
    printf("{\"step\":\"map\",\"wall_ms\":%.2f,\"bytes\":%zu}\n",
        (now_us(CLOCK_MONOTONIC) - begun) / 1e3, image.n);
    questions_ask(again, q, "ask mapped");
    index_free(again);
}

int
main(int argc, char **argv)
{
    struct odds    model;
    struct queries q;
    struct index  *ix;

    if (argc < 3)
        give_up("lookup_bench REGISTER QUERIES [ALL [IMAGE]]");
    learn_before(&model);
    q = queries_read(argv[2]);
    ix = register_read(argv[1], &model);
    questions_ask(ix, &q, "ask");
    if (argc > 3 && atoi(argv[3]))
        everybody_ask(ix, &q, (size_t)atoi(argv[3]));
    if (argc > 4)
        image_ask(ix, &q, &model, argv[4]);
    index_free(ix);
    return EXIT_SUCCESS;
}

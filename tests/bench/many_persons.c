/*
 * many_persons make PEOPLE IMAGE -- an index of so many invented persons,
 * written to IMAGE.
 * many_persons serve IMAGE MEGABYTES -- the image mapped by a process that did
 * not make it, and asked; says TAP.  What counts is the memory that it took.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "match/index.h"
#include "match/learn.h"
#include "population.h"

enum { QUESTIONS = 10000 };

static int
give_up(const char *what)
{
    perror(what);
    return EXIT_FAILURE;
}

static enum err
to_file(void *ctx, struct str piece)
{
    return fwrite(piece.p, 1, piece.n, ctx) == piece.n ? OK : ERR_FILE;
}

static int
image_make(size_t people, const char *path, const struct odds *model)
{
    struct index *ix = index_new(model);
    FILE         *f = fopen(path, "wb");
    enum err      e;

    if (!f)
        return give_up(path);
    for (size_t i = 0; i < people; i++) {
        struct somebody p;

        population_person(&p, i);
        index_put(ix, p.who, &p.person);
    }
    index_settle(ix);
    e = index_save(ix, to_file, f);
    index_free(ix);
    return fclose(f) || e ? give_up(path) : EXIT_SUCCESS;
}

static struct str
file_map(const char *path)
{
    struct stat st;
    int         fd = open(path, O_RDONLY | O_CLOEXEC);
    void       *p;

    if (fd < 0 || fstat(fd, &st))
        exit(give_up(path));
    p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        exit(give_up(path));
    close(fd);
    return str_bytes(p, (size_t)st.st_size);
}

/* How many of those asked for are among the answers. */
static size_t
found_of(struct index *ix)
{
    size_t         people = index_count(ix), found = 0;
    struct seeker *s;

    if (seeker_new(ix, &s))
        exit(give_up("seeker"));
    for (size_t i = 0; i < QUESTIONS; i++) {
        struct index_answer a;
        struct somebody     p;

        population_person(&p, i * (people / QUESTIONS));
        index_seek(s, &p.person, NULL, &a);
        for (size_t k = 0; k < a.count; k++)
            found += a.hit[k].who.part[1] == p.who.part[1];
    }
    seeker_free(s);
    return found;
}

static int
say(int number, bool is_so, const char *what, size_t n)
{
    printf("%sok %d - %s: %zu\n", is_so ? "" : "not ", number, what, n);
    return is_so ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int
image_serve(const char *path, size_t most, const struct odds *model)
{
    struct index *ix;
    struct fault  fault;
    struct rusage used;
    size_t        found, mb;
    int           failed;

    if (index_load(model, file_map(path), &ix, &fault))
        return give_up("image");
    found = found_of(ix);
    getrusage(RUSAGE_SELF, &used);
    mb = (size_t)used.ru_maxrss / 1024;
    printf("1..2\n# %zu persons\n", index_count(ix));
    failed = say(1, found >= QUESTIONS * 95 / 100,
        "of 10,000 who are asked for as they are, so many are found", found);
    failed |= say(2, mb <= most, "megabytes in which they are served", mb);
    index_free(ix);
    return failed;
}

int
main(int argc, char **argv)
{
    struct odds model;

    learn_before(&model);
    if (argc == 4 && !strcmp(argv[1], "make"))
        return image_make(strtoull(argv[2], NULL, 10), argv[3], &model);
    if (argc == 4 && !strcmp(argv[1], "serve"))
        return image_serve(argv[2], strtoull(argv[3], NULL, 10), &model);
    fprintf(stderr, "many_persons make PEOPLE IMAGE | serve IMAGE MB\n");
    return EXIT_FAILURE;
}

/*
 * vital -- how the service is, part by part: the figures, whether they are
 * good, and in plain words what is wrong and what to do.
 *
 * One table is behind all that says so: the administrator's page
 * (action/health.h), /readyz and /metrics (cli/watch.h), `diogel doctor`.
 * Figures are of the program and its registers, never of a case or person.
 */
#ifndef ACTION_VITAL_H
#define ACTION_VITAL_H

#include "action/service.h"
#include "base/lang.h"
#include "store/vitals.h"

enum vital_state { VITAL_GOOD, VITAL_LOOK, VITAL_BAD };

enum vital_part {
    VITAL_STORE,
    VITAL_WRITER, /* only in a program that serves */
    VITAL_DISK,
    VITAL_LEDGER,
    VITAL_VERIFIED,
    VITAL_BACKUP,
    VITAL_TICK,
    VITAL_NODES,
    VITAL_CLOCK,
    VITAL_REGISTERS,
    VITAL_PACK,
    VITAL_PROGRAM,
    VITAL_COUNT
};

struct vital_register {
    struct words     name;
    bool             kept_here;
    struct moment    as_of;
    enum vital_state state;
};

/* What is judged.  Practice time and machine time are one moment's. */
struct vital_facts {
    enum err               reads, writes; /* OK: as far as was tried */
    struct vitals          store;
    bool                   serves;  /* asked in the program that serves */
    size_t                 waiting; /* jobs for its writers             */
    struct moment          opened, machine, practice;
    bool                   demo;
    struct vital_register *registers; /* that a check searches */
    size_t                 register_count;
    struct words           pack;
    int                    pack_version;
    struct moment          pack_from;
};

enum vital_unit {
    VITAL_NUMBER,
    VITAL_BYTES,
    VITAL_MOMENT, /* microseconds; 0: never */
    VITAL_WORDS   /* of a pack, or of the program itself */
};
struct vital_figure {
    const char     *key; /* in metrics */
    enum msg        label;
    enum vital_unit unit;
    int64_t         n;
    struct words    words;
};
enum { VITAL_FIGURES = 4 };
struct vital {
    enum vital_part     part;
    enum vital_state    state;
    bool                says; /* what is wrong and what to do: */
    enum msg            what;
    struct vital_figure figures[VITAL_FIGURES];
    size_t              count;
};

/* Registers that a check searches, and whether their data is too old for
 * "not found" (S1). */
enum err MUST_CHECK vital_registers(struct work *w, struct arena *a,
    struct vital_register **out, size_t *count);
/* In one snapshot.  s: the program that serves, which is asked; or null. */
enum err MUST_CHECK vital_gather(struct work *w, struct service *s,
    struct vital_facts *out);
/* Every part that can be judged, in the order of their list. */
size_t vital_judge(const struct vital_facts *f, struct vital out[VITAL_COUNT]);
/* Nothing without which no answer can be given is bad. */
bool vital_is_ready(const struct vital *all, size_t n);

enum msg   vital_name(enum vital_part p);
struct str vital_word(enum vital_part p); /* in metrics */
/* "12 MB", rounded up. */
struct str vital_megabytes(struct arena *a, int64_t bytes);
/* Of this program. */
struct str vital_version(void);

#endif

/*
 * service -- a running Diogel: its store, rules, keys and clock.
 */
#ifndef ACTION_SERVICE_H
#define ACTION_SERVICE_H

#include "record/work.h"

struct service; /* opaque */

struct service_options {
    struct str        url;
    const char       *key_file;
    enum store_mode   mode;
    size_t            readers;
    struct id_source *ids;  /* null: system randomness */
    struct str        now;  /* DIOGEL_NOW; only for a demonstration */
    struct arena     *said; /* where a fault's words stay; null: none do */
};

/* Opens store and rules.  ERR_ILLEGAL: now given, but no demonstration. */
enum err MUST_CHECK service_open(const struct service_options *o,
    struct service **out, struct fault *fault);
void                service_close(struct service *s);

struct store *service_store(struct service *s);
/* The rules in force; stays valid while the service is open. */
const struct rules *service_rules(struct service *s);
/* After a pack was installed. */
enum err MUST_CHECK service_reload(struct service *s, struct fault *fault);
/* What another node has changed: packs installed, a clock set. */
enum err MUST_CHECK service_refresh(struct service *s, struct arena *a,
    struct fault *fault);
/* Records are found in memory from now on, and by keys until they are all
 * there (record/finder.h); once, before it is served.  file: what this node
 * keeps of them while it does not run; empty: nothing. */
void service_find_in_memory(struct service *s, struct str file);
/* A name of this run's own, under which it takes leases. */
struct str service_holder(const struct service *s);
/* When this run began, machine time; of no service, long ago. */
struct moment      service_opened(const struct service *s);
const struct keys *service_keys(struct service *s);
struct clock      *service_clock(struct service *s);
bool               service_is_demo(struct service *s);

/* Only in a demonstration (shared_clock.h): before it is served, and when a
 * request begins.  Elsewhere nothing. */
enum err MUST_CHECK service_clock_begin(struct service *s, struct arena *a);
enum err MUST_CHECK service_clock_follow(struct service *s, struct work *w);

/* What sets a demonstration back to its beginning: whoever serves it says
 * how; without that it cannot be. */
void service_on_reset(struct service *s, void (*reset)(void));
bool service_can_reset(const struct service *s);
void service_reset(struct service *s);

#endif

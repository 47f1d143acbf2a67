/*
 * region -- a file that says who there is: agencies, their desks, the
 * registers held, and the first people who sign in.  The demonstration's
 * region and the one that `diogel setup` enters are read and made by the
 * same hands, through the same door.
 *
 * region_read() checks the whole file against the pack; region_compare()
 * says what of it a database has; region_make() makes what is missing.
 *
 * Lifetime  everything lives in region.arena.
 * Errors    ERR_INVALID: the mistakes say what, all at once.
 */
#ifndef CLI_REGION_H
#define CLI_REGION_H

#include "action/action.h"
#include "practice/mistake.h"
#include "practice/yaml.h"

/* What a database has of an item. */
enum region_state { REGION_NEW, REGION_THERE, REGION_DIFFERS };

struct region_item {
    const struct node *told;
    enum region_state  state;
    struct id          id;
    struct str         differs; /* the first key that is told otherwise */
};
struct region_agency {
    struct region_item          item;
    struct str                  name; /* in the file alone */
    const struct region_agency *of;   /* null: of no area  */
    struct agency               agency;
};
struct region_desk {
    struct region_item          item;
    const struct region_agency *of;
    const struct desk_term     *term;
    struct str                  telephone, relay;
};
struct region_register {
    struct region_item          item;
    const struct region_agency *of;
    struct moment               as_of; /* us 0: kept here */
};
struct region_role {
    const struct role_term *term;
    bool                    there;
};
struct region_account {
    struct region_item          item;
    const struct region_agency *of;
    const struct region_desk   *desk; /* null: none said */
    struct account              account;
    struct region_role         *roles;
    size_t                      role_count;
    bool                        later;   /* granted by region_roles() */
    bool                        confirm; /* by the service itself */
    struct str                  shown;   /* first password, told once */
};

/* Of a demonstration: what only its stories need may stand there too, who
 * signs in has a password already and is confirmed. */
enum region_use { REGION_LIVE, REGION_DEMO };

struct region {
    struct arena           *arena;
    const struct pack      *pack;
    enum region_use         use;
    struct region_agency   *agencies;
    struct region_desk     *desks;
    struct region_register *registers;
    struct region_account  *accounts;
    size_t agency_count, desk_count, register_count, account_count;
};

enum err MUST_CHECK region_read(struct region *r, const struct node *told,
    struct pack_mistakes *mistakes);

/* Fills in each item's state and id. */
enum err MUST_CHECK region_compare(struct region *r, struct work *w);

/* One DO of the service's; made may be null.  told is where it stands. */
typedef enum err region_ask(void *ctx, const struct ask *ask,
    const struct node *told, struct id *made);
struct region_door {
    region_ask *ask;
    void       *ctx;
};
enum err MUST_CHECK region_make(struct region *r, struct region_door door);
/* The roles that one of its accounts has not yet. */
enum err MUST_CHECK region_roles(const struct region_account *a,
    struct region_door                                        door);

#endif

/*
 * roll -- everybody in the extracts that are to be linked, a line each.
 *
 * Rows are given as text and kept as numbers: names as spellings, other
 * texts interned, a birth date packed into 32 bits.  When all are in, the
 * roll is closed: lines are put in an order that depends on their sources
 * and ids alone, so that nothing found later depends on who came first, and
 * how common each line's names and places are is noted beside it.
 *
 * Several names or places of one person hang on their line.
 */
#ifndef MATCH_ROLL_H
#define MATCH_ROLL_H

#include "base/arena.h"
#include "base/date.h"
#include "match/births.h"
#include "match/deaths.h"
#include "match/intern.h"
#include "match/person.h"
#include "match/premises.h"
#include "match/spelling.h"

enum { ROLL_NAMES = 4, ROLL_PLACES = 4, ROLL_OTHERS = 4 };

struct roll_words {
    struct str given, middle, family;
};

struct roll_where {
    struct str postcode, address;
    uint64_t   uprn; /* premises_parse(); 0: not given */
};

/* One row as it was read; what is missing is empty. */
struct roll_row {
    struct str        id;
    uint32_t          source; /* roll_source() */
    struct roll_words names[ROLL_NAMES];
    struct roll_where places[ROLL_PLACES];
    size_t            name_count, place_count;
    struct date       birth, died;
    enum match_sex    sex;
    struct str        nhs; /* ten digits that check, or empty  */
    struct str        upn; /* upper case, checked, or empty     */
    struct roll_words mother;
    struct str        mother_nhs; /* as nhs */
    uint16_t          minute;     /* births_minute(); 0: not known */
    uint8_t           order;      /* births_order()                */
    struct str        other[ROLL_OTHERS];
};

/* A name of a line, and the next one of the same person. */
struct roll_name {
    uint32_t given, middle, family; /* spellings; 0: not known */
    uint32_t next;                  /* in roll->names; 0: none */
};

struct roll_place {
    uint32_t postcode, address; /* interned, or premises_put(); 0: not known */
    uint32_t next;
};

/* What is rarer or commoner, and how much that is: in centibans, 100 is one
 * in ten, 200 one in a hundred. */
enum roll_rare {
    ROLL_GIVEN,
    ROLL_MIDDLE,
    ROLL_FAMILY,
    ROLL_POSTCODE,
    ROLL_HOME,
    ROLL_OTHER, /* and ROLL_OTHERS - 1 behind it */
    ROLL_RARE = ROLL_OTHER + ROLL_OTHERS
};

/* One line of memory (HEAP_LINE). */
struct roll_line {
    struct roll_name  name;
    struct roll_place place;
    uint32_t          birth; /* roll_birth()        */
    uint64_t          nhs;   /* ten digits; 0: none */
    uint32_t          upn;   /* interned            */
    uint32_t          other[ROLL_OTHERS];
    uint16_t          source;
    uint8_t           sex; /* enum match_sex */
};

struct roll_rarity {
    int16_t of[ROLL_RARE];
};

/* What is known of a postcode from its letters: hashes, 0: nothing. */
struct roll_postcode {
    uint32_t sector, district, area;
    uint16_t region; /* areas, counted from 1 */
};

struct roll {
    struct spellings     *spellings;
    struct intern        *texts; /* postcodes, addresses, all others */
    struct intern        *sources;
    struct roll_line     *lines;
    struct roll_rarity   *rarities; /* by line, when closed */
    size_t                count, room;
    struct roll_name     *names; /* from 1: more names */
    size_t                name_count, names_room;
    struct roll_place    *places; /* from 1 */
    size_t                place_count, places_room;
    struct deaths         deaths;
    struct births         births;
    struct premises      *premises; /* places that have a UPRN; until closed */
    size_t                premises_count, premises_room;
    struct roll_postcode *postcodes; /* by the text's number */
    size_t                postcode_count, postcodes_room;
    struct intern        *areas;
    uint64_t             *order; /* hash of source and id; until closed */
    char                 *ids;
    size_t                ids_used, ids_room;
    size_t               *id_at; /* by line; one more at the end */
    struct arena         *scratch;
};

struct roll *roll_new(void);
void         roll_free(struct roll *r);
uint32_t     roll_source(struct roll *r, struct str name);
void         roll_add(struct roll *r, const struct roll_row *row);
/*
 * No more rows.  False when one source has an id twice: twice[] are two
 * such lines.
 */
bool roll_close(struct roll *r, uint32_t twice[2]);

struct str  roll_id(const struct roll *r, uint32_t line);
struct str  roll_source_name(const struct roll *r, uint32_t line);
uint32_t    roll_birth(struct date d);
struct date roll_date(uint32_t birth);
/* What its letters say; the line's or any other place's. */
const struct roll_postcode *roll_postcode(const struct roll *r,
    uint32_t                                                 postcode);

#endif

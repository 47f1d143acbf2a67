#ifndef TOOLS_VIEWC_MARKUP_H
#define TOOLS_VIEWC_MARKUP_H

/*
 * viewc_markup -- where in the markup a template stands, character by
 * character, and what may stand there.
 *
 * It reads only as much HTML as is needed to tell text, tags, attributes,
 * quoted values, remarks and scripts apart.  A struct markup is a value:
 * keep a copy to come back to.  Every mistake goes to viewc_fault().
 */
enum { MARKUP_NAME = 48 };

enum markup_where {
    TEXT,   /* between tags                     */
    OPEN,   /* just after <                     */
    TAG,    /* in a tag's name                  */
    INSIDE, /* in a tag, before an attribute    */
    ATTR,   /* in an attribute's name           */
    EQUALS, /* after =, before the value        */
    SINGLE, /* in a value in '                  */
    DOUBLE, /* in a value in "                  */
    BARE,   /* in a value without quotes        */
    DONE,   /* after a closing quote or a block */
    REMARK, /* in <!-- -->                      */
    RAW     /* in <script>                      */
};

struct markup {
    enum markup_where where;
    char              tag[MARKUP_NAME];
    char              attr[MARKUP_NAME];
    char              word[MARKUP_NAME]; /* letters a reader would read */
    int               begun;    /* the value has something in it already */
    int               fragment; /* the value has had a #                 */
    int               src;      /* the tag has a src attribute           */
    int               entity;   /* inside &...;                          */
};

/* One more character of literal markup; p may be looked at beyond it. */
void markup_step(struct markup *m, const char *p);

/*
 * Why a value may not stand here, or NULL.  letter: ' ' for {{ x }}, else
 * the letter of {{n x}}, {{u x}} ...
 */
const char *markup_refuses(const struct markup *m, char letter);

/* A value was written here. */
void markup_value(struct markup *m);

/* A statement stands here: a word cannot go on across it. */
void markup_break(struct markup *m);

/*
 * The end of one way through a block that began at *at: both must be the
 * same kind of place, and that is where *m stands then.
 */
void markup_join(struct markup *m, const struct markup *at, int from_line);

/* Said by viewc.c: one mistake, at the present line. */
void viewc_fault(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif

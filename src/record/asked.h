/*
 * asked -- what somebody typed into one box, ready to be compared: read by
 * match/asked.h, with the town as records keep it, hashed.
 */
#ifndef RECORD_ASKED_H
#define RECORD_ASKED_H

#include "match/asked.h"
#include "match/person.h"
#include "record/work.h"

struct asked {
    struct match_asked  said;
    struct match_names  name;
    struct match_person person; /* points into name: never copied */
    bool                little; /* a name alone: it means whole villages */
};
void asked_read(struct work *w, struct str text, struct asked *out);

#endif

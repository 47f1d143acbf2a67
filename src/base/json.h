/*
 * json -- writing JSON as a stream, and reading it into a tree.
 *
 * The reader refuses what is not strict JSON, text that is not UTF-8, halves
 * of surrogate pairs, NUL, and a key twice in one object.  Numbers keep the
 * text they were written with.
 *
 * Errors  ERR_INVALID: it is not such JSON.  ERR_LIMIT: over 1 MiB, deeper
 *         than 32, or more than 65536 values.  The fault's detail says what
 *         is wrong, in English, and line says where.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"
#include "base/err.h"

struct json_out {
    struct buf b;
    bool       comma;
};

void json_init(struct json_out *j, struct arena *a);
void json_open(struct json_out *j, char bracket);  /* '{' or '[' */
void json_close(struct json_out *j, char bracket); /* '}' or ']' */
void json_key(struct json_out *j, struct str key);
void json_str(struct json_out *j, struct str s);
void json_int(struct json_out *j, int64_t v);
void json_bool(struct json_out *j, bool v);
void json_null(struct json_out *j);
/* A whole JSON value written elsewhere, as it stands. */
void       json_raw(struct json_out *j, struct str value);
struct str json_text(const struct json_out *j);

enum json_kind {
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
};

/* A value read; children are a linked list in document order. */
struct json {
    enum json_kind     kind;
    struct str         key;  /* within an object */
    struct str         text; /* string, or number as written */
    bool               yes;  /* bool */
    const struct json *child;
    const struct json *next;
};

enum err MUST_CHECK json_read(struct arena *a, struct str text,
    const struct json **out, struct fault *fault);
/* The member of that name, or null; o may be null. */
const struct json *json_member(const struct json *o, struct str key);
/* Its text when it is a string (or number), else empty; j may be null. */
struct str json_string(const struct json *j);
bool       json_number(const struct json *j, int64_t *out);

#endif

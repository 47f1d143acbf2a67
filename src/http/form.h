/*
 * form -- what a browser sends: named values, in the order they were sent.
 *
 * One shape for a query, a urlencoded body and a multipart body.  Names and
 * values are UTF-8 without NUL; line ends are as sent (text_clean makes them
 * one kind).  A file keeps its bytes and loses the name its sender gave it:
 * a file's name is ours, and theirs says more than we asked for.
 *
 * Lifetime  names and values live in the arena or point into the bytes that
 *           were read, so they live as long as the request.
 * Errors    ERR_INVALID: not well-formed.  ERR_LIMIT: too many values, or
 *           one too long; the fault's detail says which, without the value.
 */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum form_value_kind {
    FORM_TEXT,
    FORM_FILE /* any bytes; none when no file was chosen */
};

struct form_value {
    enum form_value_kind kind;
    struct str           name;
    struct str           value;
};

struct form_values {
    const struct form_value *rows;
    size_t                   n;
};

/* 0 stands for the usual: 1000 values, names of 200 bytes, texts of 1 MiB,
 * files up to the size of the body. */
struct form_limits {
    size_t values; /* how many, files too  */
    size_t name;   /* bytes of a name      */
    size_t text;   /* bytes of a text      */
    size_t file;   /* bytes of one file    */
};

/* name=value&name=value, '+' for a space: a query or a urlencoded body. */
enum err MUST_CHECK form_read_pairs(struct arena *a, struct str text,
    struct form_limits limits, struct form_values *out, struct fault *fault);
/* multipart/form-data; content_type is the header that names the boundary. */
enum err MUST_CHECK form_read_multipart(struct arena *a, struct str body,
    struct str content_type, struct form_limits limits, struct form_values *out,
    struct fault *fault);
/* Either, by the content type; ERR_INVALID when it is neither. */
enum err MUST_CHECK form_read(struct arena *a, struct str body,
    struct str content_type, struct form_limits limits, struct form_values *out,
    struct fault *fault);

/* Was a value of that name sent, be it empty? */
bool form_has(const struct form_values *f, struct str name);
/* The first text of that name, empty when there is none. */
struct str form_value(const struct form_values *f, struct str name);
/* All texts of that name, in order: check boxes. */
size_t form_values_list(struct arena *a, const struct form_values *f,
    struct str name, const struct str **out);
/* The first file of that name that has bytes, or null. */
const struct form_value *form_file(const struct form_values *f,
    struct str                                               name);

#endif

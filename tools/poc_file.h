/*
 * poc_file -- one PO file, read into a list of messages.
 *
 * Only what our files use: the header entry, msgid, msgid_plural, msgstr,
 * msgstr[n], "#." remarks.  Contexts and fuzzy entries are mistakes.
 * Nothing is freed: the program ends soon.  Mistakes go to poc_fault().
 */
#ifndef TOOLS_POC_FILE_H
#define TOOLS_POC_FILE_H

enum { POC_FORMS = 6 };

struct message {
    const char     *file;
    int             line;
    char           *id;
    char           *plural; /* msgid_plural, or NULL          */
    char           *remark; /* all "#." lines, or ""          */
    char           *form[POC_FORMS];
    int             forms; /* how many msgstr there are      */
    struct message *next;
};

struct message *poc_read(const char *path);

void poc_fault(const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif

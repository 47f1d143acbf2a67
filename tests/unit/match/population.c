/*
 * population -- dice by number: homes of three, of whom some are twins.
 */
#include "population.h"

#include <stdio.h>
#include <string.h>

#include "match/mix.h"

static const char *const givens[] = {"Rhys", "Siân", "Mali", "Osian", "Cadi",
    "Tomos", "Nel", "Ifan", "Megan", "Dafydd", "Lowri", "Gethin", "Seren",
    "Macsen", "Ffion", "Iestyn", "Alys", "Carwyn", "Heledd", "Emrys",
    "Muhammad", "Aisha", "Yusuf", "Olivia", "Jakub", "Zofia", "Amelia", "Harri",
    "Betsan", "Gwenllian"};
static const char *const families[] = {"Jones", "Davies", "Williams", "Evans",
    "Penry", "Prydderch", "Griffiths", "Bevan", "Hopcyn", "Voss", "Tudor",
    "Beynon", "Pugh", "Gittins", "Probert", "Vaughan", "Ellis", "Ahmed",
    "Hussain", "Nowak", "Ashford", "Brecknock", "Caldwell", "Thornbury",
    "Oakhampton", "Ravenglass", "Stockwell", "Underhill", "Walthorpe",
    "Yarrowby"};
enum { GIVENS = 30, FAMILIES = 30 };

static uint64_t
dice(uint64_t of, uint64_t which, uint64_t sides)
{
    return mix_two(of, which) % sides;
}

static uint32_t
piece(uint64_t of, uint64_t which)
{
    return (uint32_t)(mix_two(of, which) >> 32) | 1;
}

static void
somebody_make(struct somebody *p, size_t number)
{
    uint64_t home = number / 3, family = dice(home, 1, FAMILIES * FAMILIES);
    uint64_t second = family / FAMILIES;
    bool     twin = number % 3 == 2 && dice(number, 2, 5) == 0;
    uint64_t born = twin ? number - 1 : number;
    int      n;

    n = snprintf(p->room, sizeof p->room, "%s%s%s", families[family % FAMILIES],
        second < FAMILIES / 6 ? "-" : "",
        second < FAMILIES / 6 ? families[second] : "");
    p->who = (struct index_who){{mix_one(number), number}};
    p->words = (struct roll_words){
        .given =
            str_of(givens[(dice(home, 3, GIVENS) + number % 3 * 7) % GIVENS]),
        .middle = str_of(givens[dice(number, 4, GIVENS)]),
        .family = str_bytes(p->room, (size_t)n),
    };
    p->place = (struct index_place){piece(dice(home, 5, 8), 1),
        piece(dice(home, 5, 64), 2), piece(dice(home, 5, 256), 3),
        piece(dice(home, 5, 2048), 4)};
    p->person = (struct index_person){
        .names = &p->words,
        .name_count = 1,
        .places = &p->place,
        .place_count = 1,
        .birth = date_of((int)(2008 + dice(born, 6, 17)),
            (int)(1 + dice(born, 7, 12)), (int)(1 + dice(born, 8, 28))),
        .sex = dice(number, 9, 2) ? MATCH_SEX_FEMALE : MATCH_SEX_MALE,
    };
}

void
population_person(struct somebody *p, size_t number)
{
    somebody_make(p, number);
}

/* Two letters change places, one is lost, or one is another. */
static struct str
slip(char *room, struct str name, uint64_t seed)
{
    size_t at = 1 + (size_t)dice(seed, 10, name.n - 2);
    size_t n = name.n;

    memcpy(room, name.p, name.n);
    switch (dice(seed, 11, 3)) {
    case 0:
        room[at] = name.p[at + 1];
        room[at + 1] = name.p[at];
        break;
    case 1:
        memmove(room + at, room + at + 1, --n - at);
        break;
    default:
        room[at] = 'e';
    }
    return str_bytes(room, n);
}

void
population_question(struct somebody *p, size_t number, uint64_t seed)
{
    uint64_t     of = mix_two(seed, number);
    struct date *birth = &p->person.birth;

    somebody_make(p, number);
    if (dice(of, 20, 6) == 0 && p->words.family.n > 4)
        p->words.family = slip(p->room + 48, p->words.family, of);
    if (dice(of, 21, 6) == 0 && p->words.given.n > 4)
        p->words.given = slip(p->room + 80, p->words.given, of);
    if (dice(of, 22, 3))
        p->words.middle = S("");
    if (dice(of, 23, 10) == 0)
        birth->year = (int16_t)(birth->year + 1);
    else if (dice(of, 24, 10) == 0)
        *birth = (struct date){0};
    else if (dice(of, 25, 10) == 0 && birth->day <= 12)
        *birth = date_of(birth->year, birth->day, birth->month);
    if (dice(of, 26, 2))
        p->person.place_count = 0;
}

#!/usr/bin/env python3
"""make_csv ROWS [SEED] -- an invented council's register as CSV, on stdout.

Nobody in it lives: names are drawn from short lists, NHS numbers from the
999 range that nobody is given, from its upper end so that they are not those
of the demonstration.  The same seed gives the same file.
"""
import csv
import datetime
import random
import sys

GIVEN = ("Aeron Alaw Beca Briallen Cadog Celyn Dyfan Eilir Enfys Ffraid "
         "Gruffudd Gwenno Heledd Idwal Iestyn Lleucu Mabli Macsen Nanw Osian "
         "Peredur Rhodri Seren Tegid Una Ynyr Zac Amira Tomasz Leila").split()
FAMILY = ("Alderwick Bevanby Cilgerrith Dunraver Eskmoor Felingoch Garthwen "
          "Hendrelas Iscoedmor Jenkinby Kemeysworth Llwynteg Maesgwyn "
          "Nantcarrow O'Dalaigh Penrhewl Quarmby Rhydlas Swynford Tyddynmawr "
          "Uplyme Vaynorside Wernddu Yatesbury").split()
CATEGORIES = ["Neglect", "Emotional or psychological", "Physical",
              "Sexual"]
HEADINGS = ["Child’s reference", "First name", "Family name",
            "Date of birth", "Sex", "NHS number", "Date it took effect",
            "Categories", "Main category", "The test that was met",
            "Co-ordinator’s name, if there is no account",
            "Next core group", "Next review conference", "Address"]


def nhs_number(i):
    """The i-th number, from the top of the range, that has a check digit."""
    n = 999999999 - 2 * i
    while True:
        nine = f"{n:09d}"
        check = 11 - sum(int(d) * (10 - k) for k, d in enumerate(nine)) % 11
        check = 0 if check == 11 else check
        if check < 10 and len(set(nine)) > 1:
            return nine + str(check)
        n -= 1


def row(dice, i):
    born = datetime.date(2010, 1, 1) + datetime.timedelta(dice.randrange(6000))
    on = datetime.date(2026, 3, 1) + datetime.timedelta(dice.randrange(330))
    category = dice.choice(CATEGORIES)
    return [f"DA-{i + 1:05d}", dice.choice(GIVEN), dice.choice(FAMILY),
            born.strftime("%d/%m/%Y"), dice.choice(["Female", "Male"]),
            nhs_number(i), on.strftime("%d/%m/%Y"), category, category,
            "likely", "Invented Worker", "2027-03-20", "2027-05-04",
            f"{dice.randrange(1, 99)} Invented Road"]


def main():
    rows = int(sys.argv[1])
    dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    out = csv.writer(sys.stdout, lineterminator="\r\n")
    out.writerow(HEADINGS)
    for i in range(rows):
        out.writerow(row(dice, i))


if __name__ == "__main__":
    main()

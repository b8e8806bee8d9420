#!/usr/bin/env python3
"""What Python's zoneinfo says about offsets from UTC, for `policyc-generate check-zones` to disagree with.

    zones.py SEED [--zones N] [--instants N] [--from YEAR] [--to YEAR] [--edges]

Prints `zone seconds offset` lines: seconds since 1970-01-01T00:00:00Z, offset in seconds east of UTC; lines with `#` before
them, which say where the answers come from. The answers are those of the compiled files in /usr/share/zoneinfo (zic wrote
them) and of zoneinfo's own reading of the TZ string at their end; nothing here is shared with the Swift code.

--edges adds, for each change of offset between the years, the second before it, its own, and the one after. They are searched
for, day by day, with zoneinfo's answers alone, and in the tables of the files, so that offsets that last less than a day count
too. That takes a second for each zone: use it when a new release of the database is taken over.
"""

import argparse
import datetime
import pathlib
import random
import struct
import sys
import zoneinfo

DIRECTORY = pathlib.Path("/usr/share/zoneinfo")
DAY = 86_400
# Debian's link to the machine's own zone, which is not a name of the database.
NOT_ZONES = {"localtime", "posixrules"}


def seconds(year):
    return (datetime.date(year, 1, 1) - datetime.date(1970, 1, 1)).days * DAY


def offset(zone, instant):
    start = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    local = (start + datetime.timedelta(seconds=instant)).astimezone(zone)
    return round(local.utcoffset().total_seconds())


def changes_in_file(name):
    """The instants in the 64-bit table of a TZif file (RFC 9636, section 3)."""
    data = (DIRECTORY / name).read_bytes()

    def header(at):
        magic, version, *counts = struct.unpack_from(">4sc15x6L", data, at)
        if magic != b"TZif" or version < b"2":
            sys.exit(f"zones.py: {name} is not a TZif file of version 2 or later")
        return counts

    utc, standard, leap, times, types, letters = header(0)
    at = 44 + times * 5 + types * 6 + letters + leap * 8 + standard + utc
    times = header(at)[3]
    return struct.unpack_from(f">{times}q", data, at + 44)


def changes(zone, name, first, last):
    found = {instant for instant in changes_in_file(name) if first < instant < last}
    before = offset(zone, first)
    for end in range(first + DAY, last, DAY):
        after = offset(zone, end)
        if after != before:
            low, high = end - DAY, end
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(zone, middle) == before else (low, middle)
            found.add(high)
            before = after
    return sorted(found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("seed", type=int)
    parser.add_argument("--zones", type=int, default=200, help="how many zones, chosen at random; 0 for all")
    parser.add_argument("--instants", type=int, default=1000, help="how many random instants a zone")
    parser.add_argument("--from", dest="first", type=int, default=1900, metavar="YEAR")
    parser.add_argument("--to", dest="last", type=int, default=2200, metavar="YEAR")
    parser.add_argument("--edges", action="store_true")
    arguments = parser.parse_args()

    zoneinfo.reset_tzpath(to=[str(DIRECTORY)])
    names = sorted(zoneinfo.available_timezones() - NOT_ZONES)
    if not names:
        sys.exit(f"zones.py: {DIRECTORY} has no zones")
    with open(DIRECTORY / "tzdata.zi", encoding="ascii") as file:
        release = file.readline().split()[-1]
    python = ".".join(map(str, sys.version_info[:3]))
    print(f"# tzdata {release} in {DIRECTORY}, {len(names)} zones; zoneinfo of Python {python}; seed {arguments.seed}")

    source = random.Random(arguments.seed)
    if arguments.zones and arguments.zones < len(names):
        names = sorted(source.sample(names, arguments.zones))
    first, last = seconds(arguments.first), seconds(arguments.last)
    for name in names:
        zone = zoneinfo.ZoneInfo(name)
        instants = [source.randrange(first, last) for _ in range(arguments.instants)]
        if arguments.edges:
            for change in changes(zone, name, first, last):
                instants += [change - 1, change, change + 1]
        for instant in instants:
            print(name, instant, offset(zone, instant))


if __name__ == "__main__":
    main()

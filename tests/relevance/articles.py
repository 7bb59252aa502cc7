#!/usr/bin/env python3
"""Does the first passage of the right document show an article that answers?

    articles.py RUN.tsv QRELS.tsv QUERIES.tsv

RUN comes from `relevance run`: qid, rank, path, score, labels of the passages. Counted are judged documents of the
best grade with known articles that the run holds; queries that name an article themselves (class b) stand apart.
"""
import collections
import re
import sys

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}


def number(text):
    if text.isdigit():
        return int(text)
    total = digit = 0
    for c in text:
        if c in UNITS:
            total += (digit or 1) * UNITS[c]
            digit = 0
        else:
            digit = DIGITS.get(c, 0)
    return total + digit


def article(label):
    found = re.match(r"第([零一二三四五六七八九十百千\d]+)条(?:之([一二三四五六七八九十]+))?", label)
    if not found:
        return None
    return "%d" % number(found.group(1)) + ("-%d" % number(found.group(2)) if found.group(2) else "")


def main():
    run, qrels, queries = sys.argv[1:4]
    classes = dict(line.split("\t")[:2] for line in open(queries, encoding="utf-8"))
    labels = {}
    for line in open(run, encoding="utf-8"):
        row = line.rstrip("\n").split("\t")
        if len(row) > 4:
            labels[row[0], row[2]] = [article(label) for label in row[4].split(" ")]
    gold, best = {}, collections.defaultdict(int)
    for line in list(open(qrels, encoding="utf-8"))[1:]:
        row = line.rstrip("\n").split("\t")
        if len(row) > 3 and row[3].strip():
            gold[row[0], row[1]] = (int(row[2]), set(re.split(r"[,;\s]+", row[3].strip())))
            best[row[0]] = max(best[row[0]], int(row[2]))
    first, two, count = collections.Counter(), collections.Counter(), collections.Counter()
    for key, (grade, articles) in gold.items():
        if grade == best[key[0]] and key in labels:
            for group in (classes[key[0]], "all but b" if classes[key[0]] != "b" else None):
                if group:
                    count[group] += 1
                    first[group] += labels[key][0] in articles
                    two[group] += any(label in articles for label in labels[key][:2])
    for group in sorted(count):
        print("%-10s n %3d  first %.3f  among two %.3f" % (group, count[group], first[group] / count[group], two[group] / count[group]))


if __name__ == "__main__":
    main()

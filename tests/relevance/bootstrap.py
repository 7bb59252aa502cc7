#!/usr/bin/env python3
"""Is run B better than run A? Paired bootstrap over queries, nDCG@10. Standard library only.

    bootstrap.py A.tsv B.tsv QUERIES.tsv QRELS.tsv [--class c] [--rounds 10000]

Prints the mean difference B - A with its 95 % interval. A change is kept only if the interval lies above zero.
Runs are as the runner writes them: qid, rank, path; rank 0 says "no good match" and is no hit.
"""
import argparse
import collections
import math
import random


def rows(path):
    with open(path, encoding="utf-8") as handle:
        return [line.rstrip("\n").split("\t") for line in handle if line.strip()]


def read_run(path):
    run = collections.defaultdict(list)
    for row in rows(path):
        if len(row) > 2 and row[1].isdigit() and row[1] != "0":
            run[row[0]].append((int(row[1]), row[2]))
    return {query: [path for _, path in sorted(hits)] for query, hits in run.items()}


def ndcg(hits, grades):
    def gain(values):
        return sum((2 ** grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(values[:10]))
    ideal = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(path, 0) for path in hits]) / ideal if ideal else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("a", "b", "queries", "qrels"):
        parser.add_argument(name)
    parser.add_argument("--class", dest="wanted", help="one class of queries only")
    parser.add_argument("--rounds", type=int, default=10000)
    args = parser.parse_args()
    classes = {row[0]: row[1] for row in rows(args.queries)[1:]}
    grades = collections.defaultdict(dict)
    for row in rows(args.qrels)[1:]:
        grades[row[0]][row[1]] = int(row[2])
    a, b = read_run(args.a), read_run(args.b)
    queries = sorted(q for q, judged in grades.items() if any(judged.values()) and (not args.wanted or classes.get(q) == args.wanted))
    if not queries:
        parser.error("no judged queries")
    differences = [ndcg(b.get(q, []), grades[q]) - ndcg(a.get(q, []), grades[q]) for q in queries]
    source = random.Random(1)
    means = sorted(sum(source.choices(differences, k=len(differences))) / len(differences) for _ in range(args.rounds))
    low, high = means[int(0.025 * args.rounds)], means[int(0.975 * args.rounds)]
    print("%d queries, B - A = %+.4f  [%+.4f, %+.4f]" % (len(queries), sum(differences) / len(differences), low, high))


if __name__ == "__main__":
    main()

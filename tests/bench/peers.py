#!/usr/bin/env python3
"""gongkai against Hugo, and Hugo + Pagefind, on the same documents in the same run.

    peers.py --corpus DIR --gongkai target/release/gongkai [--runs 5] [--pagefind pagefind_extended]

DIR holds `gongkai/` and `hugo/`: the same documents as sites of both. The programs run in turn, each
cold (published folder and state removed first); what is printed is the median of the wall times and
their ratio to the named baseline. Standard library only.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time


def timed(command, clean, folder=None):
    """Seconds of one cold run."""
    for path in clean:
        shutil.rmtree(path, ignore_errors=True)
    os.sync()
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode:
        sys.exit("%s: %s" % (command[0], done.stderr.decode(errors="replace")[-800:]))
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--gongkai", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pagefind", help="path of the extended binary")
    args = parser.parse_args()
    ours, hugo = (os.path.join(args.corpus, name) for name in ("gongkai", "hugo"))
    made = [os.path.join(ours, name) for name in ("public", ".public.next", ".gongkai")]
    build = [os.path.abspath(args.gongkai), "--root", ours, "--quiet", "build"]
    times = {"gongkai pages": [], "gongkai pages + search": [], "hugo": [], "hugo + pagefind": []}
    for _ in range(args.runs):
        times["gongkai pages"].append(timed(build + ["--no-search"], made))
        times["gongkai pages + search"].append(timed(build, made))
        pages = timed(["hugo", "--quiet"], [os.path.join(hugo, "public")], hugo)
        times["hugo"].append(pages)
        if args.pagefind:
            index = [args.pagefind, "--site", os.path.join(hugo, "public"), "--force-language", "zh"]
            times["hugo + pagefind"].append(pages + timed(index, []))
    medians = {name: statistics.median(values) for name, values in times.items() if values}
    for name, value in medians.items():
        print("%-24s %8.2f s   (%s)" % (name, value, " ".join("%.2f" % one for one in times[name])))
    print("pages / hugo                        %.2f" % (medians["gongkai pages"] / medians["hugo"]))
    if "hugo + pagefind" in medians:
        print("pages + search / (hugo + pagefind)  %.2f" % (medians["gongkai pages + search"] / medians["hugo + pagefind"]))


if __name__ == "__main__":
    main()

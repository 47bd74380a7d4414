#!/usr/bin/env python3
"""Makes the tables of AWS facts in src/main/resources/facts from larger ones (see docs/decisions, "Facts about AWS").

Usage: build_facts.py TABLES OUT
TABLES holds access_levels.csv, action_to_cfn_type.csv, cfn_primary_identifiers.csv, detection_event_names.csv,
detection_event_names_beyond_seed.csv. Only what a name does not already say is kept.
"""
import collections
import csv
import os
import re
import sys

tables, out = sys.argv[1:3]
# The same words as Doing.READ in the product: what a name says needs no row.
READ = re.compile(r"^(?:Batch|Bulk|Admin|Transact|Force|Bidirectional|Async)*"
                  r"(?:Get|List|Describe|Head|Search|Lookup|Query|Scan|Select|Check|View|Read|Validate|Verify|Simulate|Estimate|Preview|Count|"
                  r"Discover|Filter|Detect|Download|Receive|Retrieve|Fetch|Poll|Can|Has|Is|Are|Resolve|Translate|Compare|Evaluate|Recommend|"
                  r"Render|Classify|Match|Test|Decode|Decrypt|Export|Summarize|Inspect|Find|Browse|Scroll|Show|Wait|Probe)(?![a-z])")
LETTER = {"Read": "R", "List": "L", "Write": "W", "Tagging": "T", "Permissions management": "P"}
ROLE = {"create": "c", "create/update": "c", "update": "u", "delete": "d"}


def rows(name):
    with open(os.path.join(tables, name), newline="") as file:
        return list(csv.DictReader(file))


def write(name, header, lines):
    with open(os.path.join(out, name), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def words(text):
    return re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+", text)


levels = rows("access_levels.csv")
sources = collections.defaultdict(set)  # IAM prefix -> event sources without .amazonaws.com
for row in levels:
    sources[row["service_prefix"]].add(row["event_source"].removesuffix(".amazonaws.com"))

# Which CloudFormation namespace a service's resources mostly have.
spaces = collections.defaultdict(collections.Counter)
typed = collections.defaultdict(list)
for row in rows("action_to_cfn_type.csv"):
    if row["primary_role"] in ROLE:
        space = row["cfn_type"].split("::")[1]
        spaces[row["service_prefix"]][space] += 1
        typed[row["service_prefix"], row["action"]].append((row["cfn_type"].removeprefix("AWS::"), ROLE[row["primary_role"]]))


def squeeze(text):
    return re.sub("[^a-z0-9]", "", text.lower())


def best(prefix, action, candidates):
    main = spaces[prefix].most_common(1)[0][0]
    # Neptune and DocumentDB borrow the actions of RDS; V2 namespaces come second to what the service calls itself.
    near = [s for s in spaces[prefix] if squeeze(s) == squeeze(prefix)]
    main = near[0] if near else main
    noun = squeeze(action)

    def score(candidate):
        kind = candidate[0]
        return (kind.split("::")[0] == main, squeeze(kind.split("::")[1]) in noun, len(kind.split("::")[1]) if squeeze(kind.split("::")[1]) in noun else 0)

    return max(sorted(candidates), key=score)


grouped = collections.defaultdict(set)
seen = set()
for row in levels:
    prefix, name, source = row["service_prefix"], row["event_name"], row["event_source"].removesuffix(".amazonaws.com")
    if not re.fullmatch(r"[A-Za-z0-9_]+", name) or (source, name) in seen:
        continue
    seen.add((source, name))
    letter = LETTER[row["access_level"]]
    candidates = typed.get((prefix, name))
    if candidates and letter not in "RL":
        kind, role = best(prefix, name, candidates)
        grouped[source, letter, role, kind].add(name)
    elif (letter in "RL") != bool(READ.match(name)) or letter in "TP":
        grouped[source, letter, "", ""].add(name)

os.makedirs(out, exist_ok=True)
write("actions.csv", ["service", "level", "role", "type", "actions"],
      [[*key, " ".join(sorted(names))] for key, names in sorted(grouped.items())])

by_key = {}
for prefix, counter in spaces.items():
    near = sorted(counter, key=lambda s: (squeeze(s) != squeeze(prefix), -counter[s], s))
    keep = [s for s in near if counter[s] >= 3 or s == near[0]][:4]
    for key in sources[prefix] | {prefix}:
        by_key.setdefault(key, [])
        by_key[key] += [s for s in keep if s not in by_key[key]]
write("services.csv", ["service", "namespaces"], [[k, " ".join(v)] for k, v in sorted(by_key.items())])

kinds = collections.defaultdict(list)
for row in rows("cfn_primary_identifiers.csv"):
    kinds[row["cfn_type"].split("::")[1]].append((row["cfn_type"].split("::", 2)[2], row["primary_identifier"]))
write("types.csv", ["namespace", "type", "identifier"],
      [[space, kind, ident] for space, list_ in sorted(kinds.items()) for kind, ident in sorted(list_)])

# ATT&CK: an id counts where at least two collections of detection rules, or half of those that know the call, agree.
votes = collections.defaultdict(lambda: collections.defaultdict(set))
known = collections.defaultdict(set)
where = collections.defaultdict(collections.Counter)
for row in rows("detection_event_names.csv"):
    name = row["event_name"]
    if not re.fullmatch(r"[A-Za-z0-9_]+", name):
        continue
    if row["event_source"].endswith(".amazonaws.com"):
        where[name][row["event_source"].removesuffix(".amazonaws.com")] += 1
    known[name].add(row["source"])
    for attack in re.findall(r"T\d{4}(?:\.\d{3})?", row["attack_technique"]):
        votes[name][attack].add(row["source"])
attack = []
for name, ids in sorted(votes.items()):
    enough = max(1, (len(known[name]) + 1) // 2)
    keep = sorted((a for a in ids if len(ids[a]) >= min(2, enough)), key=lambda a: (-len(ids[a]), a))[:3]
    if keep:
        attack.append([name, " ".join(sorted(keep))])
write("attack.csv", ["action", "techniques"], attack)

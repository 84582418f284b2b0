"""Invented news articles of some 5 KB each, the same for the same seed: for speed and memory, not for accuracy.

    python3 benches/python/articles.py COUNT OUT.jsonl
"""

import json
import random
import sys

PLACES = ["Port Vellin", "Estmark", "Orrin", "Lower Vellin", "Kaldova", "the quay", "the dam", "the river board"]
PEOPLE = ["Petra Quill", "Owen Marsh", "Dorin Vasko", "Ada Lund", "Janek Moor", "Ines Tarrow", "Hollis Brandt", "Mina Okafor"]
ROLES = ["the mayor of Port Vellin", "a pump engineer", "the treasurer", "a spokeswoman for the ministry", "who runs the ferry"]
OUTLETS = ["Nordwire", "The Harbour Courier", "the Capital Ledger", "The Estmark Times"]
GROUPS = ["two people who have read the contract", "three officials", "a senior official", "people close to the deal"]
THINGS = ["the pumps", "the wall", "the contract", "the ferry", "the loan", "the lower town", "the insurers", "the vote"]
DEEDS = ["were sold in August", "will hold until the spring", "was never discussed", "cannot be paid before June",
         "will be looked at again", "stood under water for nine days", "were promised to the farmers"]  # fmt: skip
SAID = ["said", "told reporters", "said on Monday", "added", "wrote in a letter", "insisted"]


def sentence(rng):
    pick = rng.choice
    claim = f"{pick(THINGS)} {pick(DEEDS)}, and nobody in {pick(PLACES)} asked for {rng.randrange(2, 900)} of them"
    upper = claim[0].upper() + claim[1:]
    who = pick(PEOPLE)
    return pick([
        lambda: f"“{upper},” {pick(SAID)} {who}, {pick(ROLES)}. “It was not for us to decide.”",
        lambda: f"{who} {pick(['said', 'confirmed', 'denied'])} that {claim}.",
        lambda: f"{upper}, {pick(OUTLETS)} reported, citing {pick(GROUPS)}.",
        lambda: f"According to {pick(GROUPS)}, {claim}.",
        lambda: f"{who.split()[1]} called it “a gamble with {pick(PLACES)}” and left the room.",
        lambda: f"The meeting in {pick(PLACES)} lasted {rng.randrange(2, 12)} hours and ended without a vote.",
        lambda: f"{upper}; the board met twice in {pick(PLACES)} that week, and rain kept falling on the café roof.",
    ])()  # fmt: skip


def article(seed, size=5000):
    rng = random.Random(seed)
    parts = [f"{rng.choice(THINGS).title()} {rng.choice(DEEDS)}", f"By {rng.choice(PEOPLE)}"]
    length = 0
    while length < size:
        paragraph = " ".join(sentence(rng) for _ in range(rng.randrange(1, 4)))
        parts.append(paragraph)
        length += len(paragraph.encode())
    return "\n\n".join(parts)


def main():
    count, out = int(sys.argv[1]), sys.argv[2]
    with open(out, "w", encoding="utf-8") as file:
        for n in range(count):
            file.write(json.dumps({"id": f"n{n:05}", "text": article(n)}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

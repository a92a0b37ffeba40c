"""Writes the encoder that was taught as the bot loads it: one message at a time, in as few steps as it takes.

What the training library would write itself asks for the length of the message forty times and turns each of
queries, keys and values by itself: a quarter slower to read.
"""

import math
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch.nn import Linear, Module, ModuleList, functional

from flows.understanding.encoder import MODEL, MOST_PIECES, WORD_PIECES

if TYPE_CHECKING:
    from flows.understanding.train_encoder import Reader

AS_TAUGHT = 1e-3
"""By how much a score may differ from what was taught, before it is rounded."""


class Layer(Module):  # type: ignore[misc]
    """One layer of the base model, BERT's: each piece looks at every other, then thinks by itself."""

    def __init__(self, taught: Any) -> None:
        super().__init__()
        looking = taught.attention.self
        self.heads, self.width = looking.num_attention_heads, looking.attention_head_size
        softer = 1 / math.sqrt(self.width)
        query, key, value = looking.query, looking.key, looking.value
        self.look = Linear(query.in_features, 3 * query.out_features)
        self.look.weight.data = torch.cat([query.weight * softer, key.weight, value.weight]).detach()
        self.look.bias.data = torch.cat([query.bias * softer, key.bias, value.bias]).detach()
        self.seen, self.after_seen = taught.attention.output.dense, taught.attention.output.LayerNorm
        self.think, self.thought = taught.intermediate.dense, taught.output.dense
        self.after_thought = taught.output.LayerNorm

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        query, key, value = self.look(states).split(self.heads * self.width, 1)
        key = key.reshape(-1, self.heads, self.width).permute(1, 2, 0)
        query, value = (one.reshape(-1, self.heads, self.width).transpose(0, 1) for one in (query, value))
        seen = torch.softmax(query @ key, -1) @ value
        seen = seen.transpose(0, 1).reshape(-1, self.heads * self.width)
        states = self.after_seen(states + self.seen(seen))
        return self.after_thought(states + self.thought(functional.gelu(self.think(states))))


class Shipped(Module):  # type: ignore[misc]
    """What `Reader` says of one message, whose pieces are one row."""

    def __init__(self, reader: "Reader") -> None:
        super().__init__()
        taught = reader.base.embeddings
        self.words = taught.word_embeddings.weight
        whose = taught.token_type_embeddings.weight[0]
        self.places = torch.nn.Parameter((taught.position_embeddings.weight[:MOST_PIECES] + whose).detach())
        self.begin = taught.LayerNorm
        self.layers = ModuleList([Layer(one) for one in reader.base.encoder.layer])
        self.heads, self.ends = reader.heads, reader.ends

    def forward(self, pieces: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        states = self.begin(self.words[pieces[0]] + self.places[: pieces.shape[1]])
        for layer in self.layers:
            states = layer(states)
        both = torch.cat([states.mean(0), states.max(0).values])
        return self.heads(both.unsqueeze(0)), self.ends(states)


def shipped(reader: "Reader") -> Shipped:
    """Raises ValueError where it does not say what the reader says."""
    reader.eval()
    model = Shipped(reader)
    model.eval()
    pieces = torch.arange(5, 25).unsqueeze(0)
    with torch.no_grad():
        for said, taught in zip(model(pieces), reader(pieces, torch.ones_like(pieces)), strict=True):
            if (said - taught).abs().max() > AS_TAUGHT:
                raise ValueError("the model to be shipped does not read as it was taught")
    return model


def ship(reader: "Reader", pieces: Tokenizer, folder: Path) -> None:
    """Writes the model, its numbers rounded to one byte, and the word pieces."""
    with TemporaryDirectory() as exact, torch.no_grad():
        whole = Path(exact) / MODEL
        torch.onnx.export(
            shipped(reader),
            (torch.arange(5, 25).unsqueeze(0),),
            whole,
            input_names=["pieces"],
            output_names=["labels", "ends"],
            dynamic_axes={"pieces": {1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            folder / MODEL,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        )
    (folder / WORD_PIECES).write_text(pieces.to_str(), "utf-8")

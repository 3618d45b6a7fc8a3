"""Writes the configuration files of models/llava-1.5: public LLaVA-1.5 7B values, vocabulary of our small tokenizer."""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import Tokenizer

MODEL_DIRECTORY = Path(__file__).resolve().parents[3] / "models" / "llava-1.5"
CLIP_MEAN = [0.48145466, 0.4578275, 0.40821073]
CLIP_STD = [0.26862954, 0.26130258, 0.27577711]


def model_config(tokenizer: Tokenizer) -> dict[str, object]:
    padded_vocabulary = -(-tokenizer.get_vocab_size() // 64) * 64
    return {
        "architectures": ["LlavaForConditionalGeneration"],
        "ignore_index": -100,
        "image_seq_length": 576,
        "image_token_index": tokenizer.token_to_id("<image>"),
        "model_type": "llava",
        "pad_token_id": tokenizer.token_to_id("<pad>"),
        "projector_hidden_act": "gelu",
        "text_config": {
            "architectures": ["LlamaForCausalLM"],
            "max_position_embeddings": 4096,
            "model_type": "llama",
            "rms_norm_eps": 1e-05,
            "torch_dtype": "float16",
            "vocab_size": padded_vocabulary,
        },
        "tie_word_embeddings": False,
        "torch_dtype": "float16",
        "vision_config": {
            "hidden_size": 1024,
            "image_size": 336,
            "intermediate_size": 4096,
            "model_type": "clip_vision_model",
            "num_attention_heads": 16,
            "num_hidden_layers": 24,
            "patch_size": 14,
            "projection_dim": 768,
            "vocab_size": 32000,
        },
        "vision_feature_layer": -2,
        "vision_feature_select_strategy": "default",
    }


def preprocessor_config() -> dict[str, object]:
    return {
        "crop_size": {"height": 336, "width": 336},
        "do_center_crop": True,
        "do_convert_rgb": True,
        "do_normalize": True,
        "do_rescale": True,
        "do_resize": True,
        "image_mean": CLIP_MEAN,
        "image_processor_type": "CLIPImageProcessor",
        "image_std": CLIP_STD,
        "processor_class": "LlavaProcessor",
        "resample": 3,
        "rescale_factor": 0.00392156862745098,
        "size": {"shortest_edge": 336},
    }


def processor_config() -> dict[str, object]:
    return {
        "image_token": "<image>",
        "num_additional_image_tokens": 1,
        "patch_size": 14,
        "processor_class": "LlavaProcessor",
        "vision_feature_select_strategy": "default",
    }


def write(name: str, content: dict[str, object]) -> None:
    (MODEL_DIRECTORY / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    tokenizer = Tokenizer.from_file(str(MODEL_DIRECTORY / "tokenizer.json"))
    write("config.json", model_config(tokenizer))
    write("preprocessor_config.json", preprocessor_config())
    write("processor_config.json", processor_config())


if __name__ == "__main__":
    main()

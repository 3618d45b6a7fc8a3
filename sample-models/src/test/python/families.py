"""What tells the model directories of models/ apart: public configuration values, special tokens, chat formats.

The values are those that the checkpoints named in each entry are published with, as far as anything here depends on them.
Sizes of vocabularies and ids of tokens are those of our small tokenizers. The chat templates are our own text that
does what the public ones do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

CLIP_MEAN = [0.48145466, 0.4578275, 0.40821073]
CLIP_STD = [0.26862954, 0.26130258, 0.27577711]
HALF = [0.5, 0.5, 0.5]
IMAGENET_MEAN = [0.485, 0.456, 0.406]
IMAGENET_STD = [0.229, 0.224, 0.225]
RESCALE_FACTOR = 0.00392156862745098
PINPOINTS = [[336, 672], [672, 336], [672, 672], [1008, 336], [336, 1008]]
SMALL = 640
"""Tokens that a vocabulary may have before the special tokens that are added."""

CHAT_TEMPLATES = Path(__file__).resolve().parent / "chat_templates"
CHAT_TEMPLATE_JSON, CHAT_TEMPLATE_JINJA = "chat_template.json", "chat_template.jinja"
TOKENIZER_CONFIG = "tokenizer_config.json"

Json = dict[str, Any]


@dataclass(frozen=True)
class Special:
    """An added token."""

    text: str
    special: bool = True
    rstrip: bool = False


@dataclass(frozen=True)
class Family:
    name: str
    """The folder under models/."""
    layout: str
    """Which kind of tokenizer: llama, gemma or byte_level."""
    first: list[str]
    """Special tokens at the beginning of the vocabulary."""
    specials: list[Special]
    """All special tokens; those that are not in the vocabulary yet come behind it."""
    bos: str
    """What the tokenizer puts in front; empty for nothing."""
    tokenizer_config: Json
    config: Callable[[Tokenizer], Json]
    """config.json, for the ids of a tokenizer."""
    preprocessor: Json
    """preprocessor_config.json."""
    processor: Json = field(default_factory=dict)
    """processor_config.json; empty for none."""
    chat_template: str = ""
    """The template of chat_templates/ that does what the public model's does; empty if that has none."""
    chat_template_file: str = CHAT_TEMPLATE_JSON
    """The file in which the public model has it."""
    vocabulary_size: int = SMALL
    compose: bool = False
    """Whether a byte-level tokenizer composes characters first (NFC)."""
    added_tokens_file: bool = False
    """Whether the directory has an added_tokens.json, as those of tokenizers with remote code do."""

    def chat_template_text(self) -> str:
        return (CHAT_TEMPLATES / f"{self.chat_template}.jinja").read_text(encoding="utf-8").removesuffix("\n")


def specials(*texts: str) -> list[Special]:
    return [Special(text) for text in texts]


def padded(tokenizer: Tokenizer) -> int:
    return -(-tokenizer.get_vocab_size() // 64) * 64


def tokenizer_class(name: str, **values: object) -> Json:
    return {"clean_up_tokenization_spaces": False, "tokenizer_class": name, **values}


# --------------------------------------------------------------------------------------------------------- LLaVA


def clip_preprocessor(**values: object) -> Json:
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
        "rescale_factor": RESCALE_FACTOR,
        "size": {"shortest_edge": 336},
        **values,
    }


def clip_vision(**values: object) -> Json:
    return {
        "hidden_size": 1024,
        "image_size": 336,
        "intermediate_size": 4096,
        "model_type": "clip_vision_model",
        "num_attention_heads": 16,
        "num_hidden_layers": 24,
        "patch_size": 14,
        "projection_dim": 768,
        "vocab_size": 32000,
        **values,
    }


def llava_processor(**values: object) -> Json:
    return {
        "image_token": "<image>",
        "num_additional_image_tokens": 1,
        "patch_size": 14,
        "processor_class": "LlavaProcessor",
        "vision_feature_select_strategy": "default",
        **values,
    }


def llava_config(tokenizer: Tokenizer) -> Json:
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
            "vocab_size": padded(tokenizer),
        },
        "tie_word_embeddings": False,
        "torch_dtype": "float16",
        "vision_config": clip_vision(),
        "vision_feature_layer": -2,
        "vision_feature_select_strategy": "default",
    }


LLAMA_TOKENIZER = tokenizer_class(
    "LlamaTokenizer",
    add_bos_token=True,
    add_eos_token=False,
    bos_token="<s>",
    eos_token="</s>",
    legacy=True,
    model_max_length=4096,
    pad_token="<pad>",
    padding_side="left",
    unk_token="<unk>",
)

LLAVA = Family(
    name="llava-1.5",
    layout="llama",
    first=["<unk>", "<s>", "</s>"],
    specials=specials("<unk>", "<s>", "</s>", "<image>", "<pad>"),
    bos="<s>",
    tokenizer_config={**LLAMA_TOKENIZER, "processor_class": "LlavaProcessor"},
    config=llava_config,
    preprocessor=clip_preprocessor(),
    processor=llava_processor(),
    chat_template="llava-1.5",
    vocabulary_size=2048,
)
"""llava-hf/llava-1.5-7b-hf"""


def llava_next_config(tokenizer: Tokenizer) -> Json:
    return {
        "architectures": ["LlavaNextForConditionalGeneration"],
        "ignore_index": -100,
        "image_grid_pinpoints": PINPOINTS,
        "image_token_index": tokenizer.token_to_id("<image>"),
        "model_type": "llava_next",
        "projector_hidden_act": "gelu",
        "text_config": {
            "architectures": ["MistralForCausalLM"],
            "intermediate_size": 14336,
            "max_position_embeddings": 32768,
            "model_type": "mistral",
            "num_key_value_heads": 8,
            "rms_norm_eps": 1e-05,
            "vocab_size": padded(tokenizer),
        },
        "tie_word_embeddings": False,
        "torch_dtype": "float16",
        "use_image_newline_parameter": True,
        "vision_config": clip_vision(),
        "vision_feature_layer": -2,
        "vision_feature_select_strategy": "default",
    }


LLAVA_NEXT = Family(
    name="llava-next",
    layout="llama",
    first=["<unk>", "<s>", "</s>"],
    specials=specials("<unk>", "<s>", "</s>", "<image>", "<pad>"),
    bos="<s>",
    tokenizer_config={**LLAMA_TOKENIZER, "processor_class": "LlavaNextProcessor"},
    config=llava_next_config,
    preprocessor=clip_preprocessor(
        aspect_ratio_setting="anyres",
        do_pad=True,
        image_grid_pinpoints=PINPOINTS,
        image_processor_type="LlavaNextImageProcessor",
        processor_class="LlavaNextProcessor",
    ),
    processor=llava_processor(processor_class="LlavaNextProcessor"),
    chat_template="llava-next-mistral",
)
"""llava-hf/llava-v1.6-mistral-7b-hf"""


# ------------------------------------------------------------------------------------------------------- Qwen2-VL


def qwen2_vl_config(tokenizer: Tokenizer) -> Json:
    return {
        "architectures": ["Qwen2VLForConditionalGeneration"],
        "bos_token_id": tokenizer.token_to_id("<|endoftext|>"),
        "eos_token_id": tokenizer.token_to_id("<|im_end|>"),
        "hidden_size": 1536,
        "image_token_id": tokenizer.token_to_id("<|image_pad|>"),
        "max_position_embeddings": 32768,
        "model_type": "qwen2_vl",
        "num_attention_heads": 12,
        "num_hidden_layers": 28,
        "num_key_value_heads": 2,
        "rope_scaling": {"mrope_section": [16, 24, 24], "type": "mrope"},
        "rope_theta": 1000000.0,
        "tie_word_embeddings": True,
        "torch_dtype": "bfloat16",
        "video_token_id": tokenizer.token_to_id("<|video_pad|>"),
        "vision_config": {
            "depth": 32,
            "embed_dim": 1280,
            "hidden_size": 1536,
            "in_chans": 3,
            "mlp_ratio": 4,
            "model_type": "qwen2_vl",
            "num_heads": 16,
            "patch_size": 14,
            "spatial_merge_size": 2,
            "spatial_patch_size": 14,
            "temporal_patch_size": 2,
        },
        "vision_end_token_id": tokenizer.token_to_id("<|vision_end|>"),
        "vision_start_token_id": tokenizer.token_to_id("<|vision_start|>"),
        "vision_token_id": tokenizer.token_to_id("<|vision_pad|>"),
        "vocab_size": padded(tokenizer),
    }


QWEN2_VL = Family(
    name="qwen2-vl",
    layout="byte_level",
    first=[],
    specials=specials(
        "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|object_ref_start|>", "<|object_ref_end|>", "<|box_start|>",
        "<|box_end|>", "<|quad_start|>", "<|quad_end|>", "<|vision_start|>", "<|vision_end|>", "<|vision_pad|>",
        "<|image_pad|>", "<|video_pad|>",
    ),  # fmt: skip
    bos="",
    tokenizer_config=tokenizer_class(
        "Qwen2Tokenizer",
        add_prefix_space=False,
        bos_token=None,
        eos_token="<|im_end|>",
        errors="replace",
        model_max_length=32768,
        pad_token="<|endoftext|>",
        split_special_tokens=False,
        unk_token=None,
    ),
    config=qwen2_vl_config,
    preprocessor={
        "image_mean": CLIP_MEAN,
        "image_processor_type": "Qwen2VLImageProcessor",
        "image_std": CLIP_STD,
        "max_pixels": 12845056,
        "merge_size": 2,
        "min_pixels": 3136,
        "patch_size": 14,
        "processor_class": "Qwen2VLProcessor",
        "temporal_patch_size": 2,
    },
    chat_template="qwen2-vl",
    compose=True,
)
"""Qwen/Qwen2-VL-2B-Instruct"""


# -------------------------------------------------------------------------------------------------------- Pixtral


def pixtral_config(tokenizer: Tokenizer) -> Json:
    return {
        "architectures": ["LlavaForConditionalGeneration"],
        "ignore_index": -100,
        "image_seq_length": 1,
        "image_token_index": tokenizer.token_to_id("[IMG]"),
        "model_type": "llava",
        "projector_hidden_act": "gelu",
        "text_config": {
            "architectures": ["MistralForCausalLM"],
            "head_dim": 128,
            "hidden_size": 5120,
            "intermediate_size": 14336,
            "max_position_embeddings": 1024000,
            "model_type": "mistral",
            "num_hidden_layers": 40,
            "num_key_value_heads": 8,
            "rms_norm_eps": 1e-05,
            "rope_theta": 1000000000.0,
            "vocab_size": padded(tokenizer),
        },
        "torch_dtype": "bfloat16",
        "vision_config": {
            "head_dim": 64,
            "hidden_act": "silu",
            "image_size": 1024,
            "is_composition": True,
            "model_type": "pixtral",
            "patch_size": 16,
            "rope_theta": 10000.0,
            "tie_word_embeddings": False,
        },
        "vision_feature_layer": -1,
        "vision_feature_select_strategy": "full",
    }


PIXTRAL = Family(
    name="pixtral",
    layout="byte_level",
    first=[
        "<unk>", "<s>", "</s>", "[INST]", "[/INST]", "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]", "[TOOL_RESULTS]",
        "[/TOOL_RESULTS]", "[TOOL_CALLS]", "[IMG]", "<pad>", "[IMG_BREAK]", "[IMG_END]",
    ],
    specials=specials(
        "<unk>", "<s>", "</s>", "[INST]", "[/INST]", "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]", "[TOOL_RESULTS]",
        "[/TOOL_RESULTS]", "[TOOL_CALLS]", "[IMG]", "<pad>", "[IMG_BREAK]", "[IMG_END]",
    ),
    bos="<s>",
    tokenizer_config=tokenizer_class(
        "PreTrainedTokenizerFast",
        bos_token="<s>",
        eos_token="</s>",
        model_max_length=1000000000000000019884624838656,
        pad_token="<pad>",
        processor_class="PixtralProcessor",
        unk_token="<unk>",
    ),
    config=pixtral_config,
    preprocessor={
        "do_convert_rgb": True,
        "do_normalize": True,
        "do_rescale": True,
        "do_resize": True,
        "image_mean": CLIP_MEAN,
        "image_processor_type": "PixtralImageProcessor",
        "image_std": CLIP_STD,
        "patch_size": {"height": 16, "width": 16},
        "processor_class": "PixtralProcessor",
        "resample": 3,
        "rescale_factor": RESCALE_FACTOR,
        "size": {"longest_edge": 1024},
    },
    processor={
        "image_break_token": "[IMG_BREAK]",
        "image_end_token": "[IMG_END]",
        "image_token": "[IMG]",
        "patch_size": 16,
        "processor_class": "PixtralProcessor",
    },
    chat_template="pixtral",
    chat_template_file=CHAT_TEMPLATE_JINJA,
)  # fmt: skip
"""mistral-community/pixtral-12b"""


# ----------------------------------------------------------------------------------------------- Idefics3, SmolVLM

PLACES = [f"<row_{row}_col_{column}>" for row in range(1, 7) for column in range(1, 7)]


def idefics3_preprocessor(image_processor: str, processor: str, longest_edge: int, tile: int) -> Json:
    return {
        "do_convert_rgb": True,
        "do_image_splitting": True,
        "do_normalize": True,
        "do_pad": True,
        "do_rescale": True,
        "do_resize": True,
        "image_mean": HALF,
        "image_processor_type": image_processor,
        "image_std": HALF,
        "max_image_size": {"longest_edge": tile},
        "processor_class": processor,
        "resample": 1,
        "rescale_factor": RESCALE_FACTOR,
        "size": {"longest_edge": longest_edge},
    }


def idefics3_config(tokenizer: Tokenizer) -> Json:
    return {
        "architectures": ["Idefics3ForConditionalGeneration"],
        "image_token_id": tokenizer.token_to_id("<image>"),
        "model_type": "idefics3",
        "scale_factor": 2,
        "text_config": {
            "architectures": ["VLlama3ForCausalLM"],
            "max_position_embeddings": 131072,
            "model_type": "llama",
            "vocab_size": padded(tokenizer),
        },
        "tie_word_embeddings": False,
        "torch_dtype": "bfloat16",
        "vision_config": {
            "hidden_size": 1152,
            "image_size": 364,
            "intermediate_size": 4304,
            "model_type": "idefics3_vision",
            "num_attention_heads": 16,
            "num_hidden_layers": 27,
            "patch_size": 14,
        },
    }


IDEFICS3 = Family(
    name="idefics3",
    layout="byte_level",
    first=[],
    specials=specials(
        "<|begin_of_text|>", "<|end_of_text|>", "<|finetune_right_pad_id|>", "<|start_header_id|>", "<|end_header_id|>",
        "<|eom_id|>", "<|eot_id|>", "<fake_token_around_image>", "<image>", "<end_of_utterance>", "<global-img>", *PLACES,
    ),
    bos="<|begin_of_text|>",
    tokenizer_config=tokenizer_class(
        "PreTrainedTokenizerFast",
        bos_token="<|begin_of_text|>",
        eos_token="<|end_of_text|>",
        model_max_length=131072,
        pad_token="<|finetune_right_pad_id|>",
        processor_class="Idefics3Processor",
    ),
    config=idefics3_config,
    preprocessor=idefics3_preprocessor("Idefics3ImageProcessor", "Idefics3Processor", 1456, 364),
    processor={"image_seq_len": 169, "processor_class": "Idefics3Processor"},
    chat_template="idefics3",
)  # fmt: skip
"""HuggingFaceM4/Idefics3-8B-Llama3"""


def smolvlm_config(tokenizer: Tokenizer) -> Json:
    return {
        "architectures": ["SmolVLMForConditionalGeneration"],
        "image_token_id": tokenizer.token_to_id("<image>"),
        "model_type": "smolvlm",
        "pad_token_id": tokenizer.token_to_id("<|im_end|>"),
        "scale_factor": 4,
        "text_config": {
            "architectures": ["VLlama3ForCausalLM"],
            "hidden_size": 960,
            "max_position_embeddings": 8192,
            "model_type": "llama",
            "vocab_size": padded(tokenizer),
        },
        "tie_word_embeddings": False,
        "torch_dtype": "bfloat16",
        "vision_config": {
            "hidden_size": 768,
            "image_size": 512,
            "model_type": "smolvlm_vision",
            "num_attention_heads": 12,
            "patch_size": 16,
        },
    }


SMOLVLM = Family(
    name="smolvlm",
    layout="byte_level",
    first=["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
    specials=specials(
        "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<fake_token_around_image>", "<image>", "<end_of_utterance>",
        "<global-img>", *PLACES,
    ),
    bos="",
    tokenizer_config=tokenizer_class(
        "GPT2Tokenizer",
        add_prefix_space=False,
        bos_token="<|im_start|>",
        eos_token="<end_of_utterance>",
        model_max_length=8192,
        pad_token="<|im_end|>",
        processor_class="SmolVLMProcessor",
        unk_token="<|endoftext|>",
    ),
    config=smolvlm_config,
    preprocessor=idefics3_preprocessor("SmolVLMImageProcessor", "SmolVLMProcessor", 2048, 512),
    processor={"image_seq_len": 64, "processor_class": "SmolVLMProcessor"},
    chat_template="smolvlm",
)  # fmt: skip
"""HuggingFaceTB/SmolVLM2-500M-Video-Instruct"""


# ----------------------------------------------------------------------------------------------- PaliGemma, BLIP-2


def paligemma_config(tokenizer: Tokenizer) -> Json:
    return {
        "architectures": ["PaliGemmaForConditionalGeneration"],
        "bos_token_id": tokenizer.token_to_id("<bos>"),
        "eos_token_id": tokenizer.token_to_id("<eos>"),
        "hidden_size": 2048,
        "ignore_index": -100,
        "image_token_index": tokenizer.token_to_id("<image>"),
        "model_type": "paligemma",
        "pad_token_id": tokenizer.token_to_id("<pad>"),
        "projection_dim": 2048,
        "text_config": {
            "hidden_size": 2048,
            "intermediate_size": 16384,
            "model_type": "gemma",
            "num_attention_heads": 8,
            "num_hidden_layers": 18,
            "num_image_tokens": 256,
            "num_key_value_heads": 1,
            "torch_dtype": "float32",
            "vocab_size": padded(tokenizer),
        },
        "torch_dtype": "float32",
        "vision_config": {
            "hidden_size": 1152,
            "intermediate_size": 4304,
            "model_type": "siglip_vision_model",
            "num_attention_heads": 16,
            "num_hidden_layers": 27,
            "num_image_tokens": 256,
            "patch_size": 14,
            "projection_dim": 2048,
            "projector_hidden_act": "gelu_fast",
            "vision_use_head": False,
        },
    }


PALIGEMMA = Family(
    name="paligemma",
    layout="gemma",
    first=["<pad>", "<eos>", "<bos>", "<unk>"],
    specials=[
        *specials("<pad>", "<eos>", "<bos>", "<unk>"),
        Special("\n", special=False),
        Special("\n\n", special=False),
        *(Special(f"<loc{place:04d}>", special=False) for place in range(8)),
        *(Special(f"<seg{code:03d}>", special=False) for code in range(8)),
        Special("<image>"),
    ],
    bos="<bos>",
    tokenizer_config=tokenizer_class(
        "GemmaTokenizer",
        add_bos_token=True,
        add_eos_token=False,
        bos_token="<bos>",
        eos_token="<eos>",
        model_max_length=1000000000000000019884624838656,
        pad_token="<pad>",
        processor_class="PaliGemmaProcessor",
        unk_token="<unk>",
    ),
    config=paligemma_config,
    preprocessor={
        "do_convert_rgb": None,
        "do_normalize": True,
        "do_rescale": True,
        "do_resize": True,
        "image_mean": HALF,
        "image_processor_type": "SiglipImageProcessor",
        "image_seq_length": 256,
        "image_std": HALF,
        "processor_class": "PaliGemmaProcessor",
        "resample": 3,
        "rescale_factor": RESCALE_FACTOR,
        "size": {"height": 224, "width": 224},
    },
)
"""google/paligemma-3b-pt-224. It knows no chat: the images go in front of everything, and the line end is part of a prompt."""


def blip2_config(tokenizer: Tokenizer) -> Json:
    return {
        "architectures": ["Blip2ForConditionalGeneration"],
        "image_text_hidden_size": 256,
        "image_token_index": tokenizer.token_to_id("<image>"),
        "initializer_factor": 1.0,
        "model_type": "blip-2",
        "num_query_tokens": 32,
        "qformer_config": {"model_type": "blip_2_qformer", "vocab_size": 30522},
        "text_config": {
            "architectures": ["OPTForCausalLM"],
            "bos_token_id": 2,
            "eos_token_id": 50118,
            "ffn_dim": 10240,
            "hidden_size": 2560,
            "model_type": "opt",
            "num_attention_heads": 32,
            "num_hidden_layers": 32,
            "vocab_size": padded(tokenizer),
            "word_embed_proj_dim": 2560,
        },
        "torch_dtype": "float32",
        "use_decoder_only_language_model": True,
        "vision_config": {"model_type": "blip_2_vision_model"},
    }


BLIP2 = Family(
    name="blip2",
    layout="byte_level",
    first=["<s>", "<pad>", "</s>", "<unk>"],
    specials=specials("<s>", "<pad>", "</s>", "<unk>", "<image>"),
    bos="</s>",
    tokenizer_config=tokenizer_class(
        "GPT2Tokenizer",
        add_bos_token=True,
        add_prefix_space=False,
        bos_token="</s>",
        eos_token="</s>",
        errors="replace",
        model_max_length=1000000000000000019884624838656,
        pad_token="<pad>",
        processor_class="Blip2Processor",
        unk_token="</s>",
    ),
    config=blip2_config,
    preprocessor={
        "do_convert_rgb": True,
        "do_normalize": True,
        "do_rescale": True,
        "do_resize": True,
        "image_mean": CLIP_MEAN,
        "image_processor_type": "BlipImageProcessor",
        "image_std": CLIP_STD,
        "processor_class": "Blip2Processor",
        "resample": 3,
        "rescale_factor": RESCALE_FACTOR,
        "size": {"height": 224, "width": 224},
    },
    processor={"num_query_tokens": 32, "processor_class": "Blip2Processor"},
)
"""Salesforce/blip2-opt-2.7b"""


# -------------------------------------------------------------------------------------------- Phi-3.5-vision, InternVL


def phi_config(tokenizer: Tokenizer) -> Json:
    return {
        "architectures": ["Phi3VForCausalLM"],
        "bos_token_id": tokenizer.token_to_id("<s>"),
        "embd_layer": {
            "embedding_cls": "image",
            "hd_transform_order": "sub_glb",
            "projection_cls": "mlp",
            "use_hd_transform": True,
            "with_learnable_separator": True,
        },
        "eos_token_id": tokenizer.token_to_id("</s>"),
        "hidden_size": 3072,
        "img_processor": {
            "image_dim_out": 1024,
            "model_name": "openai/clip-vit-large-patch14-336",
            "name": "clip_vision_model",
            "num_img_tokens": 144,
        },
        "intermediate_size": 8192,
        "max_position_embeddings": 131072,
        "model_type": "phi3_v",
        "num_attention_heads": 32,
        "num_hidden_layers": 32,
        "num_key_value_heads": 32,
        "original_max_position_embeddings": 4096,
        "tie_word_embeddings": False,
        "torch_dtype": "bfloat16",
        "vocab_size": padded(tokenizer),
    }


PHI = Family(
    name="phi-3.5-vision",
    layout="llama",
    first=["<unk>", "<s>", "</s>"],
    specials=[
        *specials("<unk>", "<s>", "</s>", "<|endoftext|>"),
        Special("<|assistant|>", rstrip=True),
        Special("<|placeholder1|>", rstrip=True),
        Special("<|placeholder2|>", rstrip=True),
        Special("<|placeholder3|>", rstrip=True),
        Special("<|placeholder4|>", rstrip=True),
        Special("<|system|>", rstrip=True),
        Special("<|end|>", rstrip=True),
        Special("<|placeholder5|>", rstrip=True),
        Special("<|placeholder6|>", rstrip=True),
        Special("<|user|>", rstrip=True),
        Special("<|image|>"),
    ],
    bos="<s>",
    tokenizer_config=tokenizer_class(
        "LlamaTokenizer",
        add_bos_token=True,
        add_eos_token=False,
        bos_token="<s>",
        eos_token="<|endoftext|>",
        legacy=False,
        model_max_length=131072,
        pad_token="<|endoftext|>",
        padding_side="right",
        processor_class="Phi3VProcessor",
        unk_token="<unk>",
    ),
    config=phi_config,
    preprocessor={
        "auto_map": {
            "AutoImageProcessor": "processing_phi3_v.Phi3VImageProcessor",
            "AutoProcessor": "processing_phi3_v.Phi3VProcessor",
        },
        "image_mean": CLIP_MEAN,
        "image_processor_type": "Phi3VImageProcessor",
        "image_std": CLIP_STD,
        "num_crops": 4,
        "num_img_tokens": 144,
        "processor_class": "Phi3VProcessor",
    },
    chat_template="phi-3.5-vision",
    chat_template_file=TOKENIZER_CONFIG,
)
"""microsoft/Phi-3.5-vision-instruct"""


def internvl_config(tokenizer: Tokenizer) -> Json:
    return {
        "architectures": ["InternVLChatModel"],
        "downsample_ratio": 0.5,
        "dynamic_image_size": True,
        "force_image_size": 448,
        "llm_config": {
            "architectures": ["InternLM2ForCausalLM"],
            "hidden_size": 2048,
            "max_position_embeddings": 32768,
            "model_type": "internlm2",
            "num_attention_heads": 16,
            "num_hidden_layers": 24,
            "vocab_size": padded(tokenizer),
        },
        "max_dynamic_patch": 12,
        "min_dynamic_patch": 1,
        "model_type": "internvl_chat",
        "pad2square": False,
        "ps_version": "v2",
        "select_layer": -1,
        "template": "internlm2-chat",
        "torch_dtype": "bfloat16",
        "use_backbone_lora": 0,
        "use_llm_lora": 0,
        "use_thumbnail": True,
        "vision_config": {
            "architectures": ["InternVisionModel"],
            "hidden_size": 1024,
            "image_size": 448,
            "intermediate_size": 4096,
            "model_type": "intern_vit_6b",
            "num_attention_heads": 16,
            "num_hidden_layers": 24,
            "patch_size": 14,
        },
    }


INTERNVL = Family(
    name="internvl",
    layout="llama",
    first=["<unk>", "<s>", "</s>"],
    specials=specials(
        "<unk>", "<s>", "</s>", "<|plugin|>", "<|interpreter|>", "<|action_end|>", "<|action_start|>", "<|im_end|>",
        "<|im_start|>", "<img>", "</img>", "<IMG_CONTEXT>", "<quad>", "</quad>", "<ref>", "</ref>", "<box>", "</box>",
    ),  # fmt: skip
    bos="<s>",
    tokenizer_config=tokenizer_class(
        "InternLM2Tokenizer",
        add_bos_token=True,
        add_eos_token=False,
        bos_token="<s>",
        eos_token="</s>",
        model_max_length=8192,
        pad_token="</s>",
        unk_token="<unk>",
    ),
    config=internvl_config,
    preprocessor={
        "crop_size": 448,
        "do_center_crop": True,
        "do_normalize": True,
        "do_resize": True,
        "feature_extractor_type": "CLIPFeatureExtractor",
        "image_mean": IMAGENET_MEAN,
        "image_std": IMAGENET_STD,
        "resample": 3,
        "size": 448,
    },
    chat_template="internvl-2.5",
    chat_template_file=TOKENIZER_CONFIG,
    added_tokens_file=True,
)
"""OpenGVLab/InternVL2-2B"""


FAMILIES = [LLAVA, LLAVA_NEXT, QWEN2_VL, PIXTRAL, IDEFICS3, SMOLVLM, PALIGEMMA, BLIP2, PHI, INTERNVL]

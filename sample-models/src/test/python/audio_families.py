"""The model directories of models/ that take sounds: public configuration values, special tokens, chat formats; see families.py."""

from __future__ import annotations

from tokenizers import Tokenizer

from families import Family, Json, padded, specials, tokenizer_class


def whisper_preprocessor(**values: object) -> Json:
    return {
        "chunk_length": 30,
        "feature_extractor_type": "WhisperFeatureExtractor",
        "feature_size": 80,
        "hop_length": 160,
        "n_fft": 400,
        "n_samples": 480000,
        "nb_max_frames": 3000,
        "padding_side": "right",
        "padding_value": 0.0,
        "processor_class": "WhisperProcessor",
        "return_attention_mask": False,
        "sampling_rate": 16000,
        **values,
    }


# ---------------------------------------------------------------------------------------------------- Qwen2-Audio


def qwen2_audio_config(tokenizer: Tokenizer) -> Json:
    return {
        "architectures": ["Qwen2AudioForConditionalGeneration"],
        "audio_config": {
            "d_model": 1280,
            "encoder_attention_heads": 20,
            "encoder_ffn_dim": 5120,
            "encoder_layers": 32,
            "max_source_positions": 1500,
            "model_type": "qwen2_audio_encoder",
            "num_mel_bins": 128,
        },
        "audio_token_index": tokenizer.token_to_id("<|AUDIO|>"),
        "ignore_index": -100,
        "model_type": "qwen2_audio",
        "text_config": {
            "bos_token_id": tokenizer.token_to_id("<|endoftext|>"),
            "eos_token_id": tokenizer.token_to_id("<|im_end|>"),
            "intermediate_size": 11008,
            "max_position_embeddings": 8192,
            "model_type": "qwen2",
            "rms_norm_eps": 1e-05,
            "rope_theta": 10000,
            "vocab_size": padded(tokenizer),
        },
        "torch_dtype": "bfloat16",
        "vocab_size": padded(tokenizer),
    }


QWEN2_AUDIO = Family(
    name="qwen2-audio",
    layout="byte_level",
    first=[],
    specials=specials("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|AUDIO|>", "<|audio_bos|>", "<|audio_eos|>"),
    bos="",
    tokenizer_config=tokenizer_class(
        "Qwen2Tokenizer",
        add_prefix_space=False,
        bos_token=None,
        eos_token="<|im_end|>",
        errors="replace",
        model_max_length=8192,
        pad_token="<|endoftext|>",
        processor_class="Qwen2AudioProcessor",
        split_special_tokens=False,
        unk_token=None,
    ),
    config=qwen2_audio_config,
    preprocessor=whisper_preprocessor(
        feature_size=128, processor_class="Qwen2AudioProcessor", return_attention_mask=True
    ),
    chat_template="qwen2-audio",
    compose=True,
)
"""Qwen/Qwen2-Audio-7B-Instruct"""


# -------------------------------------------------------------------------------------------------------- Whisper


def whisper_config(tokenizer: Tokenizer) -> Json:
    return {
        "architectures": ["WhisperForConditionalGeneration"],
        "bos_token_id": tokenizer.token_to_id("<|endoftext|>"),
        "d_model": 768,
        "decoder_attention_heads": 12,
        "decoder_ffn_dim": 3072,
        "decoder_layers": 12,
        "decoder_start_token_id": tokenizer.token_to_id("<|startoftranscript|>"),
        "encoder_attention_heads": 12,
        "encoder_ffn_dim": 3072,
        "encoder_layers": 12,
        "eos_token_id": tokenizer.token_to_id("<|endoftext|>"),
        "is_encoder_decoder": True,
        "max_source_positions": 1500,
        "max_target_positions": 448,
        "model_type": "whisper",
        "num_mel_bins": 80,
        "pad_token_id": tokenizer.token_to_id("<|endoftext|>"),
        "torch_dtype": "float32",
        "vocab_size": padded(tokenizer),
    }


WHISPER = Family(
    name="whisper",
    layout="whisper",
    first=[],
    specials=specials(
        "<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|zh|>", "<|de|>", "<|es|>", "<|translate|>", "<|transcribe|>",
        "<|startoflm|>", "<|startofprev|>", "<|nocaptions|>", "<|notimestamps|>",
    ),
    bos="<|startoftranscript|>",
    tokenizer_config=tokenizer_class(
        "WhisperTokenizer",
        add_bos_token=False,
        add_prefix_space=False,
        bos_token="<|endoftext|>",
        eos_token="<|endoftext|>",
        errors="replace",
        model_max_length=1024,
        pad_token="<|endoftext|>",
        processor_class="WhisperProcessor",
        return_attention_mask=False,
        unk_token="<|endoftext|>",
    ),
    config=whisper_config,
    preprocessor=whisper_preprocessor(),
)  # fmt: skip
"""openai/whisper-small"""


AUDIO_FAMILIES = [QWEN2_AUDIO, WHISPER]

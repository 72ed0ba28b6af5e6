package dev.brownout.component.inference;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.util.Optional;

/** KV cache of a replica, and the length of its sequences. */
public record KvCacheSpec(
        @Doc("Tokens for which the KV cache of a replica has room, on all of its GPUs together.")
        @Default("100k")
        @AtLeast(1)
        @AtMost(1_000_000_000)
        @DefaultSource("our assumption: a model with 8 billion parameters needs 128 KiB for a token (32 layers, 8 KV"
                + " heads of 128 numbers with 2 bytes, keys and values), so 100,000 tokens need 13 GB; vLLM prints"
                + " the number at its start as 'GPU KV cache size'")
        int kvTokens,

        @Doc("Tokens of a block of the KV cache.")
        @Default("16")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("vLLM, CacheConfig: block_size 16 on GPUs")
        int block,

        @Doc("Maximum number of tokens of a sequence, prompt and output. A call with a longer prompt fails, and a"
                + " longer"
                + " output ends there. Default: the room of the KV cache.")
        @AtLeast(2)
        @AtMost(1_000_000_000)
        @DefaultSource("vLLM: max_model_len, which must fit into the KV cache")
        Optional<Integer> context) {
    /**
     * Validates the room.
     *
     * @throws IllegalArgumentException if the KV cache has no block, or no room for the longest sequence
     */
    public KvCacheSpec {
        if (kvTokens < block || kvTokens < 2) {
            throw new InvalidValueException(
                    "'kv_tokens' ({}) must be at least 'block' ({}) and 2: the KV cache needs room for a sequence",
                    kvTokens,
                    block);
        }
        if (context.filter(tokens -> tokens > kvTokens / block * block).isPresent()) {
            throw new InvalidValueException(
                    "'context' ({}) must fit into the KV cache, which has whole blocks for {} tokens: increase "
                            + "'kv_tokens'",
                    context.get(),
                    kvTokens / block * block);
        }
    }

    /** Returns the number of blocks of the KV cache. */
    int blocks() {
        return kvTokens / block;
    }

    /** Returns the maximum number of tokens of a sequence. */
    int contextTokens() {
        return context.orElse(blocks() * block);
    }
}

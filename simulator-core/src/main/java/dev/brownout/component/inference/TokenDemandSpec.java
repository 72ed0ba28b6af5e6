package dev.brownout.component.inference;

import dev.brownout.random.TokenCounts;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.util.Optional;

/** Tokens of a call. */
public record TokenDemandSpec(
        @Doc("Tokens of a prompt.")
        @Default("lognormal(p50=500 p99=4000)")
        @AtLeast(1)
        @AtMost(TokenCounts.MAXIMUM)
        @DefaultSource("our assumption: a conversation with some context")
        TokenCounts prompt,

        @Doc("Tokens of an output. All attempts of a request have the same prompt and the same output.")
        @Default("lognormal(p50=150 p99=1000)")
        @AtLeast(1)
        @AtMost(TokenCounts.MAXIMUM)
        @DefaultSource("our assumption: a chat")
        TokenCounts output,

        @Doc("Tokens at the beginning of the prompt that all calls with the same key share, or all calls without a"
                + " key,"
                + " such as a system prompt or a document. A replica computes them once and keeps their KV cache"
                + " blocks"
                + " until other sequences need the room. A prompt has at least one token more. Default: none.")
        @AtLeast(1)
        @AtMost(TokenCounts.MAXIMUM)
        @DefaultSource("vLLM V1 caches prefixes by default (enable_prefix_caching), in whole blocks")
        Optional<Integer> prefix,

        @Doc("Maximum number of tokens of an output (max_tokens of a request). A longer output ends there. A rate_limit"
                + " with 'unit: tokens' counts it in place of the output. Default: no limit but the context.")
        @AtLeast(1)
        @AtMost(TokenCounts.MAXIMUM)
        @DefaultSource("vLLM OpenAI server: max_tokens of a chat is the rest of the context by default")
        Optional<Integer> maxOutput) {
    /** Returns the smallest number of tokens of a prompt: one more than the shared prefix. */
    int leastPrompt() {
        return prefix.map(shared -> shared + 1).orElse(1);
    }

    /** Returns the number of tokens at which an output ends. */
    int mostOutput() {
        return maxOutput.orElse(TokenCounts.MAXIMUM);
    }
}

package dev.brownout.component.inference;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import java.util.Optional;

/** Limits of the batch and of the queue of an engine. */
public record BatchingSpec(
        @Doc("Maximum number of sequences in the batch of a replica.")
        @Default("256")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("vLLM, EngineArgs.get_batch_defaults: max_num_seqs of a server, 1024 on GPUs with 70 GiB or"
                + " more"
                + " that are no A100")
        int maxSequences,

        @Doc("Maximum number of tokens that a step computes: one for each sequence that decodes, and the rest for"
                + " prompts, which are divided into chunks.")
        @Default("2048")
        @AtLeast(1)
        @AtMost(100_000_000)
        @DefaultSource("vLLM, EngineArgs.get_batch_defaults: max_num_batched_tokens of a server, 8192 on GPUs with 70"
                + " GiB or more that are no A100; chunked prefill is on by default in vLLM V1")
        int batchTokens,

        @Doc("Maximum number of waiting sequences of a replica; calls beyond it are rejected. A sequence also"
                + " waits for the"
                + " end of the current step.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @AtMost(1_000_000_000)
        @DefaultSource("vLLM: no limit")
        Optional<Integer> queue) {
    /**
     * Validates the limits.
     *
     * @throws IllegalArgumentException if a step has fewer tokens than the batch has sequences (vLLM, SchedulerConfig)
     */
    public BatchingSpec {
        if (batchTokens < maxSequences) {
            throw new InvalidValueException(
                    "'batch_tokens' ({}) must be at least 'max_sequences' ({}), one token for each sequence",
                    batchTokens,
                    maxSequences);
        }
    }
}

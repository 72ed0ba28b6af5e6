package dev.brownout.component.inference;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Rate;
import java.time.Duration;

/**
 * Duration of a step of the engine: base + per_sequence x sequences in the step + prefill tokens / prefill rate. The
 * duration of a step of decoding is nearly linear in the number of sequences (Agrawal et al., Taming Throughput-Latency
 * Tradeoff in LLM Inference with Sarathi-Serve, OSDI 2024, section 2).
 */
@Doc("Duration of a step: base + per_sequence x sequences in the step + prefill tokens of the step / prefill_rate.")
public record StepTimeSpec(
        @Doc("Part of the duration that does not depend on the batch: the weights are read once in each step.")
        @Default("7ms")
        @AtLeast(100_000)
        @DefaultSource(
                "vLLM issue 17598 (May 2025): inter-token latencies of 8.235 ms and 9.4167 ms for up to 16 and 32"
                        + " sequences, a line through 7.05 ms at 0; model and GPU are not stated")
        Duration base,

        @Doc("Additional duration for each sequence in the step.")
        @Default("74us")
        @AtLeast(0)
        @DefaultSource("vLLM issue 17598: (9.4167 ms - 8.235 ms) / 16 sequences")
        Duration perSequence,

        @Doc("Tokens of prompts that a step computes in each second of additional duration.")
        @Default("20k/s")
        @AtLeast(0.001)
        @DefaultSource("our assumption: a model with 8 billion parameters on a GPU with 80 GB")
        Rate prefillRate) {

    /**
     * Returns the duration of a step, in ns.
     *
     * @param sequences sequences in the step
     * @param prefillTokens tokens of prompts, and of sequences that are computed again
     */
    long nanos(int sequences, long prefillTokens) {
        double prefill = prefillTokens * 1e9 / prefillRate.perSecond();
        return base.toNanos() + sequences * perSequence.toNanos() + (long) (prefill + 0.5);
    }
}

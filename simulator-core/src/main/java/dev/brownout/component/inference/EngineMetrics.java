package dev.brownout.component.inference;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/**
 * Metrics of an inference engine.
 *
 * @param engine steps and queue
 * @param latency times of tokens
 * @param tokens numbers of tokens
 */
record EngineMetrics(EngineMetrics.Engine engine, EngineMetrics.Latency latency, EngineMetrics.Tokens tokens) {
    /** Metrics of the steps, the KV cache and the queue. */
    record Engine(
            @Doc("Share of the time in which a step runs, of the replicas that are up, time-weighted. It says"
                    + " little about"
                    + " the load: one sequence keeps the engine as busy as many.")
            @Display(value = Display.As.UTILIZATION, in = Display.In.SUMMARY)
            @ChartTitle("Time of {} with a step")
            Occupancy utilization,

            @Doc("KV cache blocks in use by sequences, of the blocks of the replicas that are up, time-weighted.")
            @Display(Display.As.OCCUPANCY)
            @ChartTitle("KV cache usage of {}")
            Occupancy kvUsage,

            @Doc("Sequences that wait for admission: new ones and preempted ones.")
            @Display(Display.As.LINE)
            @ChartTitle("Waiting sequences of {}")
            TimeWeighted queue,

            @Doc("Sequences in the batch of the engine, time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Batch size of {}")
            TimeWeighted batchSize,

            @Doc("Preemptions: sequences that lost their KV cache blocks to others and are computed again.")
            @ChartTitle("Preemptions of {}")
            Counter preemptions,

            @Doc("Steps of the engine.") @ChartTitle("Steps of {}")
            Counter steps) {}

    /** Times that a caller with a streamed response sees. */
    record Latency(
            @Doc("Time to first token: from the arrival of a call at its replica to its first token.")
            @ChartTitle("Time to first token of {}")
            LatencyHistogram ttft,

            @Doc("Inter-token latency: time between two successive tokens of a call, preemptions included.")
            @ChartTitle("Inter-token latency of {}")
            LatencyHistogram itl,

            @Doc("Time per output token of a complete call: from its first to its last token, divided by the number"
                    + " of"
                    + " its tokens less one.")
            @ChartTitle("Time per output token of {}")
            LatencyHistogram tpot,

            @Doc("Time from the moment at which a user wanted to send the request to the first token of a call for"
                    + " it.")
            @ChartTitle("Time of users to the first token of {}")
            LatencyHistogram userTtft) {}

    /** Numbers of tokens. */
    record Tokens(
            @Doc("Prompt tokens of calls with a first token, those from the prefix cache included.")
            @ChartTitle("Prompt tokens of {}")
            Counter promptTokens,

            @Doc("Generated tokens.") @ChartTitle("Output tokens of {}")
            Counter outputTokens,

            @Doc("Tokens of prompts and of preempted sequences that steps have computed.")
            @ChartTitle("Prefill tokens of {}")
            Counter prefillTokens,

            @Doc("Tokens in the KV cache that preempted sequences have lost.") @ChartTitle("Lost tokens of {}")
            Counter preemptedTokens,

            @Doc("Calls with a prompt that leaves no token of the context for the output; they end as failed.")
            @ChartTitle("Calls of {} over the context")
            Counter overContext,

            @Doc("Calls with an output that ends at the context length or at 'max_output'.")
            @ChartTitle("Truncated outputs of {}")
            Counter truncated) {}

    /** Prefix cache. */
    record PrefixCache(
            @Doc("Prompt tokens from the prefix cache, of the prompt tokens of all admitted calls.")
            @Display(Display.As.HIT_RATIO)
            @ChartTitle("Prefix cache hits of {}")
            Ratio prefixHitRatio) {}

    /** Service level objective. */
    @RequiresParameter("slo")
    record Objective(
            @Doc("Complete calls within all bounds of 'slo'.") @ChartTitle("Goodput of {}")
            Counter goodput,

            @Doc("Calls within all bounds of 'slo', of the calls that have ended in any way.")
            @ChartTitle("Calls of {} within the SLO")
            Ratio sloAttainment) {}
}

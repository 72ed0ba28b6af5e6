package dev.brownout.verify.model.grid;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of the rate at which a replica of a language model generates tokens. A step with n sequences takes
 * base + n per_sequence.
 *
 * <p>{@code token.single}: one sequence at a time, with outputs of k tokens, is M/D/1 with the service time s = k (base
 * + per_sequence). The replica is busy for lambda s of the time and generates lambda k tokens/s (Little 1961). A call
 * waits for lambda s^2 / (2 (1 - lambda s)) (Pollaczek 1930).
 *
 * <p>{@code token.full}: with a backlog, each step has the n sequences of the limit. It generates n tokens, and all of
 * them have base + n per_sequence between two tokens (Yu et al., Orca, OSDI 2022: iteration-level scheduling).
 */
public final class TokenRateModels implements ModelFamily {
    @Override
    public String title() {
        return "Token rates of language models";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                single(3, 10, "token.single.a"),
                single(2, 30, "token.single.b"),
                single(5, 15, "token.single.c"),
                saturated(1, "token.full.a"),
                saturated(4, "token.full.b"),
                saturated(16, "token.full.c"),
                saturated(64, "token.full.d"));
    }

    private static ReferenceModel single(int rate, int output, String id) {
        return ScenarioRun.of("inference")
                .with("load", rate + "/s")
                .with("output", output)
                .with("most", 1)
                .rate(rate)
                .minWarmup(60)
                .read(
                        id,
                        run -> Map.of(
                                "busy", run.average("gpu", "utilization"),
                                "tokens", run.perSecond(run.measure("gpu", "output_tokens")),
                                "mean", run.mean("job")))
                .quickRequests(100_000);
    }

    private static ReferenceModel saturated(int sequences, String id) {
        return ScenarioRun.of("inference")
                .with("load", "constant(200/s)")
                .with("output", 100)
                .with("most", sequences)
                .deterministic(
                        id,
                        run -> Map.of(
                                "tokens",
                                run.measure("gpu", "output_tokens") / run.seconds(),
                                "itl",
                                run.measure("gpu", "itl.mean")));
    }
}

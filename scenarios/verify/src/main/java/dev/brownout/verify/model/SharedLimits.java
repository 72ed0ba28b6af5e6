package dev.brownout.verify.model;

import dev.brownout.verify.Family;
import dev.brownout.verify.Model;
import java.util.List;
import java.util.Map;

/**
 * Rate limits of several machines. One allowance for all of them lets burst + rate x time of constant arrivals pass
 * (the fluid of a token bucket), an allowance of each machine four times as many. Under chance arrivals beyond the rate
 * what is rejected is that of one token bucket: 1 - rate / arrivals in the long run (de Kok and Tijms 1985).
 */
final class SharedLimits implements Family {
    @Override
    public String title() {
        return "Rate limits of several machines";
    }

    @Override
    public List<Model> models() {
        return List.of(
                passed(true, "limit.shared.a"),
                passed(false, "limit.each.a"),
                ScenarioRun.of("shared-limit")
                        .with("load", "150/s")
                        .with("burst", 20)
                        .rate(150)
                        .settling(10)
                        .read("limit.shared.b", run -> Map.of("", run.failed("call")))
                        .quick(100_000));
    }

    private static Model passed(boolean shared, String id) {
        return ScenarioRun.of("shared-limit")
                .with("duration", "10s")
                .with("warmup", "0s")
                .with("load", "constant(2k/s)")
                .with("shared", shared)
                .once(id, run -> Map.of("", (double) run.requests("call").good()));
    }
}

package dev.brownout.sample;

import dev.brownout.result.CostResult;
import dev.brownout.result.CostResult.ComponentCost;
import dev.brownout.result.EdgeResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.EarlyStop;
import dev.brownout.result.VariantResult.RunExecution;
import dev.brownout.sentence.Sentence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run of ten seconds that was stopped early, small enough to be read as JSON. */
public final class TinySample {

    private static final EarlyStop STOPPED =
            new EarlyStop(8_000_000_000L, Sentence.of("box holds 2,000,000 requests: 240/s arrive, 200/s are served"));

    private TinySample() {}

    /** Returns a result with one variant, five intervals, an assertion without data, and a station without a limit. */
    public static RunResult stoppedResult() {
        VariantResult built = variant()
                .request("all", 800, Map.of("refused@box", 150L), 14)
                .request("page", 800, Map.of("refused@box", 150L), 14)
                .station("box", 100, Double.POSITIVE_INFINITY, Double.NaN, 0.5)
                .sla("quick", "page.p99 < 100ms during fault", Double.NaN, 100e6, "ns", false)
                .sla("alive", "availability >= 99%", 0.8125, 0.99, "ratio", false)
                .predict("p99", "page.p99 ~ 96ms +/- 15%", 96e6, Double.NaN, 0.15, "ns")
                .cost(cost())
                .build();
        RunExecution run = built.run();
        return new RunResult(
                "A box \"that\" stops",
                "tiny",
                "00ff",
                "",
                "",
                List.of(),
                List.of(new VariantResult(
                        built.name(),
                        new RunExecution(
                                run.resolved(),
                                run.seed(),
                                run.replication(),
                                run.durationNanos(),
                                run.warmupNanos(),
                                STOPPED,
                                run.simulatedRequests(),
                                run.simulatedEvents()),
                        built.requests(),
                        built.components(),
                        built.windows(),
                        List.of(edge()),
                        built.series(),
                        built.history(),
                        built.evaluation(),
                        built.analysis(),
                        built.cost(),
                        built.accounting(),
                        built.tracing())));
    }

    private static VariantBuilder variant() {
        VariantBuilder variant = new VariantBuilder("base", 10, 2)
                .setting("components.box.cores", "4", "file")
                .fault("fault", "crash box/1 for 2s", "box/1 crashed", "box", 4, 6);
        variant.columns()
                .percentile("page.p99", "page", t -> t == 4 ? Double.NaN : 95.5)
                .ratio("availability", "", 100, t -> t == 4 ? 0.25 : 1)
                .counter("page.failed", "page", t -> t == 4 ? 75 : 0);
        return variant;
    }

    private static EdgeResult edge() {
        return new EdgeResult(
                "page",
                true,
                "box",
                800,
                40,
                650,
                150,
                0,
                Map.of("refused@box", 150L),
                new long[] {200, 200, 200, 200, 0},
                new long[] {200, 200, 50, 200, 0},
                new long[] {0, 0, 150, 0, 0});
    }

    private static CostResult cost() {
        ComponentCost box = new ComponentCost(
                0.00048, 0.216, 0.6, List.of(new CostResult.Item("cores", 0.01, "h", 0.048, 0.00048)));
        ComponentCost idle = new ComponentCost(0, 0, 0, List.of());
        return new CostResult("Prices <of> a test", "2026-01-01", 0.00048, 0.216, 0.6, costs(box, idle), null);
    }

    private static Map<String, ComponentCost> costs(ComponentCost box, ComponentCost idle) {
        Map<String, ComponentCost> costs = new LinkedHashMap<>();
        costs.put("box", box);
        costs.put("idle", idle);
        return costs;
    }
}

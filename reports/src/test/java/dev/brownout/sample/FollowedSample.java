package dev.brownout.sample;

import dev.brownout.result.LatencyBreakdown;
import dev.brownout.result.LatencyBreakdown.Part;
import dev.brownout.result.RunResult;
import dev.brownout.result.Trace;
import dev.brownout.result.Trace.Call;
import dev.brownout.result.Trace.Stretch;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TracingResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sample result with latency breakdowns and two traces: a slow request, and a request that timed out and was retried.
 */
public final class FollowedSample {
    private static final long MILLI = 1_000_000;

    private FollowedSample() {}

    /** Returns a result with one variant. */
    public static RunResult result() {
        RunResult plain = Samples.single();
        VariantResult variant = plain.variants().get(0);
        Map<String, LatencyBreakdown> page = new LinkedHashMap<>();
        page.put("mean", breakdown(900, 8, 2, 6));
        page.put("p99", breakdown(9, 100, 90, 10));
        return new RunResult(
                plain.scenario(),
                plain.name(),
                plain.digest(),
                plain.question(),
                plain.lesson(),
                plain.charts(),
                List.of(variant.with(
                        new TracingResult(Map.of("page", page), List.of(slow(), failed())),
                        variant.accounting().audit())));
    }

    private static LatencyBreakdown breakdown(long requests, long mean, long waiting, long work) {
        return new LatencyBreakdown(
                requests,
                mean * MILLI,
                mean * MILLI / 2,
                mean * MILLI * 2,
                List.of(new Part("web", "waiting", waiting * MILLI), new Part("web", "work", work * MILLI)));
    }

    /** Returns the trace of a call to web, which waits, works, and calls db. */
    private static Trace slow() {
        return new Trace(
                "00000000000000ab",
                "page",
                "slowest",
                1000 * MILLI,
                30 * MILLI,
                "ok",
                List.of(
                        call(-1, "users", "", 0, 1000, 1000, 1030, 1030, "ok"),
                        call(
                                0,
                                "web",
                                "1",
                                0,
                                1000,
                                1001,
                                1029,
                                1030,
                                "ok",
                                stretch("network", 1000, 1001),
                                stretch("waiting", 1001, 1010),
                                stretch("work", 1010, 1015),
                                stretch("network", 1029, 1030)),
                        call(
                                1,
                                "db",
                                "primary",
                                0,
                                1015,
                                1016,
                                1028,
                                1029,
                                "ok",
                                stretch("network", 1015, 1016),
                                stretch("work", 1016, 1028),
                                stretch("network", 1028, 1029))));
    }

    /**
     * Returns the trace of a call to web that times out while web continues to work. The retry after a backoff is
     * refused.
     */
    private static Trace failed() {
        return new Trace(
                "f0000000000000cd",
                "page",
                "failed",
                2000 * MILLI,
                26 * MILLI,
                "refused",
                List.of(
                        call(-1, "users", "", 0, 2000, 2000, 2026, 2026, "refused", stretch("backoff", 2020, 2024)),
                        call(
                                0,
                                "web",
                                "1",
                                0,
                                2000,
                                2001,
                                2060,
                                2020,
                                "timed_out",
                                stretch("network", 2000, 2001),
                                stretch("others", 2000, 2020),
                                stretch("work", 2001, 2060)),
                        call(
                                0,
                                "web",
                                "2",
                                1,
                                2024,
                                Trace.NEVER,
                                Trace.NEVER,
                                2026,
                                "refused",
                                stretch("network", 2024, 2025),
                                stretch("network", 2025, 2026))));
    }

    private static Stretch stretch(String phase, long from, long to) {
        return new Stretch(phase, from * MILLI, to * MILLI, to < 2030);
    }

    private static Call call(
            int parent,
            String component,
            String node,
            int attempt,
            long sent,
            long arrived,
            long left,
            long responseAt,
            String outcome,
            Stretch... phases) {
        return new Call(
                parent,
                component,
                node,
                attempt,
                sent * MILLI,
                arrived < 0 ? arrived : arrived * MILLI,
                left < 0 ? left : left * MILLI,
                responseAt * MILLI,
                outcome,
                List.of(phases));
    }
}

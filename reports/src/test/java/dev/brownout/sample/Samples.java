package dev.brownout.sample;

import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.List;
import java.util.Map;

/** Sample results of two web servers. */
public final class Samples {

    private static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private Samples() {}

    /**
     * Returns a result with two web servers, one of which crashes. One of three variants violates its assertions, as
     * expected.
     */
    public static RunResult secondServer() {
        return new RunResult(
                "A second server keeps the site up",
                "load-balancer",
                DIGEST,
                "Does a second web server keep the site up when one crashes?",
                "Sixteen cores in two boxes survive what sixteen cores in one box cannot.",
                List.of("page.latency", "availability", "web/*.utilization", "nothing.known"),
                List.of(twoBoxes(), oneBigBox(), redispatch()));
    }

    /** Returns a result with the first variant of {@link #secondServer} alone. */
    public static RunResult single() {
        RunResult all = secondServer();
        return new RunResult(
                all.scenario(),
                all.name(),
                all.digest(),
                all.question(),
                all.lesson(),
                all.charts(),
                all.variants().subList(0, 1));
    }

    private static VariantBuilder server(String name, double rhoBefore, double rhoDuring, double peak) {
        VariantBuilder variant = new VariantBuilder(name, 720, 2)
                .setting("components.web.cores", "8", "file")
                .setting("components.web.queue", "200", "file")
                .setting("components.web.nodes", "2", name.equals("one big box") ? "variant" : "file")
                .setting("requests.page.timeout", "1s", "file")
                .setting("components.lb.health.timeout", "1s", "default")
                .fault("fault", "crash web/1 for 72s", "web/1 crashed", "web", 240, 312);
        variant.columns()
                .latency("page", t -> t < 240 || t > 318 ? 6.4 : name.equals("one big box") ? Double.NaN : peak)
                .gauge("web.utilization", "web", "ratio", t -> t < 240 || t > 318 ? rhoBefore : rhoDuring)
                .gauge("web.queue", "web", "1", t -> t < 240 || t > 318 ? 0.4 : rhoDuring * 40)
                .gauge("web/1.utilization", "web", "ratio", t -> t < 240 || t > 312 ? rhoBefore : 0);
        if (!name.equals("one big box")) {
            variant.columns()
                    .gauge("web/2.utilization", "web", "ratio", t -> t < 240 || t > 318 ? rhoBefore : rhoDuring);
        }
        return variant.station("web", 720, 1600, 11e6, rhoBefore);
    }

    private static VariantResult twoBoxes() {
        VariantBuilder variant = server("two boxes", 0.45, 0.9, 11);
        double[] refused = {0.51, 0.52, 0.76};
        variant.columns()
                .ratio("availability", "", 720, t -> t >= 240 && t < 246 ? refused[(int) (t - 240) / 2] : 1)
                .counter("page.offered", "page", t -> 720)
                .counter("page.good", "page", t -> t >= 240 && t < 246 ? 360 : 720)
                .counter("page.failed", "page", t -> t >= 240 && t < 246 ? 360 : 0)
                .counter("page.refused", "page", t -> t >= 240 && t < 246 ? 360 : 0);
        return variant.request("all", 496_800, Map.of("refused@web", 1_800L, "reset@web", 4L), 6.4)
                .request("page", 496_800, Map.of("refused@web", 1_800L, "reset@web", 4L), 6.4)
                .window("fault", 240, 312, "page", 51_840, Map.of("refused@web", 1_800L), 14.2)
                .component("lb", "load-balancer", Map.of("ejections", new Measure(1, "1", "Nodes taken out.")), 7)
                .component(
                        "web",
                        "server",
                        Map.of(
                                "utilization", new Measure(0.4512, "ratio", "Time-weighted share of busy cores."),
                                "queue", new Measure(1.31, "1", "Requests waiting, time-weighted mean.")),
                        6)
                .withEvent(245, "ejected", "web", "web/1 was found dead and taken out, 5 s after the crash")
                .withEvent(312, "fault-end", "web", "web/1 came back")
                .withEvent(316.2, "returned", "web", "web/1 passed two checks and was asked again")
                .sla("uptime", "availability >= 99.5%", 0.99637, 0.995, "ratio", false)
                .sla("bearable", "page.p99 < 150ms during fault", 71e6, 150e6, "ns", false)
                .predict("lost requests", "page.failed ~ 1800 +/- 30%", 1800, 1804, 0.3, "1")
                .predict(
                        "survivor load",
                        "web/2.utilization ~ 90% +/- 4% from 4m10s to 5m10s",
                        0.9,
                        0.8991,
                        0.04,
                        "ratio")
                .build();
    }

    private static VariantResult oneBigBox() {
        VariantBuilder variant = server("one big box", 0.45, 0, 11);
        variant.columns()
                .ratio("availability", "", 720, t -> t >= 240 && t < 316 ? 0 : 1)
                .counter("page.offered", "page", t -> 720)
                .counter("page.good", "page", t -> t >= 240 && t < 316 ? 0 : 720)
                .counter("page.failed", "page", t -> t >= 240 && t < 316 ? 720 : 0)
                .counter("page.unavailable", "page", t -> t >= 246 && t < 316 ? 720 : 0)
                .counter("page.refused", "page", t -> t >= 240 && t < 246 ? 720 : 0);
        Map<String, Long> causes = Map.of("refused@web", 3_530L, "unavailable@lb", 50_400L, "reset@web", 7L);
        return variant.request("all", 496_800, causes, 5.9)
                .request("page", 496_800, causes, 5.9)
                .window("fault", 240, 312, "page", 51_840, Map.of("unavailable@lb", 51_840L), 6)
                .component("lb", "load-balancer", Map.of("ejections", new Measure(1, "1", "Nodes taken out.")), 7)
                .component(
                        "web",
                        "server",
                        Map.of("utilization", new Measure(0.4, "ratio", "Time-weighted share of busy cores.")),
                        6)
                .withEvent(240, "breach", "uptime", "\"uptime\" was first violated")
                .withEvent(244.8, "ejected", "web", "web/1 was found dead and taken out; no node was left")
                .withEvent(316, "returned", "web", "web/1 passed two checks and was asked again")
                .sla("uptime", "availability >= 99.5%", 0.89143, 0.995, "ratio", true)
                .sla("bearable", "page.p99 < 150ms during fault", Double.NaN, 150e6, "ns", true)
                .build();
    }

    private static VariantResult redispatch() {
        VariantBuilder variant = server("two boxes and redispatch", 0.45, 0.9, 11);
        variant.columns()
                .ratio("availability", "", 720, t -> t >= 240 && t < 242 ? 0.997 : 1)
                .counter("page.offered", "page", t -> 720)
                .counter("page.good", "page", t -> 720)
                .counter("page.failed", "page", t -> t >= 240 && t < 242 ? 2 : 0);
        return variant.request("all", 496_800, Map.of("reset@web", 4L), 6.4)
                .request("page", 496_800, Map.of("reset@web", 4L), 6.4)
                .window("fault", 240, 312, "page", 51_840, Map.of("reset@web", 4L), 14.1)
                .component("lb", "load-balancer", Map.of("ejections", new Measure(1, "1", "Nodes taken out.")), 7)
                .component(
                        "web",
                        "server",
                        Map.of("utilization", new Measure(0.4515, "ratio", "Time-weighted share of busy cores.")),
                        6)
                .withEvent(245, "ejected", "web", "web/1 was found dead and taken out, 5 s after the crash")
                .withEvent(316.2, "returned", "web", "web/1 passed two checks and was asked again")
                .sla("uptime", "availability >= 99.5%", 0.9999919, 0.995, "ratio", false)
                .sla("bearable", "page.p99 < 150ms during fault", 70.5e6, 150e6, "ns", false)
                .build();
    }
}

package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.Latency;
import dev.brownout.result.PredictResult;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.service.Outcome;
import dev.brownout.sla.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Consistency of metric values: each documented metric name has one value in assertions, predictions, commands, results
 * and series.
 */
class MetricValueConsistencyTest {
    private static final Map<String, String> COMPONENTS =
            new TreeMap<>(Map.of("topic", "likes", "dns", "dns", "waiting-room", "room", "machine", "box"));

    static {
        COMPONENTS.putAll(Map.of(
                "load-balancer",
                "lb",
                "server",
                "web",
                "cache",
                "cache",
                "database",
                "db",
                "store",
                "kv",
                "queue",
                "photos",
                "cdn",
                "cdn",
                "uplink",
                "uplink",
                "id-generator",
                "ids"));
    }

    /**
     * Metrics that need other options than those of the test scenario. They belong to load balancers with several
     * servers; to scaled caches and to those that work for loads; to servers that are drained, resized, scaled to zero
     * or limited in memory; to ID generators with a queue; and to databases with separate rows per region, with moving
     * keys, with several primaries, or with units to reserve.
     */
    private static final List<String> TESTED_SEPARATELY = List.of(
            "lb.forwarded",
            "lb.traffic_share",
            "cache.nodes",
            "cache.load_works",
            "cache.load_delay",
            "cache.provisioned",
            "web.drain_killed",
            "db.cores_in_service",
            "web.cores_in_service",
            "web.cold_starts",
            "web.calls_held",
            "web.cold_share",
            "web.cold_wait",
            "web.time_off",
            "web.memory_held",
            "web.oom_kills",
            "ids.utilization",
            "ids.provisioned_utilization",
            "ids.queue",
            "ids.queue_wait",
            "db.not_found_reads",
            "db.not_found_share",
            "db.moved_share",
            "db.moved_bytes",
            "db.moved_keys",
            "db.moved_at",
            "db.moving",
            "db.held_writes",
            "db.cutover_wait",
            "db.sent_on",
            "db.concurrent_writes",
            "db.lost_updates",
            "db.clock_losses",
            "db.unmerged",
            "db.sibling_reads",
            "db.counter_value",
            "db.increments",
            "db.lost_increments",
            "db.overwriting_share",
            "db.rolled_back_increments",
            "db.counter_reads",
            "db.counter_error",
            "db.counter_error_max",
            "db.free_units",
            "db.held_units",
            "db.sold_units",
            "db.sold_out_share",
            "db.sold_out_at",
            "db.expired_holds",
            "db.released_holds",
            "db.lost_holds",
            "db.oversold_units");

    /** Metrics of visits with a key and of session routing, which the test scenario does not have. */
    private static final Set<String> OF_SESSIONS = Set.of(
            "own_write_reads",
            "missed_own_writes",
            "missed_own_share",
            "repeated_reads",
            "backward_reads",
            "backward_share",
            "session_primary_reads",
            "session_moves",
            "session_wait",
            "session_wait_timeouts");

    private static final Manual MANUAL = new Manual(LanguageDefinition.standard());
    private static final List<String> NAMES = names();
    private static VariantResult result;

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("page.rto(outage)"));
        for (MetricDefinition meaning : MetricDefinition.ofRequests()) {
            names.add(meaning.name());
            for (String stat : stats(meaning.name())) {
                names.addAll(List.of("all." + meaning.name() + stat, "page." + meaning.name() + stat));
            }
        }
        MetricDefinition.ofCosts()
                .forEach(meaning -> names.addAll(List.of("all." + meaning.name(), "web." + meaning.name())));
        for (MetricDefinition meaning : MetricDefinition.ofBusiness()) {
            names.add("page." + meaning.name());
            if (MetricDefinition.money(meaning.name())) {
                names.add("all." + meaning.name());
            }
        }
        COMPONENTS.forEach((kind, component) -> {
            MANUAL.pagesAbout(kind)
                    .get(0)
                    .metrics()
                    .forEach(metric -> names.add((component + "." + metric.name())
                            .replaceFirst("^web[.](client_connection.*|stream_.*)$", "rpc.$1")));
            if (!kind.equals("dns")) {
                MetricDefinition.ofComponents()
                        .forEach(meaning -> stats(meaning.name())
                                .forEach(stat -> names.add(component + "." + meaning.name() + stat)));
            }
        });
        return names.stream()
                .distinct()
                .filter(name -> !name.endsWith("rto") && !TESTED_SEPARATELY.contains(name))
                .filter(name -> !name.endsWith(".cost_per_million_tokens") || name.startsWith("all."))
                .filter(name -> !OF_SESSIONS.contains(name.substring(name.indexOf('.') + 1)))
                .toList();
    }

    private static List<String> stats(String name) {
        return List.of("latency", "all").contains(name) ? List.of("", ".p99", ".max", ".count") : List.of("");
    }

    @BeforeAll
    static void runOnce() throws Exception {
        StringBuilder sections = new StringBuilder("""
                run: { duration: 60s, warmup: 10s }
                load: 60/s
                faults:
                  - at 20s: crash web/1 for 15s as outage
                  - at 30s: errors web 20%
                  - at 40s: errors web 0%
                sla:
                """);
        NAMES.forEach(name -> sections.append("  a ").append(entry(name)).append(" == 0\n"));
        sections.append("predict:\n");
        NAMES.forEach(name -> sections.append("  p ").append(entry(name)).append(" ~ 0 +/- 0%\n"));
        ScenarioFile file = new Loader(none -> Optional.empty())
                .load("names", ManualExampleSystem.with(sections.toString()), Overrides.NONE);
        List<Metric> requested = NAMES.stream().map(Loader::metric).toList();
        ScenarioFile.Variant variant = file.variants().get(0);
        result = Run.execute(
                variant.scenario(), file.setup(variant).withMetrics(requested), (share, events, inFlight) -> true);
    }

    /** Returns a section entry of the metric, under a key that identifies it. */
    private static String entry(String metric) {
        return key(metric) + ": " + metric;
    }

    private static String key(String metric) {
        return "number " + NAMES.indexOf(metric);
    }

    @Test
    void assertionsPredictionsAndCommandsAgree() {
        assertThat(NAMES).hasSizeGreaterThan(300).contains("page.failed", "page.internal_error", "web.utilization");
        List<String> thin = new ArrayList<>();
        for (String name : NAMES) {
            SlaResult sla = result.evaluation().sla().get("a " + key(name));
            PredictResult predict = result.evaluation().predict().get("p " + key(name));
            Measure requested =
                    result.evaluation().asked().get(Loader.metric(name).toString());
            assertThat(predict.measured()).as(name).isEqualTo(Double.valueOf(sla.value()));
            if (Double.isNaN(requested.value()) && !Double.isNaN(sla.value())) {
                thin.add(name);
            } else {
                assertThat(requested.value()).as(name).isEqualTo(Double.valueOf(sla.value()));
            }
            assertThat(List.of(predict.unit(), requested.unit())).as(name).containsOnly(sla.unit());
        }
        // Commands omit a percentile with too few samples. An assertion evaluates it, with a warning.
        assertThat(thin).contains("page.p99.99").doesNotContain("page.p99.9").allMatch(name -> name.contains("p99"));
    }

    @Test
    void resultAgreesWithCommands() {
        Map<String, Measure> reported = new LinkedHashMap<>();
        result.requests().forEach((name, one) -> requests(reported, name + ".", one));
        result.components().forEach((name, one) -> components(reported, name + ".", one));
        int compared = 0;
        for (String name : NAMES) {
            Measure measure = reported.get(name);
            Measure requested = result.evaluation().asked().get(name);
            if (measure != null && !Double.isNaN(requested.value())) {
                assertThat(measure.value()).as(name).isEqualTo(Double.valueOf(requested.value()));
                assertThat(measure.unit()).as(name).isEqualTo(requested.unit());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(200);
        assertThat(result.requests().get("page").failed())
                .isGreaterThan(reported.get("page.internal_error").value() > 0 ? 10L : Long.MAX_VALUE);
    }

    private static void requests(Map<String, Measure> reported, String owner, RequestResult one) {
        reported.put(owner + "availability", new Measure(one.availability(), "ratio", ""));
        Map<String, Long> counts = new TreeMap<>(Map.of(
                "offered",
                one.offered(),
                "good",
                one.good(),
                "late",
                one.late(),
                "failed",
                one.failed(),
                "attempts",
                one.attempts()));
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.metric(), one.outcomes().getOrDefault(outcome.label(), 0L));
        }
        counts.forEach((name, count) -> reported.put(owner + name, new Measure(count, "1", "")));
        latency(reported, owner, one.successes());
        if (one.overdue() == 0) {
            // The metric includes the ages of overdue requests; the result has finished requests only.
            reported.put(owner + "all.p99", new Measure(one.all().p99(), "ns", ""));
        }
    }

    private static void components(Map<String, Measure> reported, String owner, ComponentResult one) {
        one.measures().forEach((name, measure) -> reported.put(owner + name, measure));
        for (Outcome outcome : Outcome.values()) {
            if (!outcome.good()) {
                long count = one.errors().getOrDefault(outcome.label(), 0L);
                reported.put(owner + outcome.metric(), new Measure(count, "1", ""));
            }
        }
        latency(reported, owner, one.latency());
    }

    private static void latency(Map<String, Measure> reported, String owner, Latency latency) {
        Map<String, Double> stats = Map.of(
                "mean",
                latency.mean(),
                "max",
                latency.max(),
                "p50",
                latency.p50(),
                "p90",
                latency.p90(),
                "p95",
                latency.p95(),
                "p99",
                latency.p99(),
                "p99.9",
                latency.p999(),
                "p99.99",
                latency.p9999());
        stats.forEach((stat, value) -> reported.put(owner + stat, new Measure(value, "ns", "")));
        reported.put(owner + "latency.count", new Measure(latency.count(), "1", ""));
        reported.put(owner + "latency.p99", new Measure(latency.p99(), "ns", ""));
    }

    @Test
    void countersOfTheSeriesAddUpToTheTotals() {
        Series series = result.series();
        assertThat(series.columns().stream().map(Series.Column::name)).doesNotHaveDuplicates();
        int from = (int) (result.run().warmupNanos() / series.stepNanos());
        int compared = 0;
        for (Series.Column column : series.columns()) {
            Measure requested = result.evaluation().asked().get(column.name());
            if (requested != null && column.kind() == Series.Kind.COUNTER) {
                double sum = 0;
                for (int i = from; i < column.values().length; i++) {
                    sum += column.values()[i];
                }
                assertThat(sum).as(column.name()).isCloseTo(requested.value(), within(1e-9 * Math.abs(sum)));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    /** The values that a page prints for a metric are those of its unit in a result. */
    @Test
    void unitsOfPagesAreThoseOfResults() {
        List<String> differing = new ArrayList<>();
        Set<String> units = new TreeSet<>();
        result.components()
                .values()
                .forEach(component -> MANUAL.pages(ManualChapter.COMPONENTS).stream()
                        .filter(page -> page.name().equals(component.kind()))
                        .flatMap(page -> page.metrics().stream())
                        .forEach(metric -> {
                            Measure measure = component.measures().get(metric.name());
                            if (measure != null) {
                                units.add(measure.unit());
                                if (!measure.unit().equals(metric.unit())) {
                                    differing.add(component.kind() + "." + metric.name() + " in " + measure.unit()
                                            + ", not in " + metric.unit());
                                }
                            }
                        }));
        assertThat(differing).isEmpty();
        assertThat(units).contains("1", "ratio", "ns", "B");
    }
}

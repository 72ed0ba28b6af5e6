package dev.brownout.metrics;

import dev.brownout.catalog.Catalog;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Instrument;
import dev.brownout.result.DisplayHints;
import dev.brownout.sla.Metric;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.ScenarioException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what the policies measure that stand on requests: of one class, or of all together. */
final class PolicyMetrics {
    private static final Map<String, PolicyMetric> KNOWN = known();

    /** A measure of policies: which kind counts it, and into what. */
    private record PolicyMetric(String policy, Class<?> instrument) {}

    private final Map<String, InstrumentRegistry> byRequest;

    PolicyMetrics(Map<String, InstrumentRegistry> byRequest) {
        this.byRequest = byRequest;
    }

    /** The names of the measures of a class, or of all. */
    List<String> names(String of) {
        return instruments(of).stream()
                .flatMap(i -> i.names().stream())
                .distinct()
                .toList();
    }

    /** One of the measures. */
    Instrument measure(String of, String name) {
        List<Instrument> parts = instruments(of).stream()
                .filter(i -> i.names().contains(name))
                .map(i -> i.of(name))
                .toList();
        return parts.size() == 1 ? parts.get(0) : parts.get(0).sum(parts);
    }

    /** How one of the measures is shown. */
    DisplayHints showing(String of, String name) {
        return instruments(of).stream()
                .filter(i -> i.names().contains(name))
                .map(i -> i.showing(name))
                .findFirst()
                .orElse(DisplayHints.PLAIN);
    }

    /** The same, for any window. */
    MetricReader reading(String of, Metric metric, String path) {
        Instrument first = measure(of, metric.name());
        String stat = metric.stat().orElse("");
        if (!stat.isEmpty() && !first.stats().contains(stat)) {
            throw new ScenarioException(
                    path, "'" + metric.name() + "' has no statistic '" + stat + "'", stat, first.stats());
        }
        return new WindowMetricReader(
                first.unit(stat),
                first.counts() && stat.isEmpty(),
                true,
                stat.isEmpty() ? showing(of, metric.name()) : DisplayHints.PLAIN,
                span -> measure(of, metric.name()).value(span, stat));
    }

    /**
     * A measure of a policy where no such policy stands, as in a variant without it: nothing ever happened. Empty for
     * what no policy measures.
     */
    static Optional<MetricReader> nothing(String name) {
        return Optional.ofNullable(KNOWN.get(name))
                .map(known ->
                        MetricResolver.reading("1", Counter.class.isAssignableFrom(known.instrument()), span -> 0));
    }

    /** The names of all measures of policies, whether such policies stand somewhere or not. */
    static Collection<String> all() {
        return KNOWN.keySet();
    }

    /** The policy that counts a measure, as scenarios write it; empty for what no policy measures. */
    static Optional<String> policy(String name) {
        return Optional.ofNullable(KNOWN.get(name)).map(PolicyMetric::policy);
    }

    /** What policies count, by name. */
    private static Map<String, PolicyMetric> known() {
        Map<String, PolicyMetric> known = new TreeMap<>();
        for (Class<?> policy : Catalog.policies()) {
            DeclaresMetrics measured = policy.getAnnotation(DeclaresMetrics.class);
            String kind = SpecFields.kind(policy).orElseThrow().replace('-', '_');
            for (Class<?> type : measured == null ? new Class<?>[0] : measured.value()) {
                for (RecordComponent measure : type.getRecordComponents()) {
                    known.put(measure.getName(), new PolicyMetric(kind, measure.getType()));
                }
            }
        }
        return known;
    }

    private List<InstrumentRegistry> instruments(String of) {
        return byRequest.entrySet().stream()
                .filter(entry -> of.equals(MetricResolver.ALL) || of.equals(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}

package dev.brownout.metrics;

import dev.brownout.catalog.Catalog;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Instrument;
import dev.brownout.result.DisplayHints;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.MetricRecords;
import dev.brownout.spi.ScenarioException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the metrics of the policies on requests, of one class or of all together. */
final class PolicyMetrics {
    private static final Map<String, PolicyMetric> KNOWN = known();

    /**
     * Metric of a policy.
     *
     * @param policy name of the policy kind
     * @param instrument type of the instrument
     */
    private record PolicyMetric(String policy, Class<?> instrument) {}

    private final Map<String, InstrumentRegistry> byRequest;

    PolicyMetrics(Map<String, InstrumentRegistry> byRequest) {
        this.byRequest = byRequest;
    }

    /** Returns the names of the metrics of a class, or of all classes. */
    List<String> names(String of) {
        return instruments(of).stream()
                .flatMap(i -> i.names().stream())
                .distinct()
                .toList();
    }

    /** Returns the instrument of a metric, summed over the classes. */
    Instrument measure(String of, String name) {
        List<Instrument> parts = instruments(of).stream()
                .filter(i -> i.names().contains(name))
                .map(i -> i.of(name))
                .toList();
        return parts.size() == 1 ? parts.get(0) : parts.get(0).sum(parts);
    }

    /** Returns the display hints of a metric. */
    DisplayHints showing(String of, String name) {
        return instruments(of).stream()
                .filter(i -> i.names().contains(name))
                .map(i -> i.showing(name))
                .findFirst()
                .orElse(DisplayHints.PLAIN);
    }

    /** Returns a reader of a metric for any window. */
    MetricReader reading(String of, Metric metric, String path) {
        Instrument first = measure(of, metric.name());
        String stat = metric.stat().orElse("");
        if (!stat.isEmpty() && !first.stats().contains(stat)) {
            throw new ScenarioException(
                    path, Sentence.of("'{}' has no statistic '{}'", metric.name(), stat), stat, first.stats());
        }
        return new WindowMetricReader(
                first.unit(stat),
                first.counts() && stat.isEmpty(),
                true,
                stat.isEmpty() ? showing(of, metric.name()) : DisplayHints.PLAIN,
                span -> measure(of, metric.name()).value(span, stat));
    }

    /**
     * Returns a reader that always yields 0, for a policy metric without such a policy, as in a variant without it.
     * Empty if no policy has this metric.
     */
    static Optional<MetricReader> zeroReader(String name) {
        return Optional.ofNullable(KNOWN.get(name))
                .map(metric ->
                        MetricResolver.reading("1", Counter.class.isAssignableFrom(metric.instrument()), span -> 0));
    }

    /** Returns the names of all policy metrics, whether or not the scenario has such policies. */
    static Collection<String> all() {
        return KNOWN.keySet();
    }

    /** Returns the name of the policy that counts a metric, as scenarios write it; empty if no policy counts it. */
    static Optional<String> policy(String name) {
        return Optional.ofNullable(KNOWN.get(name)).map(PolicyMetric::policy);
    }

    /** Returns all policy metrics by name. */
    private static Map<String, PolicyMetric> known() {
        Map<String, PolicyMetric> metricsByName = new TreeMap<>();
        for (Class<?> policy : Catalog.policies()) {
            String kind = SpecFields.kind(policy).orElseThrow().replace('-', '_');
            MetricRecords.metrics(policy)
                    .forEach(metric -> metricsByName.put(metric.yamlName(), new PolicyMetric(kind, metric.type())));
        }
        return metricsByName;
    }

    private List<InstrumentRegistry> instruments(String of) {
        return byRequest.entrySet().stream()
                .filter(entry -> of.equals(MetricResolver.ALL) || of.equals(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}

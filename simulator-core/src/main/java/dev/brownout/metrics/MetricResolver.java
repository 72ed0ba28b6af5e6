package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.result.DisplayHints;
import dev.brownout.scenario.JourneySpec;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import dev.brownout.spec.Selector;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.MetricRecords;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.spi.ScenarioException;
import dev.brownout.typetable.TypeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Resolves and reads the metrics of a run, for any window. */
public final class MetricResolver {
    /** Name of the subject that covers all requests together. */
    public static final String ALL = Selector.Head.ALL.word();

    private final RunMeasurements run;
    private final Map<String, ? extends RequestCounts> classes;
    private final Map<String, Ratio> watchedKeys;
    private final Map<String, RecoveryTracker> recoveries;
    private final FaultLosses losses;
    private final PolicyMetrics policies;
    private final Map<String, RequestStats> merged = new TreeMap<>();
    private final Map<String, ComponentMetrics> components = new TreeMap<>();
    private final CostMetrics costs;
    private final BusinessMetrics business;

    /**
     * Creates a resolver for one run.
     *
     * @param watchedKeys share of good requests by key name
     * @param recoveries recovery trackers by {@link #recoveryKey}
     * @param losses acknowledged writes lost by faults
     */
    public MetricResolver(
            RunMeasurements run,
            Map<String, ? extends RequestCounts> classes,
            Map<String, Ratio> watchedKeys,
            Map<String, RecoveryTracker> recoveries,
            FaultLosses losses) {
        this.run = run;
        this.losses = losses;
        this.classes = classes;
        this.watchedKeys = watchedKeys;
        this.recoveries = recoveries;
        this.policies = new PolicyMetrics(run.policyInstruments());
        this.business = new BusinessMetrics(run, this);
        this.costs = new CostMetrics(run, this, business, classes.values());
    }

    /** Returns the costs of the run. */
    public CostMetrics costs() {
        return costs;
    }

    /** Returns the metrics of the policies of requests. */
    PolicyMetrics policies() {
        return policies;
    }

    /** Discards cached sums, since their counts may have grown. */
    public void refresh() {
        merged.clear();
        components.clear();
        costs.refresh();
    }

    /**
     * Resolves a metric.
     *
     * @param path configuration path of the relation, for messages
     */
    public MetricReader of(Metric metric, String path) {
        MetricSubject subject = MetricSubject.measure(metric, run.scope(), path);
        if (MetricDefinition.recovers(metric.name())) {
            return recovery(subject, metric);
        }
        if (MetricDefinition.isLossMetric(metric.name())) {
            return loss(subject, metric, path);
        }
        if (MetricDefinition.ofCosts(metric.name()) != null) {
            return costs.reading(subject, metric.name(), path);
        }
        if (MetricDefinition.ofBusiness(metric.name()) != null) {
            return business.reading(subject, metric.name(), path);
        }
        return switch (subject.sort()) {
            case WHOLE, REQUESTS, REGION -> request(subject, subject.counts(), metric, path);
            case KEY -> new KeyMetrics(watchedKeys).of(subject.name(), path);
            case COMPONENT, MACHINES -> component(subject, metric, path);
            case JOURNEY -> named(run.journeyInstruments().get(subject.name()), "journeys have", metric, path);
            case ALERT -> alert(run.alerts().get(subject.name()), metric, path);
            case ZONE, LINKS -> throw new IllegalStateException("no number is of " + subject);
        };
    }

    private MetricReader recovery(MetricSubject of, Metric metric) {
        RecoveryTracker log = recoveries.get(recoveryKey(of, metric));
        return new WindowMetricReader(
                "ns",
                false,
                false,
                DisplayHints.PLAIN,
                span -> log.recoveryNanos(run.grid().end()));
    }

    private MetricReader loss(MetricSubject of, Metric metric, String path) {
        String fault = metric.fault().orElse(WindowResolver.FAULT);
        new WindowResolver(run.scenario()).fault(fault, path);
        boolean point = metric.name().equals(MetricDefinition.RECOVERY_POINT.name());
        String unit = (point ? MetricDefinition.RECOVERY_POINT : MetricDefinition.LOST_TO_FAULT).unit();
        return new WindowMetricReader(
                unit,
                false,
                false,
                DisplayHints.PLAIN,
                span -> point ? losses.rpoNanos(of, fault) : losses.writes(of, fault));
    }

    /** Returns the acknowledged writes lost by each fault. */
    FaultLosses losses() {
        return losses;
    }

    /** Returns the key of the recovery tracker for a subject and the fault of a metric. */
    public static String recoveryKey(MetricSubject of, Metric metric) {
        return of.counts() + "(" + metric.fault().orElse(WindowResolver.FAULT) + ")";
    }

    /** Returns a reader of a request metric for the users of one region. The subject is a class or all requests. */
    MetricReader inRegion(String region, MetricSubject of, Metric metric, String path) {
        String counts = new MetricSubject(MetricSubject.Sort.REGION, region, "").counts();
        return request(of, of.owner().isEmpty() ? counts : counts + "/" + of.owner(), metric, path);
    }

    private MetricReader request(MetricSubject of, String counts, Metric metric, String path) {
        String name = metric.name();
        if (policies.names(counts).contains(name)) {
            return policies.reading(counts, metric, path);
        }
        Optional<MetricReader> withoutPolicy = PolicyMetrics.zeroReader(name);
        if (withoutPolicy.isPresent()) {
            return withoutPolicy.get();
        }
        RequestMetric requestMetric = RequestMetric.of(name);
        if (requestMetric == null) {
            throw unknown(metric, path, "requests have", ofRequests(of));
        }
        String stat = metric.stat().orElse("");
        requireStatistic(metric, requestMetric.hasStatistics(), path);
        return new RequestMetricReader(requestMetric, stat, () -> stats(counts));
    }

    /**
     * Returns the names of the metrics available for a subject of requests. They include policy metrics and business
     * metrics, and for all requests also costs. A region has none of these.
     */
    private static List<String> ofRequests(MetricSubject of) {
        List<String> names = new ArrayList<>();
        MetricDefinition.ofRequests().forEach(meaning -> names.add(meaning.name()));
        if (of.sort() == MetricSubject.Sort.REGION) {
            names.removeIf(MetricDefinition::ofFault);
            return names;
        }
        names.addAll(PolicyMetrics.all());
        MetricDefinition.ofBusiness().stream()
                .map(MetricDefinition::name)
                .filter(name -> of.sort() == MetricSubject.Sort.REQUESTS || MetricDefinition.money(name))
                .forEach(names::add);
        if (of.sort() == MetricSubject.Sort.WHOLE) {
            MetricDefinition.ofCosts().forEach(meaning -> names.add(meaning.name()));
        }
        return names;
    }

    /** Rejects a statistic that a built-in metric does not have. */
    private static void requireStatistic(Metric metric, boolean hasStatistic, String path) {
        String stat = metric.stat().orElse("");
        if (!stat.isEmpty() && !(hasStatistic && LatencyHistogram.offers(stat))) {
            throw new ScenarioException(
                    path,
                    Sentence.of("'{}' has no statistic '{}'", metric.name(), stat),
                    stat,
                    hasStatistic ? LatencyHistogram.statistics() : List.of());
        }
    }

    private MetricReader component(MetricSubject of, Metric metric, String path) {
        ComponentMetrics readings = component(of);
        if (readings == null) {
            throw of.missing(run.components().get(of.name()), run.scenario(), path);
        }
        List<String> names = readings.names();
        Optional<MetricReader> withoutPolicy = PolicyMetrics.zeroReader(metric.name());
        if (!names.contains(metric.name()) && withoutPolicy.isPresent()) {
            readings.refuseWhatCallersCount(metric.name(), of.name(), path);
            return withoutPolicy.get();
        }
        if (!names.contains(metric.name())) {
            requireGiven(
                    metric, run.scenario().components().get(of.name()).spec().getClass(), of.name(), path);
            List<String> known = new ArrayList<>(names);
            Class<?> kind = run.scenario().components().get(of.name()).spec().getClass();
            known.addAll(MetricRecords.requestable(kind, names));
            throw unknown(metric, path, of.name() + " has", known);
        }
        return declared(readings, metric, path);
    }

    private static MetricReader declared(ComponentMetrics readings, Metric metric, String path) {
        String stat = metric.stat().orElse("");
        Instrument instrument = readings.declared(metric.name());
        if (instrument != null && !stat.isEmpty() && !instrument.hasStatistic(stat)) {
            throw new ScenarioException(
                    path, Sentence.of("'{}' has no statistic '{}'", metric.name(), stat), stat, instrument.stats());
        }
        if (instrument == null) {
            requireStatistic(metric, metric.name().equals("latency"), path);
        }
        return new WindowMetricReader(
                readings.unit(metric.name(), stat),
                readings.counts(metric.name()) && stat.isEmpty() || stat.equals("count"),
                readings.steps(metric.name()),
                readings.showing(metric.name(), stat),
                span -> readings.parts(metric.name(), span),
                span -> readings.value(metric.name(), stat, span),
                span -> readings.range(metric.name(), stat, span));
    }

    private static MetricReader named(InstrumentRegistry of, String owner, Metric metric, String path) {
        ComponentMetrics readings = new ComponentMetrics(of, List.of(), true);
        if (!readings.names().contains(metric.name())) {
            if (owner.startsWith("journeys")) {
                requireGiven(metric, JourneySpec.class, "this one", path);
            }
            List<String> names = new ArrayList<>(readings.names());
            if (owner.startsWith("alerts")) {
                MetricDefinition.ofAlerts().forEach(meaning -> names.add(meaning.name()));
            }
            throw unknown(metric, path, owner, names);
        }
        return declared(readings, metric, path);
    }

    private MetricReader alert(AlertLog log, Metric metric, String path) {
        if (!MetricDefinition.detects(metric.name())) {
            return named(log.instruments(), "alerts have", metric, path);
        }
        WindowResolver.Bounds fault =
                new WindowResolver(run.scenario()).fault(metric.fault().orElse(WindowResolver.FAULT), path);
        return new WindowMetricReader("ns", false, false, DisplayHints.PLAIN, span -> log.detectionNanos(fault));
    }

    /** Rejects a metric that a kind, or a journey, has only if a parameter is set. */
    private static void requireGiven(Metric metric, Class<?> kind, String owner, String path) {
        for (Class<? extends Record> measures : MetricRecords.records(kind)) {
            RequiresParameter parameter = TypeTables.table(measures).annotation(RequiresParameter.class);
            boolean isComponent = TypeTables.table(measures).fields().stream()
                    .anyMatch(measure -> measure.yamlName().equals(metric.name()));
            if (parameter != null && isComponent) {
                throw new ScenarioException(
                        path,
                        "'{}' exists for a {} only with '{}', and {} has none",
                        metric.name(),
                        SpecFields.kind(kind).orElse("journey"),
                        String.join("' or '", parameter.value()),
                        owner);
            }
        }
    }

    private static ScenarioException unknown(Metric metric, String path, String owner, List<String> names) {
        return new ScenarioException(path, Sentence.of("no metric '{}'", metric.name()), metric.name(), names, owner);
    }

    static MetricReader reading(String unit, boolean counts, ToDoubleFunction<CellRange> value) {
        return new WindowMetricReader(unit, counts, true, DisplayHints.PLAIN, value);
    }

    /**
     * Returns the counts of a class, of a region ({@code region/east}), of a class in a region
     * ({@code region/east/page}), or of all requests.
     */
    public RequestStats stats(String of) {
        return merged.computeIfAbsent(of, this::merge);
    }

    /**
     * Returns the number of requests that began in a window: of the class that a metric refers to, or else of all
     * requests.
     */
    public long startedRequests(Metric metric, CellRange span) {
        MetricSubject of = MetricSubject.measure(metric, run.scope(), "metric");
        return stats(of.sort() == MetricSubject.Sort.REQUESTS ? of.name() : ALL).issuedRequests(span);
    }

    private RequestStats merge(String of) {
        List<RequestStats> candidates = new ArrayList<>();
        String[] parts = of.split("/", -1);
        int region = parts.length > 1 ? run.places().indexOf(parts[1]) : -1;
        String filterName = parts.length > 2 ? parts[2] : parts.length > 1 || of.equals(ALL) ? "" : of;
        for (RequestCounts type : classes.values()) {
            if (filterName.isEmpty() || type.name().equals(filterName)) {
                for (int i = 0; i < type.stats().length; i++) {
                    if (region < 0 || region == i) {
                        candidates.add(type.stats()[i]);
                    }
                }
            }
        }
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        RequestStats sum = new RequestStats(run.grid());
        candidates.forEach(sum::add);
        return sum;
    }

    /** Returns the metrics of a component or of some of its hosts; {@code null} if it has no such hosts. */
    ComponentMetrics component(MetricSubject of) {
        String key = of.toString();
        if (!components.containsKey(key)) {
            boolean wholeComponent = of.part().isEmpty();
            List<Host> all = run.component(of.name()).hosts();
            List<Host> hosts = wholeComponent ? all : ComponentMetrics.matchingHosts(of.part(), all);
            components.put(key, hosts.isEmpty() && !wholeComponent ? part(of) : readings(of, hosts, wholeComponent));
        }
        return components.get(key);
    }

    private ComponentMetrics readings(MetricSubject of, List<Host> hosts, boolean wholeComponent) {
        return new ComponentMetrics(run.component(of.name()).instruments(), hosts, wholeComponent);
    }

    /** Returns the metrics of parts that are not hosts; {@code null} if no instrument belongs to such a part. */
    private ComponentMetrics part(MetricSubject of) {
        InstrumentRegistry all = run.component(of.name()).instruments();
        List<String> parts = all.matchingNames(of.part());
        return parts.isEmpty() ? null : ComponentMetrics.ofParts(all, parts);
    }

    /** Returns the metrics of a whole component. */
    ComponentMetrics component(String name) {
        return component(new MetricSubject(MetricSubject.Sort.COMPONENT, name, ""));
    }

    /**
     * Returns a metric of some nodes of a component, or of all, between two instants; {@code NaN} if there is none. The
     * capacity model compares its estimates with this value, so that waits which have not ended are excluded.
     */
    public double stage(String component, List<String> nodes, String metric, long fromNanos, long toNanos) {
        if (!run.components().containsKey(component)) {
            return ofClass(component, metric, run.grid().span(fromNanos, toNanos));
        }
        if (nodes.isEmpty()) {
            return component(component).endedValue(metric, run.grid().span(fromNanos, toNanos));
        }
        TreeSet<String> matches = new TreeSet<>(nodes);
        List<Host> hosts = run.component(component).hosts().stream()
                .filter(h -> matches.contains(h.node()))
                .toList();
        if (hosts.isEmpty()) {
            ComponentMetrics part = component(new MetricSubject(MetricSubject.Sort.MACHINES, component, nodes.get(0)));
            return part == null
                    ? Double.NaN
                    : part.endedValue(metric, run.grid().span(fromNanos, toNanos));
        }
        ComponentMetrics readings =
                new ComponentMetrics(run.component(component).instruments(), hosts, false);
        return readings.names().contains(metric) && !run.chronicle().promotedBefore(component, toNanos)
                ? readings.value(metric, "", run.grid().span(fromNanos, toNanos))
                : Double.NaN;
    }

    /** Returns a count of a request class; {@code NaN} if the class has no such count. */
    private double ofClass(String name, String metric, CellRange span) {
        RequestMetric requestMetric = RequestMetric.of(metric);
        return requestMetric == null || requestMetric.hasStatistics() || !classes.containsKey(name)
                ? Double.NaN
                : requestMetric.value(stats(name), "", span);
    }
}

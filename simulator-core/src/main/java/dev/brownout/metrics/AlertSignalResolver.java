package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.SampledGauge;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.scenario.AlertSpec;
import dev.brownout.sla.Condition;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Relation;
import dev.brownout.sla.Window;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Resolves the metric of an alert to a signal. Alerts use the metric names of assertions, as far as a metric can be
 * read during the run.
 */
public final class AlertSignalResolver {
    private static final String THROUGHPUT = "throughput";
    private static final String GOOD = "good";

    private final RunMeasurements run;
    private final MetricResolver readings;
    private final Function<String, CompletedRequests> completedRequests;

    /**
     * Creates a resolver for one run.
     *
     * @param completed returns the completed requests of a class; the first call for a class starts their counting
     */
    public AlertSignalResolver(
            RunMeasurements run, MetricResolver readings, Function<String, CompletedRequests> completed) {
        this.run = run;
        this.readings = readings;
        this.completedRequests = completed;
    }

    /**
     * Resolves the metric of an alert.
     *
     * @param path configuration path of the alert's condition, for messages
     * @throws ScenarioException if the metric does not exist, or cannot be read during the run
     */
    public AlertSignal of(AlertSpec alert, String path) {
        Condition condition = alert.if_();
        Metric metric = condition.metric();
        Relation asserted = new Relation(
                metric, condition.comparison(), condition.bound(), 0, new Window.Whole(), condition.text());
        BoundUnitCheck.check(asserted, readings.of(metric, path).unit(), path);
        MetricSubject of = MetricSubject.measure(metric, run.scope(), path);
        AlertSignal signal = switch (of.sort()) {
            case WHOLE, REQUESTS, REGION -> requests(of, metric);
            case COMPONENT, MACHINES -> component(of, metric);
            case JOURNEY -> instruments(run.journeyInstruments().get(of.name()).parts(metric.name()), metric);
            case KEY, ZONE, LINKS, ALERT -> null;
        };
        if (signal == null || !signal.overTime() && !signal.atOnce()) {
            throw new ScenarioException(
                    path,
                    "an alert cannot evaluate '{}' during a run; use a share or a count, such as "
                            + "page.error_rate or page.throughput, a mean or a percentile of times, "
                            + "such as page.p99, or a level, such as web.utilization",
                    metric);
        }
        if (alert.over().isEmpty() && !signal.atOnce()) {
            throw new ScenarioException(path, "'{}' needs a window: add 'over', such as over: 1m", metric);
        }
        if (!alert.over().isEmpty() && !signal.overTime()) {
            throw new ScenarioException(path, "'{}' is a current value without a window: remove 'over'", metric);
        }
        return signal;
    }

    private AlertSignal requests(MetricSubject of, Metric metric) {
        int index = of.sort() == MetricSubject.Sort.REGION ? run.places().indexOf(of.name()) : -1;
        RequestMetric requestMetric = RequestMetric.of(metric.name());
        boolean rate = metric.name().equals(THROUGHPUT);
        RequestMetric counted = rate ? RequestMetric.of(GOOD) : requestMetric;
        if (counted == null || metric.stat().isPresent() && !counted.hasStatistics()) {
            return null;
        }
        List<CompletedRequests> classes = run.scenario().workload().requests().keySet().stream()
                .filter(name -> of.owner().isEmpty() || of.owner().equals(name))
                .map(completedRequests)
                .toList();
        CellRange all = classes.get(0).all();
        List<RequestStats> stats = classes.stream()
                .flatMap(completed -> completed.statsOf(index).stream())
                .toList();
        String stat = metric.stat().orElse(metric.name());
        if (!counted.spreads(stats.get(0)).isEmpty()) {
            return times(
                    () -> stats.stream()
                            .flatMap(classStats -> counted.spreads(classStats).stream())
                            .toList(),
                    stat);
        }
        if (counted.parts(stats.get(0), all).isPresent()) {
            return countSignal(now -> share(stats.stream()
                    .map(classStats -> counted.parts(classStats, all).orElseThrow())));
        }
        if (!counted.ofEnded()) {
            return null;
        }
        ToLongFunction<RequestStats> count = classStats -> (long) counted.value(classStats, "", all);
        return countSignal(now -> {
            long total = stats.stream().mapToLong(count).sum();
            return rate ? CumulativeCountSnapshot.rate(total, now) : CumulativeCountSnapshot.count(total);
        });
    }

    /**
     * Returns a signal for the mean or a percentile of recorded times; {@code null} for another statistic. A maximum is
     * not available, since cumulative buckets also contain older samples.
     */
    private static AlertSignal times(Supplier<List<LatencyHistogram>> spreads, String stat) {
        String statName = stat.isEmpty() || stat.equals("latency") || stat.equals("all") ? "mean" : stat;
        return statName.equals("mean") || LatencyHistogram.percentile(statName).isPresent()
                ? countSignal(now -> CumulativeHistogramSnapshot.of(spreads.get(), statName))
                : null;
    }

    private static CumulativeCountSnapshot share(Stream<MetricReader.Parts> parts) {
        List<MetricReader.Parts> all = parts.toList();
        return CumulativeCountSnapshot.share(
                all.stream().mapToLong(share -> share.part().longValue()).sum(),
                all.stream().mapToLong(share -> share.whole().longValue()).sum());
    }

    private AlertSignal component(MetricSubject of, Metric metric) {
        List<Host> hosts = run.component(of.name()).hosts();
        List<Host> candidates = of.part().isEmpty() ? hosts : ComponentMetrics.matchingHosts(of.part(), hosts);
        InstrumentRegistry instruments = run.component(of.name()).instruments();
        if (instruments.names().contains(metric.name())) {
            return instruments(
                    of.part().isEmpty()
                            ? instruments.parts(metric.name())
                            : instruments.parts(
                                    metric.name(),
                                    candidates.isEmpty()
                                            ? instruments.matchingNames(of.part())
                                            : candidates.stream()
                                                    .map(Host::node)
                                                    .toList()),
                    metric);
        }
        String name = metric.name();
        if (!candidates.isEmpty()
                && (name.equals("latency") || LatencyHistogram.offers(name) && !name.equals("count"))) {
            String stat = metric.stat().orElse(name);
            return times(
                    () -> candidates.stream()
                            .map(host -> host.meter().latency())
                            .toList(),
                    stat);
        }
        return metric.stat().isPresent() || candidates.isEmpty() ? null : hostSignal(of, candidates, name);
    }

    /** Returns a signal for a call metric measured at the hosts of a component. */
    private AlertSignal hostSignal(MetricSubject of, List<Host> hosts, String name) {
        CellRange all = run.grid().span(0, run.grid().end());
        if (name.equals("in_flight")) {
            return new AlertSignal(
                    Optional.of(now -> CumulativeCountSnapshot.share(
                            sum(hosts, host -> host.meter().areaTo(now)), now)),
                    Optional.of(() -> sum(hosts, host -> host.meter().callsInside())));
        }
        if (name.equals(MetricDefinition.WAITING)) {
            return new AlertSignal(
                    Optional.empty(),
                    Optional.of(() -> sum(hosts, host -> host.meter().waiting())));
        }
        MetricDefinition meaning = MetricDefinition.ofComponents(name);
        boolean rate = name.equals(THROUGHPUT);
        if (meaning == null || meaning.unit().equals("ns")) {
            return null;
        }
        boolean wholeComponent = of.part().isEmpty();
        return countSignal(now -> {
            ComponentMetrics metrics =
                    new ComponentMetrics(run.component(of.name()).instruments(), hosts, wholeComponent);
            Optional<MetricReader.Parts> parts = metrics.parts(name, all);
            return parts.isPresent()
                    ? share(parts.stream())
                    : rate
                            ? CumulativeCountSnapshot.rate(metrics.departures(all, true), now)
                            : CumulativeCountSnapshot.count((long) metrics.value(name, "", all));
        });
    }

    private static long sum(List<Host> hosts, ToLongFunction<Host> of) {
        return hosts.stream().mapToLong(of).sum();
    }

    private static AlertSignal countSignal(LongFunction<CumulativeSnapshot> counted) {
        return new AlertSignal(Optional.of(counted), Optional.empty());
    }

    /**
     * Returns a signal for several instruments of the same type, such as those of several hosts; {@code null} if the
     * statistic cannot be read.
     */
    private AlertSignal instruments(List<Instrument> parts, Metric metric) {
        CellRange all = run.grid().span(0, run.grid().end());
        String stat = metric.stat().orElse("");
        Instrument first = parts.isEmpty() ? null : parts.get(0);
        if (first instanceof Counter && (stat.isEmpty() || stat.equals("rate"))) {
            List<Counter> counters = instruments(Counter.class, parts);
            return countSignal(now -> {
                long count = counters.stream()
                        .mapToLong(counter -> counter.total(all))
                        .sum();
                return stat.isEmpty() ? CumulativeCountSnapshot.count(count) : CumulativeCountSnapshot.rate(count, now);
            });
        }
        if (first instanceof LatencyHistogram) {
            List<LatencyHistogram> spreads = instruments(LatencyHistogram.class, parts);
            return times(() -> spreads, stat);
        }
        if (!stat.isEmpty()) {
            return null;
        }
        if (first instanceof Ratio) {
            List<Ratio> ratios = instruments(Ratio.class, parts);
            return countSignal(now -> share(
                    ratios.stream().map(ratio -> MetricReader.Parts.of(ratio.part(all), ratio.denominator(all)))));
        }
        if (first instanceof TimeWeighted) {
            List<TimeWeighted> levels = instruments(TimeWeighted.class, parts);
            return new AlertSignal(
                    Optional.of(now -> CumulativeCountSnapshot.share(
                            levels.stream()
                                    .mapToLong(level -> level.areaTo(now))
                                    .sum(),
                            now)),
                    Optional.of(
                            () -> levels.stream().mapToLong(TimeWeighted::value).sum()));
        }
        if (first instanceof Occupancy) {
            return occupancy(instruments(Occupancy.class, parts));
        }
        if (first instanceof SampledGauge) {
            return maximum(instruments(SampledGauge.class, parts));
        }
        return null;
    }

    private static AlertSignal maximum(List<SampledGauge> parts) {
        DoubleSupplier maximum = () -> parts.stream()
                .mapToLong(SampledGauge::currentValue)
                .filter(value -> value >= 0)
                .max()
                .orElse(-1);
        return new AlertSignal(Optional.empty(), Optional.of(() -> {
            double seen = maximum.getAsDouble();
            return seen < 0 ? Double.NaN : seen;
        }));
    }

    private static AlertSignal occupancy(List<Occupancy> parts) {
        return new AlertSignal(
                Optional.of(now -> CumulativeCountSnapshot.share(
                        parts.stream()
                                .mapToLong(occupancy -> occupancy.busyAreaTo(now))
                                .sum(),
                        parts.stream()
                                .mapToLong(occupancy -> occupancy.capacityAreaTo(now))
                                .sum())),
                Optional.of(() -> {
                    long totalCapacity =
                            parts.stream().mapToLong(Occupancy::capacity).sum();
                    long busy = parts.stream().mapToLong(Occupancy::busy).sum();
                    return totalCapacity == 0 ? Double.NaN : (double) busy / totalCapacity;
                }));
    }

    private static <I extends Instrument> List<I> instruments(Class<I> type, List<Instrument> parts) {
        List<I> all = new ArrayList<>();
        parts.forEach(instrument -> all.add(type.cast(instrument)));
        return all;
    }

    /**
     * Cumulative histogram of the times recorded up to an instant. The distribution between two instants is the
     * difference of the bucket counts, as in monitoring systems.
     *
     * @param times bucket counts
     * @param stat statistic to report, such as {@code p99}
     */
    private record CumulativeHistogramSnapshot(LatencyHistogram.Snapshot times, String stat)
            implements CumulativeSnapshot {
        /** Number of buckets that take as much memory as one snapshot of a plain count. */
        private static final int BUCKETS_EACH = 16;

        /** Creates a snapshot of times that are recorded in several places. */
        static CumulativeHistogramSnapshot of(List<LatencyHistogram> spreads, String stat) {
            return new CumulativeHistogramSnapshot(LatencyHistogram.Snapshot.of(spreads), stat);
        }

        @Override
        public double differenceTo(CumulativeSnapshot earlier) {
            return times.differenceTo(((CumulativeHistogramSnapshot) earlier).times, stat);
        }

        @Override
        public long memoryUnits() {
            return 1L + times.buckets() / BUCKETS_EACH;
        }
    }

    /**
     * Cumulative count, or integral of a level, from the start of a run to an instant.
     *
     * @param part count, or integral of a level over time; the low 64 bits
     * @param whole denominator of a share: another count, or the elapsed time in ns; 0 for a plain count
     * @param ofWhole whether this is a share of {@code whole}, not a plain count
     * @param factor conversion factor to the unit of the metric
     */
    private record CumulativeCountSnapshot(long part, long whole, boolean ofWhole, double factor)
            implements CumulativeSnapshot {
        /** Creates a snapshot of a plain count. */
        static CumulativeCountSnapshot count(long part) {
            return new CumulativeCountSnapshot(part, 0, false, 1);
        }

        /** Creates a snapshot of a share. */
        static CumulativeCountSnapshot share(long part, long whole) {
            return new CumulativeCountSnapshot(part, whole, true, 1);
        }

        /** Creates a snapshot of a count that is reported as a rate per second. */
        static CumulativeCountSnapshot rate(long part, long now) {
            return new CumulativeCountSnapshot(part, now, true, 1e9);
        }

        /** Returns the count, share or rate since an earlier snapshot; {@code NaN} for a share of 0. */
        @Override
        public double differenceTo(CumulativeSnapshot before) {
            CumulativeCountSnapshot earlier = (CumulativeCountSnapshot) before;
            long increase = part - earlier.part;
            if (!ofWhole) {
                return factor * increase;
            }
            return whole == earlier.whole ? Double.NaN : factor * increase / (whole - earlier.whole);
        }
    }
}

package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.LatencyCounts;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.Series.Kind;
import dev.brownout.service.Outcome;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Builds the time series of all measurements. */
public final class SeriesBuilder {
    /** Highest number of hosts of a component with columns per host. */
    private static final int NODES_MAX = 64;
    /** Highest number of hosts of a run with columns per host. */
    private static final int ALL_NODES_MAX = 256;

    private final RunMeasurements run;
    private final MetricResolver readings;
    private final TimeGrid grid;
    private final List<CellRange> steps = new ArrayList<>();
    /** Index of the first interval after the warm-up. */
    private final int measured;

    private final List<Column> columns = new ArrayList<>();
    private final Map<String, LatencyCounts> latencies = new TreeMap<>();

    /**
     * Creates a builder for one run. A stopped run has no interval that begins after its end, since a zero there would
     * look like a measurement.
     *
     * @param endNanos simulated time that the run reached, in ns
     */
    public SeriesBuilder(RunMeasurements run, MetricResolver readings, long endNanos) {
        this.run = run;
        this.readings = readings;
        this.grid = run.grid();
        for (int i = 0; i < grid.stepsUntil(endNanos); i++) {
            steps.add(grid.step(i));
        }
        this.measured = (int) ((run.scenario().warmupNanos() + grid.stepNanos() - 1) / grid.stepNanos());
    }

    /**
     * Builds all columns.
     *
     * @param classes counts by request class
     * @param watchedKeys share of good requests by key name
     */
    public Series build(Map<String, ? extends RequestCounts> classes, Map<String, Ratio> watchedKeys) {
        requests("", "", readings.stats(MetricResolver.ALL), false);
        for (String name : classes.keySet()) {
            RequestStats stats = readings.stats(name);
            requests(name + ".", name, stats, true);
            int[][] counts = stats.latencySeries.counts(LatencyCounts::bucket);
            latencies.put(name, new LatencyCounts(Arrays.copyOf(counts, steps.size())));
            for (String measure : readings.policies().names(name)) {
                PolicyMetrics policies = readings.policies();
                addDeclared(
                        name + "." + measure, name, policies.measure(name, measure), policies.showing(name, measure));
            }
        }
        for (String region : run.regions()) {
            requests("region/" + region + ".", "", readings.stats("region/" + region), false);
            for (String name : classes.keySet()) {
                requests(
                        "region/" + region + "." + name + ".",
                        name,
                        readings.stats("region/" + region + "/" + name),
                        true);
            }
        }
        new TreeMap<>(watchedKeys)
                .descendingMap()
                .forEach((key, ratio) -> addDeclared(
                        "key/" + key + ".availability",
                        "",
                        ratio,
                        RequestMetric.of("availability").meaning().showing()));
        run.components().keySet().forEach(this::component);
        run.journeyInstruments().forEach(this::addDeclared);
        run.alerts().forEach((name, log) -> addDeclared(name, log.instruments()));
        costs();
        charted();
        return new Series(grid.stepNanos(), 0, columns, latencies);
    }

    /** Adds the columns that charts need in addition, except those of the single hosts of a component with many. */
    private void charted() {
        Set<String> names = new TreeSet<>();
        columns.forEach(column -> names.add(column.name()));
        List<ChartColumns.ChartColumn> requested = new ChartColumns(run, readings).columns();
        Map<String, Long> ofHosts = requested.stream()
                .filter(SeriesBuilder::ofHost)
                .collect(Collectors.groupingBy(
                        ChartColumns.ChartColumn::component, TreeMap::new, Collectors.counting()));
        for (ChartColumns.ChartColumn drawn : requested) {
            boolean many = ofHost(drawn) && ofHosts.get(drawn.component()) > NODES_MAX;
            if (!names.contains(drawn.name()) && !many) {
                names.add(drawn.name());
                charted(drawn);
            }
        }
    }

    private static boolean ofHost(ChartColumns.ChartColumn drawn) {
        return drawn.name().startsWith(drawn.component() + "/");
    }

    private void charted(ChartColumns.ChartColumn drawn) {
        MetricReader reading = drawn.reading();
        if (reading.parts(grid.step(0)).isPresent()) {
            ratio(
                    drawn.name(),
                    drawn.component(),
                    reading.showing(),
                    span -> reading.parts(span).orElseThrow().part(),
                    span -> reading.parts(span).orElseThrow().whole());
            return;
        }
        double[] values = reading.series(steps, measured);
        boolean latency =
                reading instanceof RequestMetricReader && reading.unit().equals("ns");
        Kind kind = reading.counts() ? Kind.COUNTER : latency ? Kind.PERCENTILE : Kind.GAUGE;
        add(drawn.name(), drawn.component(), reading.unit(), kind, reading.showing(), values);
    }

    private void costs() {
        List<String> priced = run.components().keySet().stream()
                .filter(readings.costs()::isPriced)
                .toList();
        if (priced.isEmpty()) {
            return;
        }
        List<BigDecimal> all = new ArrayList<>(
                steps.stream().map(readings.costs()::dollarsToUsers).toList());
        for (String name : priced) {
            List<BigDecimal> values = steps.stream()
                    .map(step -> readings.costs().dollars(name, step))
                    .toList();
            cost(name + ".cost", name, values);
            for (int i = 0; i < values.size(); i++) {
                all.set(i, all.get(i).add(values.get(i)));
            }
        }
        cost("cost", "", all);
    }

    private void cost(String column, String component, List<BigDecimal> dollars) {
        double[] values = dollars.stream().mapToDouble(BigDecimal::doubleValue).toArray();
        add(column, component, "$", Kind.COUNTER, DisplayHints.PLAIN, values);
    }

    private void requests(String prefix, String component, RequestStats stats, boolean deep) {
        Consumer<String> metric = name -> charted(new ChartColumns.ChartColumn(
                prefix + name, component, new RequestMetricReader(RequestMetric.of(name), "", () -> stats)));
        List.of("availability", "offered", "good", "failed").forEach(metric);
        if (!deep) {
            return;
        }
        metric.accept("late");
        for (Outcome outcome : Outcome.values()) {
            if (stats.count(outcome, grid.span(0, grid.end())) > 0) {
                counter(
                        prefix + outcome.metric(),
                        component,
                        RequestMetric.showing(outcome),
                        span -> stats.count(outcome, span));
            }
        }
        metric.accept("success_rate");
        Series.PERCENTILES.forEach(metric);
    }

    private void component(String name) {
        InstrumentRegistry instruments = run.component(name).instruments();
        List<Host> hosts = run.component(name).hosts();
        if (!hosts.isEmpty()) {
            addInboundSeries(name, name, hosts);
        }
        addDeclared(name, instruments);
        if (run.regions().size() > 1 && hosts.size() > 1) {
            for (String region : run.regions()) {
                regional(name, region, instruments);
            }
        }
        List<Host> seen = hosts.stream()
                .filter(host -> host.membership().hasEverBeenInService())
                .toList();
        boolean perNode = seen.size() <= NODES_MAX && run.machines() <= ALL_NODES_MAX;
        for (int i = 0; perNode && i < seen.size(); i++) {
            String node = seen.get(i).node();
            for (String measure : instruments.names(node)) {
                addDeclared(
                        name + "/" + node + "." + measure,
                        name,
                        instruments.sum(measure, List.of(node)),
                        instruments.showing(measure));
            }
        }
    }

    private void addDeclared(String name, InstrumentRegistry instruments) {
        for (String measure : instruments.names()) {
            addDeclared(name + "." + measure, name, instruments.of(measure), instruments.showing(measure));
        }
    }

    private void regional(String name, String region, InstrumentRegistry instruments) {
        List<Host> hostsInService = run.component(name).hosts().stream()
                .filter(h -> h.site().region().equals(region))
                .toList();
        if (!hostsInService.isEmpty()) {
            addInboundSeries(name + "@" + region, name, hostsInService);
            for (String measure : instruments.names(hostsInService.get(0).node())) {
                addDeclared(
                        name + "@" + region + "." + measure,
                        name,
                        instruments.sum(
                                measure, hostsInService.stream().map(Host::node).toList()),
                        instruments.showing(measure));
            }
        }
    }

    private void addInboundSeries(String prefix, String component, List<Host> hosts) {
        ComponentMetrics callMeters =
                new ComponentMetrics(run.component(component).instruments(), hosts, false);
        counter(prefix + ".offered", component, callMetricHints("offered"), span ->
                (long) callMeters.value("offered", "", span));
        counter(prefix + ".failed", component, callMetricHints("failed"), span -> callMeters.departures(span, false));
        level(prefix, "in_flight", component, callMeters.inFlight(steps));
        if (callMeters.everKeptWaiting()) {
            level(prefix, MetricDefinition.WAITING, component, callMeters.waiting(steps));
        }
    }

    private void level(String prefix, String metric, String component, double[] values) {
        add(prefix + "." + metric, component, "1", Kind.GAUGE, callMetricHints(metric), values);
    }

    private static DisplayHints callMetricHints(String measure) {
        return MetricDefinition.ofComponents(measure).showing();
    }

    private void addDeclared(String name, String component, Instrument instrument, DisplayHints showing) {
        if (instrument instanceof Counter counter) {
            counter(name, component, counter.unit(), showing, counter::total);
        } else if (instrument instanceof Ratio ratio) {
            share(name, component, showing, ratio::part, ratio::denominator);
        } else if (instrument instanceof Occupancy occupancy) {
            ratio(name, component, showing, occupancy::busyArea, occupancy::capacityArea);
        } else if (instrument != null && !(instrument instanceof LatencyHistogram)) {
            add(name, component, instrument.unit(), Kind.GAUGE, showing, instrument.series(steps));
        }
    }

    private void counter(String name, String component, DisplayHints showing, ToLongFunction<CellRange> count) {
        counter(name, component, "1", showing, count);
    }

    private void counter(
            String name, String component, String unit, DisplayHints showing, ToLongFunction<CellRange> count) {
        double[] values = new double[steps.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = count.applyAsLong(steps.get(i));
        }
        add(name, component, unit, Kind.COUNTER, showing, values);
    }

    private void share(
            String name,
            String component,
            DisplayHints showing,
            ToLongFunction<CellRange> part,
            ToLongFunction<CellRange> denominator) {
        ratio(
                name,
                component,
                showing,
                span -> BigInteger.valueOf(part.applyAsLong(span)),
                span -> BigInteger.valueOf(denominator.applyAsLong(span)));
    }

    /**
     * Adds a column of ratios. If the sum of the denominators exceeds 63 bits, the same number of low bits is dropped
     * from numerators and denominators.
     */
    private void ratio(
            String name,
            String component,
            DisplayHints showing,
            Function<CellRange, BigInteger> part,
            Function<CellRange, BigInteger> denominator) {
        List<BigInteger> parts = steps.stream().map(part).toList();
        List<BigInteger> wholes = steps.stream().map(denominator).toList();
        BigInteger total = wholes.stream().reduce(BigInteger.ZERO, BigInteger::add);
        int droppedBits = Math.max(0, total.bitLength() - (Long.SIZE - 1));
        double[] values = new double[steps.size()];
        for (int i = 0; i < values.length; i++) {
            double whole = wholes.get(i).doubleValue();
            values[i] = whole == 0 ? Double.NaN : parts.get(i).doubleValue() / whole;
        }
        long[] cutParts = parts.stream()
                .mapToLong(n -> n.shiftRight(droppedBits).longValueExact())
                .toArray();
        long[] cutWholes = wholes.stream()
                .mapToLong(n -> n.shiftRight(droppedBits).longValueExact())
                .toArray();
        columns.add(new Column(name, component, "ratio", Kind.RATIO, values, cutParts, cutWholes, showing));
    }

    private void add(String name, String component, String unit, Kind kind, DisplayHints showing, double[] values) {
        columns.add(new Column(name, component, unit, kind, values, new long[0], new long[0], showing));
    }
}

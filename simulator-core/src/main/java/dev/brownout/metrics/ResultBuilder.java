package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.HistogramView;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.WindowResult;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.service.FailureCause;
import dev.brownout.service.Outcome;
import dev.brownout.sla.Metric;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Builds the results of any window from the counts of a run. */
public final class ResultBuilder {
    /** Highest number of hosts in a run with results per host. Larger runs have results per component only. */
    private static final int NODES_MAX = 1_000;

    private final RunMeasurements run;
    private final Map<String, ? extends RequestCounts> classes;
    private final MetricResolver readings;

    /** Creates a builder for one run. */
    public ResultBuilder(RunMeasurements run, Map<String, ? extends RequestCounts> classes, MetricResolver readings) {
        this.run = run;
        this.classes = classes;
        this.readings = readings;
    }

    Map<String, RequestResult> requests(CellRange span) {
        Map<String, RequestResult> results = new TreeMap<>();
        results.put(MetricResolver.ALL, request(readings.stats(MetricResolver.ALL), span));
        for (String name : classes.keySet()) {
            results.put(name, request(readings.stats(name), span));
        }
        return results;
    }

    private RequestResult request(RequestStats stats, CellRange span) {
        Map<String, Long> outcomes = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            long count = stats.count(outcome, span);
            if (count > 0) {
                outcomes.put(outcome.label(), count);
            }
        }
        Map<String, Long> causes = new TreeMap<>();
        stats.causes.forEach((cause, counts) -> {
            long count = RequestStats.sum(counts, span);
            if (count > 0) {
                causes.put(cause(run, cause), count);
            }
        });
        long offered = RequestStats.sum(stats.offered, span);
        long good = RequestStats.sum(stats.onTime, span);
        long failed = stats.failed(span);
        return new RequestResult(
                offered,
                good,
                RequestStats.sum(stats.aboveThreshold, span),
                failed,
                offered - good - failed,
                stats.overdue(span),
                (long) Math.max(0, stats.overdueAge.value(span, "max")),
                outcomes,
                causes,
                RequestMetric.attempts(stats, span),
                latency(stats.successLatencies.samples(span)),
                latency(LatencyHistogram.combine(stats.allLatencies(), span)));
    }

    /** Returns the failure cause as one word: the outcome and the component that failed. */
    static String cause(RunMeasurements run, int cause) {
        int component = FailureCause.component(cause);
        String origin = component == 0 ? "user" : run.names().get(component - 1);
        return FailureCause.outcome(cause).label() + "@" + origin;
    }

    static Latency latency(HistogramView times) {
        if (times.count() == 0) {
            return Latency.NONE;
        }
        return new Latency(
                times.count(),
                times.mean(),
                times.percentile(50),
                times.percentile(90),
                times.percentile(95),
                times.percentile(99),
                times.percentile(99.9),
                times.percentile(99.99),
                times.max(),
                Base64.getEncoder().encodeToString(times.encoded()));
    }

    Map<String, ComponentResult> components(CellRange span) {
        Map<String, ComponentResult> results = new TreeMap<>();
        for (String name : run.components().keySet()) {
            results.put(name, component(name, span));
        }
        run.journeyInstruments()
                .forEach((name, measured) -> results.put(name, named(ComponentResult.JOURNEY, measured, span)));
        run.alerts().forEach((name, log) -> results.put(name, alert(log, span)));
        return results;
    }

    /** Returns the result of an alert. Includes its detection time for the first fault if there is one. */
    private ComponentResult alert(AlertLog log, CellRange span) {
        ComponentResult result = named(ComponentResult.ALERT, log.instruments(), span);
        WindowResolver.Bounds first =
                new WindowResolver(run.scenario()).faults().get(WindowResolver.FAULT);
        if (first == null) {
            return result;
        }
        MetricDefinition meaning = MetricDefinition.DETECTION;
        Map<String, Measure> measures = new TreeMap<>(result.measures());
        measures.put(meaning.name(), new Measure(log.detectionNanos(first), meaning.unit(), meaning.sentence()));
        return new ComponentResult(result.kind(), measures, Latency.NONE, new TreeMap<>(), new TreeMap<>());
    }

    /**
     * Returns the result of a journey or an alert. Both are listed among the components, with measures of the same
     * type.
     */
    private static ComponentResult named(String sort, InstrumentRegistry instruments, CellRange span) {
        Map<String, Measure> measures = new TreeMap<>();
        for (String measure : instruments.names()) {
            addMeasure(measures, measure, instruments.of(measure), instruments, span);
        }
        return new ComponentResult(sort, measures, Latency.NONE, new TreeMap<>(), new TreeMap<>());
    }

    private ComponentResult component(String name, CellRange span) {
        InstrumentRegistry instruments = run.component(name).instruments();
        List<Host> hosts = run.component(name).hosts();
        ComponentMetrics componentMetrics = readings.component(name);
        Map<String, Measure> measures = new TreeMap<>();
        for (String measure : instruments.names()) {
            addMeasure(measures, measure, instruments.of(measure), instruments, span);
        }
        lostToFaults(name, measures);
        Map<String, Long> errors = new TreeMap<>();
        Map<String, Map<String, Measure>> nodes = new LinkedHashMap<>();
        Latency latency = Latency.NONE;
        if (!hosts.isEmpty()) {
            addInboundMetrics(measures, componentMetrics, span);
            latency = latency(componentMetrics.latency(span));
            for (Outcome outcome : Outcome.values()) {
                long count = outcome.good() ? 0 : (long) componentMetrics.value(outcome.metric(), "", span);
                if (count > 0) {
                    errors.put(outcome.label(), count);
                }
            }
            for (Host host : run.machines() <= NODES_MAX ? hosts : List.<Host>of()) {
                if (host.membership().hasEverBeenInService()) {
                    nodes.put(host.node(), node(name, host, span));
                }
            }
        }
        ComponentEntry entry = run.scenario().components().get(name);
        return new ComponentResult(
                entry.kind(),
                measures,
                latency,
                errors,
                nodes,
                regions(name, span),
                entry.host().orElse(""),
                run.machines() <= NODES_MAX ? run.chronicle().states(name) : List.of());
    }

    /** Adds the acknowledged writes of a component lost by each fault, if there are any. */
    private void lostToFaults(String component, Map<String, Measure> measures) {
        MetricSubject of = new MetricSubject(MetricSubject.Sort.COMPONENT, component, "");
        Set<String> faults = new LinkedHashSet<>();
        run.scenario().faults().forEach(fault -> faults.add(fault.name()));
        for (String fault : faults) {
            double writes = readings.losses().writes(of, fault);
            if (writes > 0) {
                addMeasure(
                        measures,
                        MetricDefinition.RECOVERY_POINT,
                        fault,
                        readings.losses().rpoNanos(of, fault));
                addMeasure(measures, MetricDefinition.LOST_TO_FAULT, fault, writes);
            }
        }
    }

    private static void addMeasure(
            Map<String, Measure> measures, MetricDefinition meaning, String fault, double value) {
        measures.put(meaning.name() + "(" + fault + ")", new Measure(value, meaning.unit(), meaning.sentence()));
    }

    private Map<String, Measure> node(String name, Host host, CellRange span) {
        return combined(name, List.of(host), span);
    }

    /** Returns the measures by region; empty for a component in a single region. */
    private Map<String, Map<String, Measure>> regions(String name, CellRange span) {
        Map<String, List<Host>> hostsByComponent = new TreeMap<>();
        run.component(name)
                .hosts()
                .forEach(host -> hostsByComponent
                        .computeIfAbsent(host.site().region(), region -> new ArrayList<>())
                        .add(host));
        Map<String, Map<String, Measure>> results = new TreeMap<>();
        if (hostsByComponent.size() > 1) {
            hostsByComponent.forEach((region, hosts) -> results.put(region, combined(name, hosts, span)));
        }
        return results;
    }

    /** Returns the combined measures of some hosts of a component. */
    private Map<String, Measure> combined(String name, List<Host> hosts, CellRange span) {
        Map<String, Measure> measures = new TreeMap<>();
        InstrumentRegistry instruments = run.component(name).instruments();
        List<String> nodes = hosts.stream().map(Host::node).toList();
        for (String measure : instruments.names(nodes.get(0))) {
            Instrument sum = instruments.sum(measure, nodes);
            if (sum != null) {
                addMeasure(measures, measure, sum, instruments, span);
            }
        }
        addInboundMetrics(measures, new ComponentMetrics(instruments, hosts, false), span);
        return measures;
    }

    private static void addInboundMetrics(Map<String, Measure> measures, ComponentMetrics readings, CellRange span) {
        measures.put("offered", new Measure(readings.value("offered", "", span), "1", "Calls that arrived."));
        measures.put("failed", new Measure(readings.value("failed", "", span), "1", "Failed calls."));
        measures.put(
                "throughput",
                new Measure(readings.value("throughput", "", span), "1/s", "Successful calls per second."));
        measures.put(
                "in_flight",
                new Measure(readings.value("in_flight", "", span), "1", "Calls in service, time-weighted."));
        if (readings.everKeptWaiting()) {
            measures.put(
                    MetricDefinition.WAITING,
                    new Measure(
                            readings.value(MetricDefinition.WAITING, "", span),
                            "1",
                            "Calls waiting at paused nodes, time-weighted."));
        }
    }

    private static void addMeasure(
            Map<String, Measure> measures, String name, Instrument instrument, InstrumentRegistry all, CellRange span) {
        String meaning = all.meaning(name);
        ToDoubleFunction<String> values = instrument.values(span);
        measures.put(name, new Measure(values.applyAsDouble(""), instrument.unit(), meaning, all.showing(name)));
        for (String stat : instrument.stats()) {
            if (!stat.equals("rate")) {
                String unit = stat.equals("count") ? "1" : instrument.unit();
                measures.put(name + "." + stat, new Measure(values.applyAsDouble(stat), unit, meaning));
            }
        }
    }

    /** Returns all results of a window. */
    public WindowResult window(WindowResolver.Bounds bounds) {
        CellRange span = run.grid().span(bounds.fromNanos(), bounds.toNanos());
        return new WindowResult(bounds.fromNanos(), bounds.toNanos(), requests(span), components(span));
    }

    /**
     * Returns the results of the windows of faults and of assertions, except for the window of the whole measured part.
     */
    public Map<String, WindowResult> windows(WindowResolver windows) {
        WindowResolver.Bounds wholeRun = new WindowResolver.Bounds(
                run.scenario().warmupNanos(), run.scenario().durationNanos());
        Map<String, WindowResult> named = new LinkedHashMap<>();
        windows.faults().forEach((name, bounds) -> named.put(name, window(bounds)));
        run.scenario().evaluation().sla().forEach((name, relation) -> {
            List<WindowResolver.Bounds> parts = windows.resolve(relation.window(), "sla." + name);
            WindowResolver.Bounds single = parts.get(0);
            if (parts.size() == 1
                    && !single.equals(wholeRun)
                    && !windows.faults().containsValue(single)) {
                String title = TimeFormat.text(single.fromNanos()) + ".." + TimeFormat.text(single.toNanos());
                named.computeIfAbsent(title, t -> window(single));
            }
        });
        return named;
    }

    /**
     * Returns the values of some metrics in a window, by the metrics as written. A percentile with too few samples has
     * no data.
     */
    public Map<String, Measure> requestedMeasures(List<Metric> metrics, CellRange span) {
        Map<String, Measure> values = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            MetricReader reading = readings.of(metric, "metric");
            double value = SampleSizeWarnings.isCarried(metric, readings, span) ? reading.value(span) : Double.NaN;
            values.put(metric.toString(), new Measure(value, reading.unit(), ""));
        }
        return values;
    }
}

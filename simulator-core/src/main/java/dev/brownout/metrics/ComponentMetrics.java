package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.CallMeter;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.HistogramView;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.PossibleRange;
import dev.brownout.instrument.Ratio;
import dev.brownout.result.DisplayHints;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.service.Outcome;
import dev.brownout.spec.Selector;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/**
 * Reads the metrics of a component, or of some of its hosts: the call meters of the hosts and the declared instruments.
 */
final class ComponentMetrics {
    private final InstrumentRegistry instruments;
    private final List<Host> hosts;
    private final List<String> parts;
    private final boolean wholeComponent;
    private final Map<String, Optional<Instrument>> declared = new TreeMap<>();
    private List<String> names;
    private CallMeter counts;

    /**
     * Creates a reader for some hosts of a component.
     *
     * @param wholeComponent true for the component as a whole, which has additional instruments of its own
     */
    ComponentMetrics(InstrumentRegistry instruments, List<Host> hosts, boolean wholeComponent) {
        this(instruments, hosts, hosts.stream().map(Host::node).toList(), wholeComponent);
    }

    /** Creates a reader for parts of a component that are not hosts. */
    static ComponentMetrics ofParts(InstrumentRegistry instruments, List<String> parts) {
        return new ComponentMetrics(instruments, List.of(), parts, false);
    }

    private ComponentMetrics(
            InstrumentRegistry instruments, List<Host> hosts, List<String> parts, boolean wholeComponent) {
        this.instruments = instruments;
        this.hosts = hosts;
        this.parts = parts;
        this.wholeComponent = wholeComponent;
    }

    /**
     * Returns the hosts that match a name or pattern. If no host matches, returns all hosts of the region with that
     * name.
     */
    static List<Host> matchingHosts(String part, List<Host> all) {
        List<Host> named =
                all.stream().filter(host -> Selector.matches(part, host.node())).toList();
        return named.isEmpty()
                ? all.stream().filter(host -> host.site().region().equals(part)).toList()
                : named;
    }

    List<String> names() {
        if (names == null) {
            names = named();
        }
        return names;
    }

    private List<String> named() {
        List<String> names = new ArrayList<>();
        if (!hosts.isEmpty()) {
            MetricDefinition.ofComponents().forEach(meaning -> names.add(meaning.name()));
        }
        if (wholeComponent) {
            names.addAll(instruments.names());
        } else {
            parts.forEach(part -> names.addAll(instruments.names(part)));
        }
        return names.stream().distinct().toList();
    }

    /** Returns the instrument that the component declares under a name; {@code null} if there is none. */
    Instrument declared(String name) {
        return declared.computeIfAbsent(
                        name, n -> Optional.ofNullable(wholeComponent ? instruments.of(n) : instruments.sum(n, parts)))
                .orElse(null);
    }

    /** Rejects a metric of some hosts that is counted only by the callers of the whole component. */
    void refuseWhatCallersCount(String name, String component, String path) {
        if (instruments.names().contains(name)) {
            throw new ScenarioException(
                    path,
                    "{} of {} is counted by its callers, not by its nodes; write {}.{}",
                    name,
                    component,
                    component,
                    name);
        }
    }

    /** Returns whether the metric is additive: the value of a window is the sum of the values of its parts. */
    boolean counts(String name) {
        Instrument instrument = declared(name);
        return instrument == null
                ? unit(name).equals("1") && !name.equals("in_flight") && !name.equals(MetricDefinition.WAITING)
                : instrument.counts();
    }

    private String unit(String name) {
        return unit(name, "");
    }

    /** Returns whether the metric has a value for each interval. Distributions are kept for whole windows only. */
    boolean steps(String name) {
        Instrument instrument = declared(name);
        return instrument == null ? !unit(name, "").equals("ns") : !(instrument instanceof LatencyHistogram);
    }

    /** Returns the unit of a metric or one of its statistics. */
    String unit(String name, String stat) {
        Instrument instrument = declared(name);
        if (instrument != null) {
            return instrument.unit(stat);
        }
        return stat.equals("count") ? "1" : MetricDefinition.ofComponents(name).unit();
    }

    /** Returns the display hints of a metric or one of its statistics. */
    DisplayHints showing(String name, String stat) {
        if (!stat.isEmpty()) {
            return DisplayHints.PLAIN;
        }
        return declared(name) == null ? MetricDefinition.ofComponents(name).showing() : instruments.showing(name);
    }

    /** Returns the numerator and denominator of a share in a window; empty for a metric that is not a share. */
    Optional<MetricReader.Parts> parts(String name, CellRange span) {
        Instrument instrument = declared(name);
        if (instrument instanceof Ratio ratio) {
            return Optional.of(MetricReader.Parts.of(ratio.part(span), ratio.denominator(span)));
        }
        if (instrument instanceof Occupancy occupancy) {
            return Optional.of(new MetricReader.Parts(occupancy.busyArea(span), occupancy.capacityArea(span)));
        }
        long good = instrument == null && name.equals("availability") ? departures(span, true) : -1;
        return good < 0
                ? Optional.empty()
                : Optional.of(MetricReader.Parts.of(good, good + departures(span, false) + counts().overdue(span)));
    }

    /**
     * Returns a metric, or a statistic of one such as {@code depth.max}, without waits that are overdue at the end of
     * the run; {@code NaN} if there is none.
     */
    double endedValue(String metric, CellRange span) {
        int dot = metric.indexOf('.');
        String name = dot < 0 ? metric : metric.substring(0, dot);
        String stat = dot < 0 ? "" : metric.substring(dot + 1);
        if (!names().contains(name)) {
            return Double.NaN;
        }
        Instrument instrument = declared(name);
        return instrument == null ? value(name, stat, span) : instrument.endedValue(span, stat);
    }

    double value(String name, String stat, CellRange span) {
        Instrument instrument = declared(name);
        if (instrument != null) {
            return instrument.value(span, stat);
        }
        return switch (name) {
            case "offered" -> counts().arrivals(span);
            case "in_flight" -> inFlight(List.of(span))[0];
            case MetricDefinition.WAITING -> waiting(List.of(span))[0];
            case "failed" -> departures(span, false);
            case "throughput" -> departures(span, true) * 1e9 / span.nanos();
            case "availability" -> {
                long good = departures(span, true);
                long all = good + departures(span, false) + counts().overdue(span);
                yield all == 0 ? Double.NaN : (double) good / all;
            }
            case MetricDefinition.OVERDUE -> counts().overdue(span);
            case "latency" -> latency(span).value(stat);
            default -> LatencyHistogram.offers(name) ? latency(span).value(name) : departures(span, name);
        };
    }

    /** Returns the values that a metric can still take in a window after the overdue calls have ended. */
    PossibleRange range(String name, String stat, CellRange span) {
        Instrument instrument = declared(name);
        if (instrument != null) {
            return instrument.range(span, stat);
        }
        long overdue = counts().overdue(span);
        return switch (name) {
            case "offered", "in_flight", MetricDefinition.WAITING, MetricDefinition.OVERDUE ->
                PossibleRange.exactly(value(name, stat, span));
            case "availability" ->
                PossibleRange.share(departures(span, true), departures(span, true) + departures(span, false), overdue);
            case "throughput" ->
                PossibleRange.count(departures(span, true), overdue).times(1e9 / span.nanos());
            case "failed" -> PossibleRange.count(departures(span, false), overdue);
            case "latency" -> latency(span).range(stat, overdue);
            default ->
                LatencyHistogram.offers(name)
                        ? latency(span).range(name, overdue)
                        : PossibleRange.count(departures(span, name), overdue);
        };
    }

    /** Returns the mean number of calls inside the hosts in several windows. */
    double[] inFlight(List<CellRange> spans) {
        return sums(CallMeter::meanInside, spans);
    }

    /** Returns the mean number of calls waiting at paused or hung hosts in several windows. */
    double[] waiting(List<CellRange> spans) {
        return sums(CallMeter::meanWaiting, spans);
    }

    /** Reads each host once for all windows, as the memory of thousands of hosts exceeds the processor caches. */
    private double[] sums(ToDoubleBiFunction<CallMeter, CellRange> level, List<CellRange> spans) {
        double[] sums = new double[spans.size()];
        for (Host host : hosts) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += level.applyAsDouble(host.meter(), spans.get(i));
            }
        }
        return sums;
    }

    /** Returns whether any call ever waited before a paused or hung host. */
    boolean everKeptWaiting() {
        return hosts.stream().anyMatch(host -> host.meter().everKeptWaiting());
    }

    /**
     * Returns the number of calls of a window that ended successfully, or that failed. Calls from a caller that died
     * count as failed.
     */
    long departures(CellRange span, boolean good) {
        long count = 0;
        for (Outcome outcome : Outcome.values()) {
            if (outcome.good() == good) {
                count += departures(span, outcome.index());
            }
        }
        return good ? count : count + departures(span, Outcome.count());
    }

    private long departures(CellRange span, String name) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.metric().equals(name)) {
                return departures(span, outcome.index());
            }
        }
        throw new InvalidValueException("no measure is called {}", name);
    }

    private long departures(CellRange span, int outcome) {
        return counts().departures(span, outcome);
    }

    private CallMeter counts() {
        if (counts == null) {
            List<CallMeter> callMeters = hosts.stream().map(Host::meter).toList();
            counts = callMeters.size() == 1
                    ? callMeters.get(0)
                    : CallMeter.counts(instruments.grid(), Outcome.count() + 1, callMeters);
        }
        return counts;
    }

    /** Returns the distribution of the time that successful calls of a window spent inside the component. */
    HistogramView latency(CellRange span) {
        return LatencyHistogram.combine(
                hosts.stream().map(Host::meter).map(CallMeter::latency).toList(), span);
    }
}

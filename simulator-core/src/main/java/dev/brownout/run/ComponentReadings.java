package dev.brownout.run;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Figure;
import dev.brownout.measure.Instrument;
import dev.brownout.measure.Meter;
import dev.brownout.measure.Span;
import dev.brownout.measure.Spread;
import dev.brownout.node.Host;
import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the measures of a component, or of some of its machines: what the meters at their doors say, and what it
 * declares itself.
 */
final class ComponentReadings {
    private final Instruments instruments;
    private final List<Host> hosts;
    private final boolean whole;
    private final Map<String, Optional<Instrument>> declared = new TreeMap<>();
    private Meter counts;
    private Spread latency;

    /**
     * Of some machines.
     *
     * @param whole true for the component as a whole, which has instruments of its own besides
     */
    ComponentReadings(Instruments instruments, List<Host> hosts, boolean whole) {
        this.instruments = instruments;
        this.hosts = hosts;
        this.whole = whole;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        if (!hosts.isEmpty()) {
            Meaning.ofComponents().forEach(meaning -> names.add(meaning.name()));
        }
        if (whole) {
            names.addAll(instruments.names());
        } else {
            hosts.forEach(host -> names.addAll(instruments.names(host.node())));
        }
        return names.stream().distinct().toList();
    }

    /** The instrument that the component declares under a name; {@code null} if there is none. */
    Instrument declared(String name) {
        return declared.computeIfAbsent(
                        name,
                        n -> Optional.ofNullable(
                                whole
                                        ? instruments.of(n)
                                        : instruments.sum(
                                                n,
                                                hosts.stream().map(Host::node).toList())))
                .orElse(null);
    }

    /** Whether a measure counts, so that the value of a window is the sum of the values of its parts. */
    boolean counts(String name) {
        Instrument own = declared(name);
        return own == null
                ? unit(name).equals("1") && !name.equals("in_flight")
                : own instanceof Counter || own instanceof Figure && own.unit().equals("1");
    }

    private String unit(String name) {
        return unit(name, "");
    }

    /** What a measure, or one of its statistics, is measured in. */
    String unit(String name, String stat) {
        Instrument own = declared(name);
        if (own != null) {
            return own.unit(stat);
        }
        return stat.equals("count") ? "1" : Meaning.ofComponents(name).unit();
    }

    double value(String name, String stat, Span span) {
        Instrument own = declared(name);
        if (own != null) {
            return own.value(span, stat);
        }
        return switch (name) {
            case "offered" -> counts().offered(span);
            case "in_flight" -> inFlight(span);
            case "failed" -> left(span, false);
            case "throughput" -> left(span, true) * 1e9 / span.nanos();
            case "availability" -> {
                long good = left(span, true);
                long all = good + left(span, false);
                yield all == 0 ? Double.NaN : (double) good / all;
            }
            case "latency" -> latency().value(span, stat);
            default -> Spread.offers(name) ? latency().value(span, name) : left(span, name);
        };
    }

    private double inFlight(Span span) {
        double sum = 0;
        for (Host host : hosts) {
            sum += host.meter().meanInside(span);
        }
        return sum;
    }

    /** How many were answered in a window, well or not. */
    long left(Span span, boolean good) {
        long count = 0;
        for (Outcome outcome : Outcome.values()) {
            if (outcome.good() == good) {
                count += left(span, outcome.index());
            }
        }
        return good ? count : count + left(span, Outcome.count());
    }

    private long left(Span span, String name) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.metric().equals(name)) {
                return left(span, outcome.index());
            }
        }
        throw new IllegalArgumentException("no measure is called " + name);
    }

    private long left(Span span, int outcome) {
        return counts().left(span, outcome);
    }

    private Meter counts() {
        if (counts == null) {
            List<Meter> doors = hosts.stream().map(Host::meter).toList();
            counts = doors.size() == 1 ? doors.get(0) : Meter.counts(instruments.grid(), Outcome.count() + 1, doors);
        }
        return counts;
    }

    /** How long calls stayed that were answered well. */
    Spread latency() {
        if (latency == null) {
            List<Instrument> parts = hosts.stream()
                    .map(Host::meter)
                    .<Instrument>map(Meter::latency)
                    .toList();
            latency = parts.size() == 1
                    ? (Spread) parts.get(0)
                    : (Spread) parts.get(0).sum(parts);
        }
        return latency;
    }
}

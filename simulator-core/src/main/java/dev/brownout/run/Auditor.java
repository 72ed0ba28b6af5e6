package dev.brownout.run;

import dev.brownout.measure.Instrument;
import dev.brownout.measure.Meter;
import dev.brownout.measure.Occupancy;
import dev.brownout.measure.Span;
import dev.brownout.network.Edge;
import dev.brownout.node.Host;
import dev.brownout.result.VariantResult.AuditLine;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks the books of a run, exactly, in integers: what was sent is what ended or waits, what arrived is what left or
 * is there, Little's law as an identity, busy time within the time there is, and every acknowledged write durable or
 * lost.
 */
final class Auditor {
    private final Assembly assembly;
    private final List<AuditLine> lines = new ArrayList<>();

    Auditor(Assembly assembly) {
        this.assembly = assembly;
    }

    /**
     * Checks everything.
     *
     * @throws AuditException at the first identity that is violated
     */
    List<AuditLine> audit(Map<String, RequestClass> classes, Map<String, DataResult> data) {
        classes.values().forEach(this::requests);
        edges();
        assembly.hosts.values().forEach(hosts -> hosts.forEach(this::host));
        assembly.instruments.forEach(this::occupancies);
        data.forEach(this::writes);
        assembly.identities.forEach(identity -> equal(
                identity.what(), identity.left().getAsLong(), identity.right().getAsLong()));
        return lines;
    }

    private void requests(RequestClass type) {
        long issued = 0;
        long finished = 0;
        for (RequestStats stats : type.stats()) {
            issued += stats.issued;
            finished += stats.finished;
        }
        long stale = 0;
        long aged = 0;
        Span run = assembly.grid.span(0, assembly.grid.end());
        for (RequestStats stats : type.stats()) {
            stale += stats.count(Outcome.STALE, run);
            aged += (long) stats.staleAge.value(run, "count");
        }
        equal(type.name() + ": stale answers = answers that miss a write", stale, aged);
        equal(type.name() + ": issued = finished + in flight", issued, finished + type.inFlight());
    }

    private void edges() {
        Map<String, long[]> sums = new TreeMap<>();
        for (Map.Entry<Edge, String> entry : assembly.edges.entrySet()) {
            Edge edge = entry.getKey();
            long[] sum = sums.computeIfAbsent(entry.getValue(), name -> new long[2]);
            sum[0] += edge.issued();
            sum[1] += edge.ended() + edge.waiting();
        }
        sums.forEach((name, sum) -> equal("calls to " + name + ": sent = ended + waiting", sum[0], sum[1]));
    }

    private void host(Host host) {
        Meter meter = host.meter();
        String name = host.component() + "/" + host.node();
        long[] present = host.occupantsAndArrivalSum();
        equal(name + ": arrived = left + inside", meter.arrivals(), meter.departures() + present[0]);
        equal(name + ": meter inside = calls inside", meter.inside(), present[0]);
        if (meter.everKeptWaiting()) {
            equal(
                    name + ": came while it stood still = taken up + lost + waiting",
                    meter.backlog().arrivals(),
                    meter.backlog().departures() + present[2]);
        }
        equal(
                name + ": ∫N dt = Σ residence, in request-nanoseconds",
                meter.area(),
                meter.residence(present[1], assembly.simulation.now()));
    }

    private void occupancies(String component, Instruments instruments) {
        instruments.all().forEach(one -> within(component, one));
        Span run = assembly.grid.span(0, assembly.grid.end());
        for (String name : instruments.names()) {
            if (instruments.of(name) instanceof Occupancy whole
                    && whole.capacityArea(run).signum() > 0) {
                within(component, whole);
                lines.add(new AuditLine(
                        component + "." + name + ": used nanoseconds <= nanoseconds there",
                        shown(whole.busyArea(run)),
                        shown(whole.capacityArea(run))));
            }
        }
    }

    /** In no cell of time more than there is. */
    private void within(String component, Instrument instrument) {
        if (instrument instanceof Occupancy occupancy && occupancy.everUsed()) {
            for (int cell = 0; cell < assembly.grid.cells(); cell++) {
                Span span = new Span(assembly.grid, cell, cell + 1);
                BigInteger busy = occupancy.busyArea(span);
                BigInteger there = occupancy.capacityArea(span);
                if (busy.compareTo(there) > 0 || busy.signum() < 0) {
                    throw new AuditException(
                            component + ": busy for longer than there is time", shown(busy), shown(there));
                }
            }
        }
    }

    private void writes(String name, DataResult data) {
        if (data.lost() > data.acknowledged() || data.acknowledged() - data.lost() > data.durable()) {
            throw new AuditException(
                    name + ": every acknowledged write is durable or lost",
                    data.acknowledged(),
                    data.durable() + data.lost());
        }
        lines.add(new AuditLine(
                name + ": acknowledged - lost <= durable", data.acknowledged() - data.lost(), data.durable()));
    }

    /** Compares the last 64 bits of areas, of which one may be known to no more than these. */
    private void equal(String what, BigInteger left, BigInteger right) {
        if (left.longValue() != right.longValue()) {
            throw new AuditException(what, left.longValue(), right.longValue());
        }
        lines.add(new AuditLine(what, shown(left), shown(left)));
    }

    /** A number as a line shows it: the largest long in place of all that are larger. */
    private static long shown(BigInteger number) {
        return number.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }

    private void equal(String what, long left, long right) {
        if (left != right) {
            throw new AuditException(what, left, right);
        }
        lines.add(new AuditLine(what, left, right));
    }
}

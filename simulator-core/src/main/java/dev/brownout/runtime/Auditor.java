package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.host.MeteredInFlightCount;
import dev.brownout.instrument.CallMeter;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.Occupancy;
import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.metrics.RequestStats;
import dev.brownout.network.CallCounts;
import dev.brownout.network.Edge;
import dev.brownout.result.VariantResult.AuditLine;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks the accounting identities of a run exactly, in integers.
 *
 * <p>Sent calls are ended or waiting, and arrived calls have left or are inside. Little's law holds as an identity.
 * Busy time is at most the available time. Every acknowledged write is durable or lost.
 */
final class Auditor {
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    private final RunModel model;
    private final RunEnvironment run;
    private final List<AuditLine> lines = new ArrayList<>();

    Auditor(RunModel model) {
        this.model = model;
        this.run = model.run();
    }

    /**
     * Checks all identities of the run.
     *
     * @throws AuditException at the first identity that is violated
     */
    List<AuditLine> audit(Map<String, DataResult> data) {
        model.classes().values().forEach(this::requests);
        edges();
        model.components().values().forEach(own -> own.hosts().forEach(this::host));
        model.components().values().forEach(own -> occupancies(own.name, own.instruments));
        data.forEach(this::writes);
        run.audit.identities.forEach(identity -> equal(
                identity.name(), identity.left().getAsLong(), identity.right().getAsLong()));
        return lines;
    }

    private void requests(RequestClass type) {
        long issued = 0;
        long finished = 0;
        for (RequestStats stats : type.stats()) {
            issued += stats.issued();
            finished += stats.finished();
        }
        long stale = 0;
        long aged = 0;
        CellRange wholeRun = run.wholeRun();
        for (RequestStats stats : type.stats()) {
            stale += stats.count(Outcome.STALE, wholeRun);
            aged += stats.staleCount(wholeRun);
        }
        equal(type.name() + ": stale responses = responses that miss a write", stale, aged);
        equal(type.name() + ": issued = finished + in flight", issued, finished + type.inFlight());
        balanced(
                type.name() + ": in flight = open by the cell in which they began",
                BigInteger.valueOf(type.inFlight()),
                BigInteger.valueOf(type.open()));
    }

    private void edges() {
        Map<String, long[]> sums = new TreeMap<>();
        for (Map.Entry<Edge, String> entry : model.calls().edges().entrySet()) {
            Edge edge = entry.getKey();
            long[] sum = sums.computeIfAbsent(entry.getValue(), name -> new long[2]);
            sum[0] += edge.issued();
            sum[1] += edge.endedCalls() + edge.waiting();
        }
        sums.forEach((name, sum) -> equal("calls to " + name + ": sent = ended + waiting", sum[0], sum[1]));
        edgesByCaller();
    }

    /** Checks that the counts by caller and callee equal the counts of the edges. */
    private void edgesByCaller() {
        long sent = 0;
        long endAt = 0;
        CellRange wholeRun = run.wholeRun();
        for (Map.Entry<String, SortedMap<String, CallCounts>> caller :
                model.calls().counts().entrySet()) {
            if (model.calls().delivers(caller.getKey())) {
                continue;
            }
            for (CallCounts counts : caller.getValue().values()) {
                sent += counts.sent().total(wholeRun);
                endAt += counts.good().total(wholeRun) + counts.abandoned().total(wholeRun);
                for (Counter failed : counts.causes().values()) {
                    endAt += failed.total(wholeRun);
                }
            }
        }
        long issued =
                model.calls().edges().keySet().stream().mapToLong(Edge::issued).sum();
        equal("calls by caller and callee = calls sent", sent, issued);
        long endedOnEdges = model.calls().edges().keySet().stream()
                .mapToLong(Edge::endedCalls)
                .sum();
        equal("calls by caller and callee that ended = calls ended", endAt, endedOnEdges);
    }

    private void host(Host host) {
        CallMeter meter = host.meter();
        String name = host.component() + "/" + host.node();
        MeteredInFlightCount present = host.present();
        equal(name + ": arrived = departed + present", meter.arrivals(), meter.departures() + present.calls());
        equal(name + ": metered calls = present calls", meter.callsInside(), present.calls());
        if (meter.everKeptWaiting()) {
            equal(
                    name + ": arrived during a pause = resumed + lost + waiting",
                    meter.backlog().arrivals(),
                    meter.backlog().departures() + present.waiting());
        }
        equal(
                name + ": ∫N dt = Σ residence, in request-nanoseconds",
                meter.area(),
                meter.residence(present.arrivedSum(), run.simulation.now()));
    }

    private void occupancies(String component, InstrumentRegistry instruments) {
        instruments.all().forEach(instrument -> checkBusyTime(component, instrument));
        CellRange wholeRun = run.wholeRun();
        for (String name : instruments.names()) {
            if (instruments.of(name) instanceof Occupancy capacity
                    && capacity.capacityArea(wholeRun).signum() > 0) {
                checkBusyTime(component, capacity);
                lines.add(line(
                        component + "." + name + ": used nanoseconds <= available nanoseconds",
                        capacity.busyArea(wholeRun),
                        capacity.capacityArea(wholeRun)));
            }
        }
    }

    /** Checks that no cell of the time grid has more busy time than available time. Cells without use are skipped. */
    private void checkBusyTime(String component, Instrument instrument) {
        if (instrument instanceof Occupancy occupancy) {
            for (int cell : occupancy.usedCells()) {
                CellRange span = new CellRange(run.grid, cell, cell + 1);
                BigInteger busy = occupancy.busyArea(span);
                BigInteger capacityArea = occupancy.capacityArea(span);
                if (busy.compareTo(capacityArea) > 0 || busy.signum() < 0) {
                    throw new AuditException(
                            line(component + ": busy time exceeds the available time", busy, capacityArea));
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

    private void equal(String equation, long left, long right) {
        equal(equation, BigInteger.valueOf(left), BigInteger.valueOf(right));
    }

    private void equal(String equation, BigInteger left, BigInteger right) {
        lines.add(balanced(equation, left, right));
    }

    /**
     * Returns the audit line of two numbers that must be equal.
     *
     * @throws AuditException if they are not
     */
    static AuditLine balanced(String equation, BigInteger left, BigInteger right) {
        AuditLine auditLine = line(equation, left, right);
        if (!left.equals(right)) {
            throw new AuditException(auditLine);
        }
        return auditLine;
    }

    /** Returns the audit line of two numbers. If either exceeds 64 bits, both are divided by one thousand million. */
    private static AuditLine line(String equation, BigInteger left, BigInteger right) {
        return left.max(right).bitLength() < Long.SIZE
                ? new AuditLine(equation, left.longValueExact(), right.longValueExact())
                : new AuditLine(
                        equation + ", in billions",
                        left.divide(BILLION).longValueExact(),
                        right.divide(BILLION).longValueExact());
    }
}

package dev.brownout.capacity;

import dev.brownout.random.Distribution;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Regions;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.Step;
import dev.brownout.workload.ConnectionLoad;
import dev.brownout.workload.LoadProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What users ask for on paper whose connections end with machines that faults kill, or who come because faults make
 * them more: each comes once, by the law of his load. They are taken to be spread evenly over the machines, and to find
 * room.
 */
final class Reconnections {
    /** Of a law without an end, who comes later than this share of them is one of those who trickle in. */
    private static final double MOST = 0.99;

    private static final long SECOND = 1_000_000_000;
    /** Into how many parts of equal probability the time is cut that users take to notice. */
    private static final int PARTS = 50;

    private final List<Wave> waves = new ArrayList<>();

    /** Those who lost a connection at one moment, and after how long they look that they have. */
    private record Wave(ConnectionLoad load, double users, long at, Optional<Distribution> unnoticed) {
        double expected(long from, long to) {
            return users * (backBy(to) - backBy(from));
        }

        private double backBy(long instant) {
            double since = instant - at;
            if (unnoticed.isEmpty()) {
                return cumulative(since);
            }
            double sum = 0;
            for (int i = 0; i < PARTS; i++) {
                sum += cumulative(since - unnoticed.get().quantile((i + 0.5) / PARTS));
            }
            return sum / PARTS;
        }

        private double cumulative(double nanos) {
            return nanos < 0 ? 0 : load.reconnect().cumulative(nanos);
        }

        /** When nearly all are back. */
        long until() {
            double last =
                    last(load.reconnect()) + unnoticed.map(Reconnections::last).orElse(0.0);
            return at + Math.max(SECOND, (long) Math.min(last, Long.MAX_VALUE / 4.0));
        }
    }

    private static double last(Distribution law) {
        double whole = law.quantile(1);
        return Double.isFinite(whole) ? whole : law.quantile(MOST);
    }

    /** Those of one request, or of none where its load is another. */
    Reconnections(Scenario scenario, RequestSpec request, LoadProfile profile) {
        if (profile instanceof ConnectionLoad load) {
            more(scenario, load);
            for (Step step : Step.all(request.steps())) {
                Optional<ComponentSpec> next = step.passesOnTo()
                        .map(name -> scenario.components().get(name).spec());
                int holding = next.map(ComponentSpec::machinesOfConnections).orElse(0);
                int before = next.map(ComponentSpec::machinesBeforeConnections).orElse(0);
                if (holding + before > 0) {
                    add(scenario, load, step.passesOnTo().orElseThrow(), holding + before);
                }
                if (holding > 0) {
                    break;
                }
            }
        }
    }

    /** Who comes because faults make the users more. */
    private void more(Scenario scenario, ConnectionLoad load) {
        for (long at : Stages.jumps(scenario)) {
            double more = load.users() * (factor(scenario, at) - factor(scenario, at - 1));
            if (more > 0) {
                waves.add(new Wave(load, more, at, Optional.empty()));
            }
        }
    }

    private static double factor(Scenario scenario, long at) {
        double factor = 1;
        for (FaultEntry fault : at < 0 ? List.<FaultEntry>of() : Stages.during(scenario, at)) {
            factor *= fault.spec().loadFactor();
        }
        return factor;
    }

    /** When those of a whole scenario are nearly over. */
    static List<Long> ends(Scenario scenario) {
        List<Long> ends = new ArrayList<>();
        scenario.requests()
                .values()
                .forEach(request -> request.rate()
                        .or(scenario::load)
                        .ifPresent(rate -> new Reconnections(scenario, request, rate)
                                .waves.forEach(wave -> ends.add(wave.until()))));
        return ends;
    }

    private void add(Scenario scenario, ConnectionLoad load, String holder, int each) {
        ComponentEntry entry = scenario.components().get(holder);
        List<String> places = Regions.of(scenario).placesOf(entry);
        for (FaultEntry fault : scenario.faults()) {
            if (!fault.spec().restarts()) {
                continue;
            }
            int hit = 0;
            for (int i = 0; i < each * places.size(); i++) {
                hit += LoadStage.takes(fault, holder, Integer.toString(i + 1), places.get(i / each)) ? 1 : 0;
            }
            if (hit > 0) {
                waves.add(new Wave(
                        load,
                        load.users() * factor(scenario, fault.startAt()) * hit / (each * places.size()),
                        fault.startAt(),
                        Optional.of(load.noticing()).filter(law -> fault.spec().silent())));
            }
        }
    }

    /** How many come back between two instants. */
    double expected(long from, long to) {
        return waves.stream().mapToDouble(wave -> wave.expected(from, to)).sum();
    }
}

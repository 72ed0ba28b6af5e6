package dev.brownout.analysis;

import dev.brownout.load.Flow;
import dev.brownout.load.Profile;
import dev.brownout.load.Stretch;
import dev.brownout.load.TraceArrivals;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Cuts the measured part of a run where the load changes, or which machines are there. */
final class Stages {
    /** Into how many stages a load that changes all the time is cut. */
    private static final int PIECES = 6;

    /** More borders than this are not told apart. */
    private static final int MOST = 60;

    private Stages() {}

    static List<Stage> of(Scenario scenario) {
        NavigableSet<Long> borders = borders(scenario);
        List<Stage> stages = new ArrayList<>();
        Long from = null;
        for (long to : borders) {
            if (from != null) {
                stages.add(new Stage(from, to, during(scenario, from)));
            }
            from = to;
        }
        return stages;
    }

    private static List<FaultEntry> during(Scenario scenario, long at) {
        return scenario.faults().stream()
                .filter(fault -> fault.startAt() <= at && at < end(fault, scenario))
                .toList();
    }

    private static long end(FaultEntry fault, Scenario scenario) {
        return fault.durationNanos().map(d -> fault.startAt() + d).orElse(scenario.durationNanos());
    }

    private static NavigableSet<Long> borders(Scenario scenario) {
        long start = scenario.warmupNanos();
        long end = scenario.durationNanos();
        TreeSet<Long> borders = new TreeSet<>();
        for (FaultEntry fault : scenario.faults()) {
            if (fault.spec().stops()
                    || fault.spec().loadFactor() != 1
                    || fault.spec().nodesWanted().isPresent()) {
                borders.add(fault.startAt());
                borders.add(end(fault, scenario));
            }
        }
        scenario.load().ifPresent(profile -> cut(profile, start, end, borders));
        for (RequestSpec request : scenario.requests().values()) {
            request.rate().ifPresent(profile -> cut(profile, start, end, borders));
        }
        TreeSet<Long> inside = new TreeSet<>(borders.subSet(start, true, end, true));
        if (inside.size() > MOST) {
            inside.clear();
            pieces(start, end, inside);
        }
        inside.add(start);
        inside.add(end);
        return inside;
    }

    private static void cut(Profile profile, long start, long end, Set<Long> borders) {
        if (profile instanceof TraceArrivals) {
            pieces(start, end, borders);
        } else if (profile instanceof Flow flow) {
            long at = start;
            for (int n = 0; at < end && n <= MOST; n++) {
                Stretch stretch = flow.stretchAt(at);
                long until = Math.min(end, stretch.untilNanos());
                long middle = at + (until - at) / 2;
                if (stretch.ratePerSecond(at) != stretch.ratePerSecond(middle)) {
                    pieces(at, until, borders);
                }
                borders.add(until);
                at = until;
            }
        }
    }

    private static void pieces(long from, long to, Set<Long> borders) {
        for (int i = 0; i <= PIECES; i++) {
            borders.add(from + (to - from) / PIECES * i);
        }
    }
}

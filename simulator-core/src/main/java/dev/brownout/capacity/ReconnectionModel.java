package dev.brownout.capacity;

import dev.brownout.capacity.LoadStage.NodeSite;
import dev.brownout.random.Distribution;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Regions;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.UserConnections;
import dev.brownout.spi.component.UserConnections.ConnectionHosts;
import dev.brownout.spi.fault.HostOutageFault;
import dev.brownout.spi.fault.UserFault;
import dev.brownout.workload.ConnectionLoad;
import dev.brownout.workload.LoadProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Expected requests of users that connect because of faults: users that lose their connection because a fault kills a
 * node, and users added by a fault. Each user connects once, after a time from the reconnect distribution of the load.
 * Users are assumed to be spread evenly over the nodes and to be accepted.
 */
final class ReconnectionModel {
    /** Quantile that counts as the end of an unbounded distribution. */
    private static final double MOST = 0.99;

    private static final long SECOND = 1_000_000_000;
    /** Number of intervals of equal probability into which the failure detection time of users is divided. */
    private static final int PARTS = 50;

    private final List<Wave> waves = new ArrayList<>();

    /**
     * Users that lost their connection at one instant, with the distribution of their failure detection time. Without
     * this distribution, they detect the failure immediately.
     */
    private record Wave(ConnectionLoad load, double users, long at, Optional<Distribution> unnoticed) {
        double expected(long from, long to) {
            return users * (reconnectedBy(to) - reconnectedBy(from));
        }

        private double reconnectedBy(long instant) {
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

        /** Returns the instant at which nearly all users are connected again, in nanoseconds. */
        long until() {
            double last = last(load.reconnect())
                    + unnoticed.map(ReconnectionModel::last).orElse(0.0);
            return at + Math.max(SECOND, (long) Math.min(last, Long.MAX_VALUE / 4.0));
        }
    }

    private static double last(Distribution distribution) {
        double longest = distribution.quantile(1);
        return Double.isFinite(longest) ? longest : distribution.quantile(MOST);
    }

    /** Creates the reconnections of one request class. There are none if its load has no connections. */
    ReconnectionModel(Scenario scenario, RequestSpec request, LoadProfile profile) {
        if (profile instanceof ConnectionLoad load) {
            addLoadIncreases(scenario, load);
            for (Step step : Step.all(request.steps())) {
                Optional<ComponentSpec> next = Step.passesOnTo(step)
                        .map(name -> scenario.components().get(name).spec());
                Optional<ConnectionHosts> hosts = next.flatMap(UserConnections::connectionHosts);
                hosts.ifPresent(
                        path -> add(scenario, load, Step.passesOnTo(step).orElseThrow(), path.machines()));
                if (hosts.filter(ConnectionHosts::hold).isPresent()) {
                    break;
                }
            }
        }
    }

    /** Adds the users that connect because faults increase the load. */
    private void addLoadIncreases(Scenario scenario, ConnectionLoad load) {
        for (long at : Stages.jumps(scenario)) {
            double addedUsers = load.users() * (factor(scenario, at) - factor(scenario, at - 1));
            if (addedUsers > 0) {
                waves.add(new Wave(load, addedUsers, at, Optional.empty()));
            }
        }
    }

    private static double factor(Scenario scenario, long at) {
        double factor = 1;
        for (FaultEntry fault : at < 0 ? List.<FaultEntry>of() : Stages.during(scenario, at)) {
            factor *= UserFault.loadFactorOf(fault.spec());
        }
        return factor;
    }

    /** Returns the instants at which the reconnections of a whole scenario are nearly complete, in nanoseconds. */
    static List<Long> ends(Scenario scenario) {
        List<Long> endTimes = new ArrayList<>();
        scenario.requests()
                .values()
                .forEach(request -> request.rate()
                        .or(scenario::load)
                        .ifPresent(rate -> new ReconnectionModel(scenario, request, rate)
                                .waves.forEach(wave -> endTimes.add(wave.until()))));
        return endTimes;
    }

    private void add(Scenario scenario, ConnectionLoad load, String holder, int machinesPerLocation) {
        ComponentEntry entry = scenario.components().get(holder);
        List<String> locations = Regions.of(scenario).placesOf(entry);
        for (FaultEntry fault : scenario.faults()) {
            if (!HostOutageFault.restartsHosts(fault.spec())) {
                continue;
            }
            int hit = 0;
            for (int i = 0; i < machinesPerLocation * locations.size(); i++) {
                NodeSite site = NodeSite.of(entry, locations.get(i / machinesPerLocation), i % machinesPerLocation);
                hit += LoadStage.hitsNode(fault, holder, Integer.toString(i + 1), site) ? 1 : 0;
            }
            if (hit > 0) {
                waves.add(new Wave(
                        load,
                        load.users()
                                * factor(scenario, fault.startAt())
                                * hit
                                / (machinesPerLocation * locations.size()),
                        fault.startAt(),
                        Optional.of(load.noticing()).filter(noticeTime -> HostOutageFault.isSilent(fault.spec()))));
            }
        }
    }

    /** Returns the expected number of users that reconnect between two instants. */
    double expected(long from, long to) {
        return waves.stream().mapToDouble(wave -> wave.expected(from, to)).sum();
    }
}

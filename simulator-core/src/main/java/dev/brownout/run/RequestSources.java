package dev.brownout.run;

import dev.brownout.kernel.Event;
import dev.brownout.load.Arrivals;
import dev.brownout.load.Connections;
import dev.brownout.load.Flow;
import dev.brownout.load.Profile;
import dev.brownout.load.Surge;
import dev.brownout.load.Users;
import dev.brownout.measure.Times;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.reading.Windows;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.wiring.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The users of a scenario: sources of requests, each with a stream of arrivals of its own. */
final class RequestSources {
    /** The most requests a second that a load may be. */
    private static final double RATE_MAX = 1e9;

    private final Assembly assembly;
    private final Map<String, RequestClass> classes;
    private final Map<String, Visits> journeys;
    private final List<Surge> surges = new ArrayList<>();
    private int cell;

    RequestSources(Assembly assembly, Map<String, RequestClass> classes, Map<String, Visits> journeys) {
        this.assembly = assembly;
        this.classes = classes;
        this.journeys = journeys;
        for (FaultEntry fault : assembly.scenario.faults()) {
            if (fault.spec().loadFactor() != 1) {
                Windows.Bounds bounds = Windows.bounds(fault, assembly.scenario.durationNanos());
                surges.add(new Surge(
                        bounds.fromNanos(), bounds.toNanos(), fault.spec().loadFactor()));
            }
        }
    }

    /** Refuses users who would send more than anybody could count, by what faults make of their load. */
    void check(Complaints complaints) {
        assembly.scenario.loads().forEach((path, load) -> {
            if (load instanceof Connections) {
                complaints.about(() -> ConnectedUsers.holder(assembly, path));
            }
        });
        if (!surges.isEmpty()) {
            assembly.scenario.loads().forEach((path, load) -> complaints.about(() -> check(path, load)));
        }
    }

    private void check(String path, Profile profile) {
        for (int i = 0; profile instanceof Flow && i < assembly.grid.cells(); i++) {
            long at = assembly.grid.start(i);
            if (profile.ratePerSecond(at) * Surge.factorAt(surges, at) > RATE_MAX) {
                throw new ScenarioException(
                        path, "at " + Times.text(at) + " faults make it more than 1G/s, the most that a load may be");
            }
        }
    }

    /** Lets all sources begin. */
    void start() {
        Scenario scenario = assembly.scenario;
        scenario.loads().forEach((path, load) -> {
            if (load instanceof Connections kept) {
                new ConnectedUsers(assembly, path, kept, classes).join(kept.users());
            }
        });
        scenario.requests()
                .forEach((name, request) -> request.rate()
                        .ifPresent(rate -> begin(rate, "requests." + name, List.of(classes.get(name)), List.of(1.0))));
        List<Asked> sharing = new ArrayList<>();
        List<Double> upTo = new ArrayList<>();
        double sum = 0;
        for (Map.Entry<String, Double> share : scenario.sharing().entrySet()) {
            sum += share.getValue();
            sharing.add(classes.get(share.getKey()));
            upTo.add(sum);
        }
        if (!sharing.isEmpty() && scenario.load().isPresent()) {
            begin(scenario.load().get(), "load", sharing, upTo);
        }
        journeys.forEach((name, visits) ->
                begin(scenario.journeys().get(name).rate(), "journeys." + name, List.of(visits), List.of(1.0)));
    }

    private void begin(Profile profile, String name, List<? extends Asked> types, List<Double> upTo) {
        Mix mix = new Mix(name, types, upTo);
        if (profile instanceof Users users) {
            for (int user = 0; user < users.users(); user++) {
                new User(mix, users, user).think();
            }
        } else if (!(profile instanceof Connections)) {
            new Source(mix, Arrivals.of(profile, surges, assembly.draws(name + " arrivals"))).await();
        }
    }

    private int cell(long now) {
        while (now >= assembly.grid.start(cell + 1) && cell + 1 < assembly.grid.cells()) {
            cell++;
        }
        return cell;
    }

    /** Which class the n-th request of a source belongs to. */
    private final class Mix {
        private final long key;
        private final Draws draws;
        private final List<? extends Asked> types;
        private final double[] upTo;

        Mix(String name, List<? extends Asked> types, List<Double> upTo) {
            this.key = Draws.key(assembly.scenario.seed(), assembly.replication, name);
            this.draws = assembly.draws(name + " class");
            this.types = types;
            this.upTo = upTo.stream().mapToDouble(Double::doubleValue).toArray();
        }

        void send(long n, int user, Runnable then) {
            long identity = Draws.child(key, n, user, 0);
            Asked type = types.get(0);
            if (types.size() > 1) {
                double u = draws.at(identity).uniform() * upTo[upTo.length - 1];
                int i = 0;
                while (i < upTo.length - 1 && u >= upTo[i]) {
                    i++;
                }
                type = types.get(i);
            }
            type.send(identity, n, cell(assembly.simulation.now()), then);
        }
    }

    /** An open source: its requests come whether or not the earlier ones have been answered. */
    private final class Source extends Event {
        private final Mix mix;
        private final Arrivals arrivals;
        private long sent;

        Source(Mix mix, Arrivals arrivals) {
            this.mix = mix;
            this.arrivals = arrivals;
        }

        void await() {
            long next = arrivals.nextAt();
            if (next < assembly.scenario.durationNanos()) {
                assembly.simulation.at(next, this, 0);
            }
        }

        @Override
        public void fire(int step) {
            await();
            mix.send(sent++, 0, null);
        }
    }

    /** A user of a closed source: thinks, asks, waits for the answer, and thinks again. */
    private final class User {
        private final Mix mix;
        private final Sampler thinkTime;
        private final Draws draws;
        private final int number;
        private long sent;

        User(Mix mix, Users users, int number) {
            this.mix = mix;
            this.thinkTime = users.think().sampler();
            this.draws = assembly.draws("think");
            this.number = number;
        }

        void think() {
            long identity = Draws.child(mix.key, sent, number, 1);
            assembly.simulation.after(thinkTime.sampleNanos(draws.at(identity)), step -> ask(), 0);
        }

        private void ask() {
            mix.send(sent++, number + 1, this::think);
        }
    }
}

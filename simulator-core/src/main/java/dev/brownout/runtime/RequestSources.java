package dev.brownout.runtime;

import dev.brownout.instrument.TimeFormat;
import dev.brownout.kernel.Event;
import dev.brownout.metrics.WindowResolver;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.fault.LoadFault;
import dev.brownout.workload.Arrivals;
import dev.brownout.workload.ClosedLoad;
import dev.brownout.workload.ConnectionLoad;
import dev.brownout.workload.LoadMultiplier;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.OpenLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The load sources of a scenario. Each source has its own arrival process. */
final class RequestSources {
    /** Maximum request rate of a load, per second. */
    private static final double RATE_MAX = 1e9;

    private final RunModel model;
    private final RunEnvironment run;
    private final Map<String, RequestClass> classes;
    private final List<LoadMultiplier> multipliers = new ArrayList<>();
    private int cell;

    RequestSources(RunModel model) {
        this.model = model;
        this.run = model.run();
        this.classes = model.classes();
        for (FaultEntry fault : run.scenario.faults()) {
            if (LoadFault.of(fault.spec()).loadFactor() != 1) {
                WindowResolver.Bounds bounds = WindowResolver.bounds(fault, run.scenario.durationNanos());
                multipliers.add(new LoadMultiplier(
                        bounds.fromNanos(),
                        bounds.toNanos(),
                        LoadFault.of(fault.spec()).loadFactor()));
            }
        }
    }

    /**
     * Checks that each connection load has one holder of its connections. Rejects loads that exceed the maximum rate or
     * number of users because of load faults.
     */
    void check(ScenarioErrors complaints) {
        run.scenario.workload().loads().forEach((path, load) -> {
            if (load instanceof ConnectionLoad) {
                complaints.check(() -> ConnectedUsers.connectionHolder(model, path));
            }
        });
        if (!multipliers.isEmpty()) {
            run.scenario.workload().loads().forEach((path, load) -> complaints.check(() -> check(path, load)));
        }
    }

    private void check(String path, LoadProfile profile) {
        for (int i = 0; profile instanceof OpenLoad && i < run.grid.cells(); i++) {
            long instant = run.grid.start(i);
            if (profile.ratePerSecond(instant) * LoadMultiplier.factorAt(multipliers, instant) > RATE_MAX) {
                throw new ScenarioException(
                        path, "at {} faults raise the load above its maximum of 1G/s", TimeFormat.text(instant));
            }
        }
        int users = profile instanceof ClosedLoad loop
                ? loop.users()
                : profile instanceof ConnectionLoad connections ? connections.users() : 0;
        for (long instant = 0;
                instant < run.scenario.durationNanos();
                instant = LoadMultiplier.nextChange(multipliers, instant)) {
            if (LoadMultiplier.users(users, multipliers, instant) > ClosedLoad.USERS_MAX) {
                throw new ScenarioException(
                        path, "at {} faults raise the load above its maximum of 2M users", TimeFormat.text(instant));
            }
        }
    }

    /** Starts all sources. */
    void start() {
        Scenario scenario = run.scenario;
        scenario.workload().loads().forEach((path, load) -> {
            if (load instanceof ConnectionLoad connections) {
                ConnectedUsers all = new ConnectedUsers(model, path, connections);
                all.join(LoadMultiplier.users(connections.users(), multipliers, 0));
                atChanges(() -> all.are(LoadMultiplier.users(connections.users(), multipliers, run.simulation.now())));
            }
        });
        scenario.workload()
                .requests()
                .forEach((name, request) -> request.rate()
                        .ifPresent(rate -> begin(rate, "requests." + name, List.of(classes.get(name)), List.of(1.0))));
        List<LoadTarget> targets = new ArrayList<>();
        List<Double> cumulativeShares = new ArrayList<>();
        double sum = 0;
        for (Map.Entry<String, Double> share : scenario.workload().sharing().entrySet()) {
            sum += share.getValue();
            targets.add(classes.get(share.getKey()));
            cumulativeShares.add(sum);
        }
        if (!targets.isEmpty() && scenario.workload().load().isPresent()) {
            begin(scenario.workload().load().get(), "load", targets, cumulativeShares);
        }
        model.journeys()
                .forEach((name, visits) -> begin(
                        scenario.workload().journeys().get(name).rate(),
                        "journeys." + name,
                        List.of(visits),
                        List.of(1.0)));
    }

    private void begin(
            LoadProfile profile, String name, List<? extends LoadTarget> types, List<Double> cumulativeShares) {
        Mix mix = new Mix(name, types, cumulativeShares);
        if (profile instanceof ClosedLoad users) {
            Loop loop = new Loop(mix, users);
            loop.adjustUsers();
            atChanges(loop::adjustUsers);
        } else if (!(profile instanceof ConnectionLoad)) {
            new Source(mix, Arrivals.of(profile, multipliers, run.random(name + " arrivals"))).await();
        }
    }

    /** Runs an action whenever a load fault changes the number of users. */
    private void atChanges(Runnable change) {
        long next = LoadMultiplier.nextChange(multipliers, run.simulation.now());
        if (next < run.scenario.durationNanos()) {
            run.simulation.scheduleAt(
                    next,
                    step -> {
                        change.run();
                        atChanges(change);
                    },
                    0);
        }
    }

    private int cell(long now) {
        while (now >= run.grid.start(cell + 1) && cell + 1 < run.grid.cells()) {
            cell++;
        }
        return cell;
    }

    /** Selects the class of each request of a source. */
    private final class Mix {
        private final long key;
        private final KeyedRandom random;
        private final List<? extends LoadTarget> types;
        private final double[] cumulativeShares;

        Mix(String name, List<? extends LoadTarget> types, List<Double> cumulativeShares) {
            this.key = run.randomKey(name);
            this.random = run.random(name + " class");
            this.types = types;
            this.cumulativeShares =
                    cumulativeShares.stream().mapToDouble(Double::doubleValue).toArray();
        }

        void send(long n, int user, Runnable next) {
            long identity = KeyedRandom.child(key, n, user, 0);
            LoadTarget type = types.get(0);
            if (types.size() > 1) {
                double u = random.withIdentity(identity).uniform() * cumulativeShares[cumulativeShares.length - 1];
                int i = 0;
                while (i < cumulativeShares.length - 1 && u >= cumulativeShares[i]) {
                    i++;
                }
                type = types.get(i);
            }
            type.start(identity, n, cell(run.simulation.now()), next);
        }
    }

    /** An open source. Its arrivals do not depend on responses. */
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
            if (next < run.scenario.durationNanos()) {
                run.simulation.scheduleAt(next, this, 0);
            }
        }

        @Override
        public void fire(int step) {
            await();
            mix.send(sent++, 0, null);
        }
    }

    /** The users of a closed source. Load faults can change their number. */
    private final class Loop {
        private final Mix mix;
        private final ClosedLoad load;
        private final Sampler thinkTime;
        private final KeyedRandom random;
        private final List<User> users = new ArrayList<>();
        private int activeUsers;

        Loop(Mix mix, ClosedLoad load) {
            this.mix = mix;
            this.load = load;
            this.thinkTime = load.think().sampler();
            this.random = run.random("think");
        }

        /** Adjusts the number of active users. New and returning users think first. */
        void adjustUsers() {
            activeUsers = LoadMultiplier.users(load.users(), multipliers, run.simulation.now());
            for (int number = 0; number < activeUsers; number++) {
                if (number == users.size()) {
                    users.add(new User(this, number));
                }
                users.get(number).nextRequest();
            }
        }
    }

    /** A user of a closed source: thinks, sends a request, waits for the response and repeats, until it is removed. */
    private final class User {
        private final Loop loop;
        private final int number;
        private boolean inactive = true;
        private long sent;

        User(Loop loop, int number) {
            this.loop = loop;
            this.number = number;
        }

        void nextRequest() {
            if (inactive) {
                inactive = false;
                scheduleThinking();
            }
        }

        private void scheduleThinking() {
            long identity = KeyedRandom.child(loop.mix.key, sent, number, 1);
            long nanos = loop.thinkTime.sampleNanos(loop.random.withIdentity(identity));
            run.simulation.scheduleAfter(nanos, step -> send(), 0);
        }

        private void send() {
            if (number < loop.activeUsers) {
                loop.mix.send(sent++, number + 1, this::scheduleThinking);
            } else {
                inactive = true;
                sent++;
            }
        }
    }
}

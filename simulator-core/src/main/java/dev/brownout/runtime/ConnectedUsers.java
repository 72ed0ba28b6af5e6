package dev.brownout.runtime;

import dev.brownout.kernel.Simulation;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Outcome;
import dev.brownout.service.PersistentConnection;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.UserConnections;
import dev.brownout.workload.ConnectionLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The users of a load with persistent connections. Each user opens a new connection some time after the last one has
 * ended.
 */
final class ConnectedUsers {
    private static final String OF_REQUEST = "requests.";

    private final RunEnvironment run;
    private final Simulation simulation;
    private final RequestClass type;
    private final PersistentConnection.Holder connectionHolder;
    private final List<UserConnections> before;
    private final long key;
    private final Sampler reconnect;
    private final Sampler connectionTime;
    private final Sampler notices;
    private final KeyedRandom reconnectDraws;
    private final KeyedRandom lastsDraws;
    private final KeyedRandom noticesDraws;
    private final List<User> users = new ArrayList<>();

    /**
     * Creates the users of one load. None is connected before {@link #join}.
     *
     * @param path path of the load in the scenario
     */
    ConnectedUsers(RunModel model, String path, ConnectionLoad load) {
        this.run = model.run();
        String request = request(run.scenario, path);
        this.simulation = run.simulation;
        this.type = model.classes().get(request);
        this.connectionHolder = connectionHolder(model, path);
        this.before = upstreamComponents(model, request);
        this.key = run.randomKey(path);
        this.reconnect = load.reconnect().sampler();
        this.connectionTime = load.lasts().map(Distribution::sampler).orElse(null);
        this.notices = load.noticing().sampler();
        this.reconnectDraws = run.random(path + " reconnect");
        this.lastsDraws = run.random(path + " lasts");
        this.noticesDraws = run.random(path + " notices");
    }

    /**
     * Returns the holder of the connections of a load.
     *
     * @throws ScenarioException if no component or more than one on the path holds connections
     */
    static PersistentConnection.Holder connectionHolder(RunModel model, String path) {
        String request = request(model.run().scenario, path);
        TreeSet<String> visited = new TreeSet<>();
        for (Step step :
                Step.all(model.run().scenario.workload().requests().get(request).steps())) {
            Step.passesOnTo(step)
                    .filter(name -> UserConnections.of(model.component(name))
                            .connectionHolder()
                            .isPresent())
                    .ifPresent(visited::add);
        }
        if (visited.size() != 1) {
            throw new ScenarioException(
                    path,
                    visited.isEmpty()
                            ? Sentence.of(
                                    "no server on the path of '{}' has 'connections'; add it to one of them, "
                                            + "such as connections: 10k",
                                    request)
                            : Sentence.of(
                                    "a user keeps one connection, but {} on the path of '{}' all have "
                                            + "'connections'; keep it on one of them",
                                    String.join(" and ", visited),
                                    request));
        }
        return UserConnections.of(model.component(visited.first()))
                .connectionHolder()
                .orElseThrow();
    }

    /**
     * Returns the components in front of the holder. Connections pass through them, as do the requests that open
     * connections.
     */
    private static List<UserConnections> upstreamComponents(RunModel model, String request) {
        List<UserConnections> before = new ArrayList<>();
        for (Step step :
                Step.all(model.run().scenario.workload().requests().get(request).steps())) {
            UserConnections next = UserConnections.of(
                    Step.passesOnTo(step).map(model::component).orElse(null));
            if (next.connectionHolder().isPresent()) {
                break;
            }
            before.add(next);
        }
        return before;
    }

    /** Returns the request class that opens the connections of a load. */
    private static String request(Scenario scenario, String path) {
        if (path.startsWith(OF_REQUEST)) {
            return path.substring(OF_REQUEST.length(), path.lastIndexOf('.'));
        }
        List<String> candidates = new ArrayList<>(scenario.workload().sharing().keySet());
        if (path.equals("load") && candidates.size() == 1) {
            return candidates.get(0);
        }
        throw new ScenarioException(
                path,
                "connections(...) belongs to the request that opens the connections; write it as the "
                        + "'rate' of that request");
    }

    /** Adds the initial users. Users without an open connection start to reconnect. */
    void join(int count) {
        List<User> waiting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            User user = new User(i);
            users.add(user);
            user.connection = connectionHolder.join(user, user.region);
            if (user.connection.isOpened()) {
                before.forEach(relay -> relay.carry(user.connection, user.region));
                user.onOpened();
            } else {
                waiting.add(user);
            }
        }
        waiting.forEach(User::reconnectLater);
    }

    /**
     * Sets the number of users during the run. Additional users connect with the reconnect delay. Surplus users
     * disconnect immediately.
     */
    void are(int count) {
        while (users.size() < count) {
            User user = new User(users.size());
            user.connection = connectionHolder.connect(user);
            user.removed = true;
            users.add(user);
        }
        for (User user : users) {
            if (user.removed && user.number < count) {
                user.connect();
            } else if (!user.removed && user.number >= count) {
                user.disconnect();
            }
        }
    }

    /** State of one user and its connection. */
    private final class User implements PersistentConnection.User {
        private final int number;
        private final int region;
        private PersistentConnection connection;
        /** Number of actions so far. Each random number and each request of the user has its own number. */
        private long done;
        /** Number of connections of this user that have ended. */
        private long endedConnections;
        /** True while a fault has removed the user from the load. */
        private boolean removed;
        /** True while the user has no connection and is about to request one. */
        private boolean reconnecting;
        /** Time of the first failed request since the last success, in ns; negative if there is none. */
        private long failedAt = -1;

        User(int number) {
            this.number = number;
            this.region = type.region(identity(0));
        }

        private long identity(int purpose) {
            return KeyedRandom.child(key, done, number, purpose);
        }

        private void connect() {
            removed = false;
            connection.markPresent();
            if (!reconnecting) {
                done++;
                reconnectLater();
            }
        }

        private void disconnect() {
            removed = true;
            endedConnections++;
            connection.markAbsent();
        }

        private void reconnectLater() {
            reconnecting = true;
            schedule(reconnect.sampleNanos(reconnectDraws.withIdentity(identity(1))), this::send);
        }

        private void send() {
            if (removed) {
                reconnecting = false;
                return;
            }
            done++;
            type.send(identity(0), region, new ConnectionOpening(this));
        }

        private void onResponse(Outcome outcome, long bornAt) {
            reconnecting = false;
            if (!outcome.good()) {
                failedAt = failedAt < 0 ? bornAt : failedAt;
            } else if (failedAt >= 0) {
                type.recordRecovery(failedAt);
                failedAt = -1;
            }
            if (!removed && outcome.good() && connection.isOpened()) {
                onOpened();
                return;
            }
            connection.abandon();
            if (!removed) {
                reconnectLater();
            }
        }

        private void onOpened() {
            if (connectionTime != null) {
                long connectionNumber = endedConnections;
                schedule(
                        connectionTime.sampleNanos(lastsDraws.withIdentity(identity(1))),
                        () -> leave(connectionNumber));
            }
        }

        private void leave(long connectionNumber) {
            if (endedConnections == connectionNumber) {
                endedConnections++;
                connection.close();
                reconnectLater();
            }
        }

        @Override
        public void onConnectionLost(boolean silently) {
            endedConnections++;
            if (silently) {
                reconnecting = true;
                schedule(sampleNoticeNanos(), this::reconnectLater);
            } else {
                reconnectLater();
            }
        }

        @Override
        public void silent() {
            long connectionNumber = endedConnections;
            schedule(sampleNoticeNanos(), () -> {
                if (endedConnections == connectionNumber && connection.onUserTimeout()) {
                    endedConnections++;
                    reconnectLater();
                }
            });
        }

        private long sampleNoticeNanos() {
            return notices.sampleNanos(noticesDraws.withIdentity(identity(1)));
        }

        private void schedule(long nanos, Runnable action) {
            simulation.scheduleAfter(nanos, step -> action.run(), 0);
        }
    }

    /** A request that opens the connection of a user. */
    private final class ConnectionOpening extends RequestCompletion {
        private final User user;
        private final long bornAt = simulation.now();
        private boolean finished;

        ConnectionOpening(User user) {
            super(type, run.grid.cell(simulation.now()), null);
            this.user = user;
        }

        @Override
        public long user() {
            return KeyedRandom.child(key, 0, user.number, 1);
        }

        /**
         * Returns the connection to open, or {@code null} after the request has ended. Late attempts open no
         * connection.
         */
        @Override
        public PersistentConnection opens() {
            return finished ? null : user.connection;
        }

        @Override
        void onResponse(Outcome outcome) {
            finished = true;
            user.onResponse(outcome, bornAt);
        }
    }
}

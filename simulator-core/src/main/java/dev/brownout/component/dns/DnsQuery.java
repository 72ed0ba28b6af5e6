package dev.brownout.component.dns;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A query of a resolver for a name, with the lookups that wait for its result. It tries each name server at most once:
 * the next one if a server fails, or does not respond in time. The first response is the result.
 */
final class DnsQuery extends Event {
    private static final int RETRY = 0;
    private static final int FAILED = 1;
    private static final int ANSWERED = 2;
    private static final int STEPS = 3;

    private final RecursiveResolution recursion;
    private final Simulation simulation;
    private final Resolver resolver;
    private final long call;
    private final long deadline;
    private final boolean[] tried;
    private final List<PendingQuery> waiting = new ArrayList<>(1);
    private int attempts;
    /** Number of attempts without a result. */
    private int open;

    private int latest;
    private boolean isOver;

    /** Receives the result of a lookup. */
    interface Asker {
        /** Handles the result: the number of a region, or {@link RecursiveResolution#NOTHING}. */
        void onResolved(int region, Lookups.How resolution);
    }

    private record PendingQuery(Asker listener, Trail trail) {}

    /**
     * Creates a query on behalf of a call.
     *
     * @param deadline instant at which the query fails
     * @param servers number of name servers
     */
    DnsQuery(
            RecursiveResolution recursion,
            Simulation simulation,
            Resolver resolver,
            long call,
            long deadline,
            int servers) {
        this.recursion = recursion;
        this.simulation = simulation;
        this.resolver = resolver;
        this.call = call;
        this.deadline = deadline;
        this.tried = new boolean[servers];
    }

    void join(Asker listener) {
        waiting.add(new PendingQuery(listener, simulation.trail()));
    }

    /** Returns the number of name servers that the query has been sent to. */
    int attempts() {
        return attempts;
    }

    /** Sends the query to the next name server. */
    void attempt() {
        long now = simulation.now();
        long attempt = attempts == 0 ? call : KeyedRandom.child(call, attempts, 0, 0);
        int server = recursion.servers().choose(resolver, tried, now, attempt);
        tried[server] = true;
        latest = server;
        attempts++;
        open++;
        recursion.sent(attempts);
        AuthoritativeServers.End end = recursion.servers().query(server, attempt, deadline - now);
        schedule(end.afterNanos(), server * STEPS + (end.answered() ? ANSWERED : FAILED));
        if (!isOver && latest == server && attempts < tried.length && now + recursion.retryNanos() < deadline) {
            simulation.scheduleAfter(recursion.retryNanos(), this, server * STEPS + RETRY);
        }
    }

    private void schedule(long nanos, int step) {
        if (nanos == 0) {
            fire(step);
        } else {
            simulation.scheduleAfter(nanos, this, step);
        }
    }

    @Override
    public void fire(int step) {
        int server = step / STEPS;
        if (isOver) {
            return;
        }
        switch (step % STEPS) {
            case RETRY -> retry(server);
            case FAILED -> onFailed(server);
            default -> {
                recursion.trust(resolver, server);
                end(true);
            }
        }
    }

    private void retry(int server) {
        if (server == latest) {
            recursion.avoid(resolver, server);
            attempt();
        }
    }

    private void onFailed(int server) {
        open--;
        if (tried.length > 1) {
            recursion.avoid(resolver, server);
        }
        if (server == latest && attempts < tried.length && simulation.now() < deadline) {
            attempt();
        } else if (open == 0) {
            end(false);
        }
    }

    private void end(boolean answered) {
        isOver = true;
        resolver.pendingQuery = null;
        Lookups.How resolution = recursion.end(resolver, call, answered, attempts);
        int region = resolution == Lookups.How.FAILED ? RecursiveResolution.NOTHING : resolver.answer;
        Trail first = simulation.trail();
        for (int i = 0; i < waiting.size(); i++) {
            if (i > 0) {
                simulation.resume(waiting.get(i).trail(), RequestPhase.NETWORK);
            }
            waiting.get(i).listener().onResolved(region, resolution);
        }
        simulation.restore(first);
    }

    @Override
    public RequestPhase phase(int step) {
        return RequestPhase.NETWORK;
    }
}

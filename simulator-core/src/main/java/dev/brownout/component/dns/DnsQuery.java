package dev.brownout.component.dns;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import java.util.ArrayList;
import java.util.List;

/** A query of a resolver to the authority, with the lookups that wait for its result. */
final class DnsQuery extends Event {
    /** Receives the result of a lookup. */
    interface Asker {
        /** Handles the result: the number of a region, or {@link RecursiveResolution#NOTHING}. */
        void told(int region, Lookups.How how);
    }

    private record PendingQuery(Asker asker, Trail trail) {}

    private final RecursiveResolution recursion;
    private final Simulation simulation;
    private final Resolver resolver;
    private final long call;
    private final boolean answered;
    private final List<PendingQuery> waiting = new ArrayList<>(1);

    /**
     * Creates a query on behalf of a call.
     *
     * @param answered whether the authority answers it
     */
    DnsQuery(RecursiveResolution recursion, Simulation simulation, Resolver resolver, long call, boolean answered) {
        this.recursion = recursion;
        this.simulation = simulation;
        this.resolver = resolver;
        this.call = call;
        this.answered = answered;
    }

    void join(Asker asker) {
        waiting.add(new PendingQuery(asker, simulation.trail()));
    }

    @Override
    public void fire(int step) {
        resolver.asking = null;
        Lookups.How how = recursion.end(resolver, call, answered);
        int region = how == Lookups.How.FAILED ? RecursiveResolution.NOTHING : resolver.answer;
        Trail first = simulation.trail();
        for (int i = 0; i < waiting.size(); i++) {
            if (i > 0) {
                simulation.resume(waiting.get(i).trail(), RequestPhase.NETWORK);
            }
            waiting.get(i).asker().told(region, how);
        }
        simulation.restore(first);
    }

    @Override
    public RequestPhase phase(int step) {
        return RequestPhase.NETWORK;
    }
}

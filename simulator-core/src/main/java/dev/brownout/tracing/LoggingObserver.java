package dev.brownout.tracing;

import dev.brownout.kernel.Simulation;
import dev.brownout.network.Edge;
import dev.brownout.service.Service;

/** Observer that reports each completed request to a log, and otherwise delegates to another observer. */
public final class LoggingObserver implements RunObserver {
    private final RunObserver inner;
    private final Simulation simulation;
    private final RequestLog log;

    /** Creates an observer for a run that has not started. */
    public LoggingObserver(RunObserver inner, RequestLog log) {
        this.inner = inner;
        this.simulation = inner.simulation();
        this.log = log;
    }

    @Override
    public Simulation simulation() {
        return simulation;
    }

    @Override
    public Service users(String type, Service service) {
        Service watched = inner.users(type, service);
        return (request, reply) -> watched.call(request, (outcome, detail) -> {
            log.record(type, request, simulation.now(), outcome);
            reply.accept(outcome, detail);
        });
    }

    @Override
    public Edge edge(Edge plain) {
        return inner.edge(plain);
    }

    @Override
    public Service machine(Service plain) {
        return inner.machine(plain);
    }
}

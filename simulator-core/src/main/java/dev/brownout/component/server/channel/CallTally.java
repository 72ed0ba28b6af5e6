package dev.brownout.component.server.channel;

import dev.brownout.spi.ComponentContext;

/** Counts of the calls of all clients of a tier, with their audit. */
final class CallTally {
    private final ComponentContext context;
    private final ClientConnectionMetrics.CallMeasures measures;
    private long submitted;
    private long sent;
    private long unsent;
    private long waiting;

    CallTally(ComponentContext context) {
        this.context = context;
        this.measures = context.metrics().instruments(ClientConnectionMetrics.CallMeasures.class);
        context.audit()
                .identity(
                        ": calls of clients = sent over a connection + waiting + ended before",
                        () -> submitted,
                        () -> sent + waiting + unsent);
        context.audit().reportMemoryUse("calls that wait for a connection of their client", 250, () -> waiting);
    }

    void submit() {
        submitted++;
    }

    void send() {
        sent++;
    }

    void finishUnsent() {
        unsent++;
    }

    void wait(int change) {
        waiting += change;
    }

    void waitForStream() {
        measures.streamWaits().add(context.simulation().now());
    }

    /** Changes the number of calls in the queues of clients with open connections. */
    void queue(int change) {
        measures.streamQueue().add(context.simulation().now(), change);
    }
}

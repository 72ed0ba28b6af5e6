package dev.brownout.tracing;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;

/** Edge to a host with traced calls. */
final class TracedEdge extends Edge {
    private final TracingSimulation tracer;

    TracedEdge(Edge plain, TracingSimulation tracer) {
        super(plain);
        this.tracer = tracer;
    }

    @Override
    public void send(Host from, Request request, Reply reply) {
        TraceEvent before = tracer.here();
        TraceSpan call = tracer.send(request, callee());
        super.send(from, request, call == null ? reply : tracer.hearing(call, reply));
        tracer.restore(before);
    }

    @Override
    public void crossEstablished(Host from, Request request, Reply reply) {
        TraceEvent before = tracer.here();
        TraceSpan call = tracer.send(request, callee());
        super.crossEstablished(from, request, call == null ? reply : tracer.hearing(call, reply));
        tracer.restore(before);
    }
}

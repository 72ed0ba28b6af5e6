package dev.brownout.tracing;

import dev.brownout.kernel.Simulation;
import dev.brownout.network.Edge;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Observer that selects the requests to trace by their identity, latency and outcome. */
public final class TraceCandidates implements RunObserver {
    private static final Comparator<CompletedCandidate> QUICKEST = Comparator.comparingLong(
                    CompletedCandidate::latencyNanos)
            .thenComparing(CompletedCandidate::bornAt, Comparator.reverseOrder());

    private final RunObserver inner;
    private final Simulation simulation;
    private final TraceSelector choice;
    private final long fromNanos;
    private final ToLongFunction<String> goodWithinNanos;
    private final TreeSet<Long> requested;
    private final PriorityQueue<CompletedCandidate> slowest = new PriorityQueue<>(QUICKEST);
    private final List<CompletedCandidate> failed = new ArrayList<>();
    private final List<CompletedCandidate> found = new ArrayList<>();

    /**
     * Completed request that is a candidate for tracing.
     *
     * @param chosen reason for the selection: {@code requested}, {@code slowest} or {@code failed}
     */
    public record CompletedCandidate(String chosen, long identity, long bornAt, long latencyNanos, Outcome outcome) {}

    /**
     * Creates an observer for a run that has not started.
     *
     * @param inner observer to delegate to
     * @param fromNanos earliest intended send time of a candidate, in ns; requests selected by identity may be earlier
     * @param goodWithinNanos returns the longest latency of a good response of a class, in ns
     */
    public TraceCandidates(
            RunObserver inner, TraceSelector choice, long fromNanos, ToLongFunction<String> goodWithinNanos) {
        this.inner = inner;
        this.simulation = inner.simulation();
        this.choice = choice;
        this.fromNanos = fromNanos;
        this.goodWithinNanos = goodWithinNanos;
        this.requested = new TreeSet<>(choice.identities());
    }

    @Override
    public Simulation simulation() {
        return simulation;
    }

    @Override
    public Service users(String type, Service service) {
        Service watched = inner.users(type, service);
        long inTime = choice.failed() == TraceSelector.ALL ? goodWithinNanos.applyAsLong(type) : Long.MAX_VALUE;
        return (request, reply) -> watched.call(request, (outcome, detail) -> {
            onEnd(request, outcome, inTime);
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

    private void onEnd(Request request, Outcome outcome, long inTimeNanos) {
        long latency = simulation.now() - request.intendedSendAt();
        boolean measured = request.intendedSendAt() >= fromNanos;
        if (!requested.isEmpty() && requested.contains(request.identity())) {
            found.add(new CompletedCandidate("asked", request.identity(), request.intendedSendAt(), latency, outcome));
        }
        if (measured
                && (!outcome.good() || latency > inTimeNanos)
                && failed.size() < Math.min(choice.failed(), TraceSelector.MAXIMUM)) {
            failed.add(
                    new CompletedCandidate("failed", request.identity(), request.intendedSendAt(), latency, outcome));
        }
        if (measured && outcome.good() && choice.slowest() > 0) {
            slowest(new CompletedCandidate("slowest", request.identity(), request.intendedSendAt(), latency, outcome));
        }
    }

    private void slowest(CompletedCandidate one) {
        if (slowest.size() < choice.slowest()) {
            slowest.add(one);
        } else if (QUICKEST.compare(slowest.peek(), one) < 0) {
            slowest.poll();
            slowest.add(one);
        }
    }

    /**
     * Returns the selected requests, each once: first those selected by identity, then the slowest in descending order
     * of latency, then the failed ones.
     */
    public Collection<CompletedCandidate> chosen() {
        Map<Long, CompletedCandidate> chosen = new LinkedHashMap<>();
        found.forEach(one -> chosen.put(one.identity(), one));
        slowest.stream().sorted(QUICKEST.reversed()).forEach(one -> chosen.putIfAbsent(one.identity(), one));
        failed.forEach(one -> chosen.putIfAbsent(one.identity(), one));
        return new ArrayList<>(chosen.values());
    }
}

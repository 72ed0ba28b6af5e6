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

/** Watches how the requests of a run end, and remembers which of them are to be looked at. */
public final class TraceCandidates implements RunObserver {
    private static final Comparator<CompletedCandidate> QUICKEST = Comparator.comparingLong(
                    CompletedCandidate::latencyNanos)
            .thenComparing(CompletedCandidate::bornAt, Comparator.reverseOrder());

    private final RunObserver inner;
    private final Simulation simulation;
    private final TraceSelector choice;
    private final long fromNanos;
    private final ToLongFunction<String> goodWithinNanos;
    private final TreeSet<Long> asked;
    private final PriorityQueue<CompletedCandidate> slowest = new PriorityQueue<>(QUICKEST);
    private final List<CompletedCandidate> failed = new ArrayList<>();
    private final List<CompletedCandidate> found = new ArrayList<>();

    /**
     * A request that has ended.
     *
     * @param chosen why it is looked at
     */
    public record CompletedCandidate(String chosen, long identity, long bornAt, long latencyNanos, Outcome outcome) {}

    /**
     * Of a run that has not begun.
     *
     * @param inner who watches it otherwise
     * @param fromNanos requests that were wanted before do not count, unless they are asked for
     * @param goodWithinNanos how long an answer to a class of requests may take to be in time
     */
    public TraceCandidates(
            RunObserver inner, TraceSelector choice, long fromNanos, ToLongFunction<String> goodWithinNanos) {
        this.inner = inner;
        this.simulation = inner.simulation();
        this.choice = choice;
        this.fromNanos = fromNanos;
        this.goodWithinNanos = goodWithinNanos;
        this.asked = new TreeSet<>(choice.identities());
    }

    @Override
    public Simulation simulation() {
        return simulation;
    }

    @Override
    public Service users(String type, Service way) {
        Service watched = inner.users(type, way);
        long inTime = choice.failed() == TraceSelector.ALL ? goodWithinNanos.applyAsLong(type) : Long.MAX_VALUE;
        return (request, reply) -> watched.call(request, (outcome, detail) -> {
            ended(request, outcome, inTime);
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

    private void ended(Request request, Outcome outcome, long inTimeNanos) {
        long latency = simulation.now() - request.bornAt();
        boolean measured = request.bornAt() >= fromNanos;
        if (!asked.isEmpty() && asked.contains(request.identity())) {
            found.add(new CompletedCandidate("asked", request.identity(), request.bornAt(), latency, outcome));
        }
        if (measured
                && (!outcome.good() || latency > inTimeNanos)
                && failed.size() < Math.min(choice.failed(), TraceSelector.MOST)) {
            failed.add(new CompletedCandidate("failed", request.identity(), request.bornAt(), latency, outcome));
        }
        if (measured && outcome.good() && choice.slowest() > 0) {
            slowest(new CompletedCandidate("slowest", request.identity(), request.bornAt(), latency, outcome));
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

    /** Those that are to be looked at, each once: those asked for, the slowest first among the slowest, the failed. */
    public Collection<CompletedCandidate> chosen() {
        Map<Long, CompletedCandidate> chosen = new LinkedHashMap<>();
        found.forEach(one -> chosen.put(one.identity(), one));
        slowest.stream().sorted(QUICKEST.reversed()).forEach(one -> chosen.putIfAbsent(one.identity(), one));
        failed.forEach(one -> chosen.putIfAbsent(one.identity(), one));
        return new ArrayList<>(chosen.values());
    }
}

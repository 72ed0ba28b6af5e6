package dev.brownout.tracing;

import dev.brownout.result.Trace;
import dev.brownout.result.Trace.Call;
import dev.brownout.result.Trace.Stretch;
import dev.brownout.service.Outcome;
import dev.brownout.tracing.TraceCandidates.CompletedCandidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Traces of selected requests. They are recorded when the run is repeated from its seed. */
public final class TraceSet {
    private final Map<Long, CompletedCandidate> chosen = new LinkedHashMap<>();
    private final Map<Long, TraceRecorder> journals = new LinkedHashMap<>();
    private final Map<Long, TraceEvent> ends = new LinkedHashMap<>();
    private final TracingSimulation tracer =
            new TracingSimulation(request -> chosen().containsKey(request.identity()), true, this::onEnd);

    /** Creates a set for a repetition that has not started. */
    public TraceSet(Collection<CompletedCandidate> chosen) {
        chosen.forEach(one -> this.chosen.put(one.identity(), one));
    }

    private Map<Long, CompletedCandidate> chosen() {
        return chosen;
    }

    /** Returns the simulation that the repetition must use. */
    public TracingSimulation tracer() {
        return tracer;
    }

    private void onEnd(TraceRecorder journal, Outcome outcome, TraceEvent last) {
        long identity = journal.request.identity();
        CompletedCandidate before = chosen.get(identity);
        long latency = tracer.now() - journal.request.intendedSendAt();
        if (latency != before.latencyNanos() || outcome != before.outcome()) {
            throw new IllegalStateException("the repeated run differs: request " + id(identity) + " ended as "
                    + outcome.label() + " after " + latency + " ns, in the first run as "
                    + before.outcome().label()
                    + " after " + before.latencyNanos() + " ns");
        }
        journals.put(identity, journal);
        ends.put(identity, last);
    }

    /** Returns the identity of a request as text, as used in results. */
    public static String id(long identity) {
        return String.format("%016x", identity);
    }

    /**
     * Returns the traces in the order of selection.
     *
     * @throws IllegalStateException if a request did not end in the repetition, or its phases do not add up to its
     *     latency
     */
    public List<Trace> results() {
        List<Trace> traces = new ArrayList<>();
        chosen.forEach((identity, completed) -> {
            TraceRecorder journal = journals.get(identity);
            if (journal == null) {
                throw new IllegalStateException("the repeated run differs: request " + id(identity) + " did not end");
            }
            Trace trace = new Trace(
                    id(identity),
                    journal.type,
                    completed.chosen(),
                    completed.bornAt(),
                    completed.latencyNanos(),
                    completed.outcome().label(),
                    calls(journal, ends.get(identity)));
            check(trace);
            traces.add(trace);
        });
        return traces;
    }

    /** Checks that the phases on the critical path add up to the latency of the request. */
    private static void check(Trace trace) {
        long sum = 0;
        for (Call call : trace.calls()) {
            for (Stretch stretch : call.phases()) {
                sum += stretch.counts() ? stretch.toNanos() - stretch.fromNanos() : 0;
            }
        }
        if (sum != trace.latencyNanos()) {
            throw new IllegalStateException("the phases of request " + trace.id() + " take " + sum
                    + " ns, but the request takes " + trace.latencyNanos() + " ns");
        }
    }

    private static List<Call> calls(TraceRecorder journal, TraceEvent end) {
        List<Call> calls = new ArrayList<>();
        for (TraceSpan stay : journal.stays) {
            calls.add(new Call(
                    journal.stays.indexOf(stay.caller),
                    stay.component,
                    stay.node,
                    stay.attempt,
                    stay.sentAt,
                    stay.arrivedAt,
                    stay.leftAt,
                    stay.responseAt,
                    stay.outcome,
                    stretches(stay, end)));
        }
        return calls;
    }

    private static List<Stretch> stretches(TraceSpan stay, TraceEvent end) {
        List<TraceEvent> counting = new ArrayList<>();
        for (TraceEvent moment = end; moment != null; moment = moment.before) {
            if (moment.stay == stay) {
                counting.add(moment);
            }
        }
        return stay.moments.stream()
                .map(moment -> new Stretch(
                        BreakdownAccumulator.label(moment.phase),
                        moment.before.instant,
                        moment.instant,
                        counting.contains(moment)))
                .toList();
    }
}

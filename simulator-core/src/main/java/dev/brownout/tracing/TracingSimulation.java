package dev.brownout.tracing;

import dev.brownout.host.Host;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.DelayedEvent;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Simulation that traces requests. Tracing does not affect any event, so that the run is identical to one without
 * tracing.
 *
 * <p>A request can be completed by an event of another request. In that case, it has waited for others since its own
 * latest event.
 */
public final class TracingSimulation extends Simulation implements RunObserver {
    static final String USERS = Network.USERS;

    private final Predicate<Request> selector;
    private final boolean isRetained;
    private final Diary diary;
    /**
     * Wrappers of events under a constant delay, by event. A caller cancels the original event, since it has no
     * reference to the wrapper.
     */
    private final Map<Event, DelayedEvent> waiting = new LinkedHashMap<>();

    private TraceEvent here;

    /** Listener that receives each traced request when its user learns its outcome. */
    @FunctionalInterface
    interface Diary {
        void onEnd(TraceRecorder journal, Outcome outcome, TraceEvent last);
    }

    /**
     * Creates a simulation that traces some requests.
     *
     * @param selector returns whether to trace a request
     * @param isRetained whether all calls are recorded, including those that go on after the response
     */
    TracingSimulation(Predicate<Request> selector, boolean isRetained, Diary diary) {
        this.selector = selector;
        this.isRetained = isRetained;
        this.diary = diary;
    }

    /** Event with the trace context in which it was scheduled. */
    private final class FollowedEvent extends DelayedEvent {
        private final Event event;
        private final TraceEvent from;

        FollowedEvent(Event event, TraceEvent from) {
            this.event = event;
            this.from = from;
        }

        @Override
        public void fire(int step) {
            waiting.remove(event);
            here = next(from, event.phase(step));
            event.fire(step);
            here = null;
        }
    }

    @Override
    public Simulation simulation() {
        return this;
    }

    @Override
    public long scheduleAfter(long delayNanos, Event event, int step) {
        return super.scheduleAfter(delayNanos, followed(event), step);
    }

    @Override
    public void scheduleAfter(ConstantDelayQueue delay, DelayedEvent event, int step) {
        if (here == null) {
            super.scheduleAfter(delay, event, step);
        } else {
            FollowedEvent followed = new FollowedEvent(event, here);
            waiting.put(event, followed);
            super.scheduleAfter(delay, followed, step);
        }
    }

    @Override
    public void cancel(DelayedEvent event) {
        DelayedEvent followed = waiting.remove(event);
        super.cancel(followed == null ? event : followed);
    }

    private Event followed(Event event) {
        return here == null || event instanceof FollowedEvent ? event : new FollowedEvent(event, here);
    }

    @Override
    public Trail trail() {
        return here;
    }

    TraceEvent currentEvent() {
        return here;
    }

    @Override
    public void resume(Trail left, RequestPhase phase) {
        here = next((TraceEvent) left, phase);
    }

    @Override
    public void resumeWorked(Trail left, long workNanos) {
        TraceEvent from = (TraceEvent) left;
        if (from != null && !isFinished(from.stay)) {
            long startedAt = Math.max(from.instant, now() - workNanos);
            from = from.stay.moment(from, startedAt, RequestPhase.WAITING);
        }
        here = next(from, RequestPhase.WORK);
    }

    @Override
    public void restore(Trail interrupted) {
        here = (TraceEvent) interrupted;
    }

    private TraceEvent next(TraceEvent from, RequestPhase phase) {
        return from == null || isFinished(from.stay) ? null : from.stay.moment(from, now(), phase);
    }

    private static boolean isFinished(TraceSpan stay) {
        boolean continues =
                stay.request.isRetained && (stay.leftAt == TraceSpan.NEVER || stay.responseAt == TraceSpan.NEVER);
        return stay.request.answered && !continues;
    }

    @Override
    public Service users(String type, Service service) {
        return (request, reply) -> {
            if (!selector.test(request)) {
                service.call(request, reply);
                return;
            }
            TraceRecorder journal = new TraceRecorder(this, type, request, isRetained);
            request.logical().carry(journal);
            TraceEvent before = here;
            here = journal.latest;
            service.call(request, (outcome, detail) -> {
                TraceEvent last = upTo(journal.whole);
                journal.answered = true;
                journal.whole.leftAt = now();
                journal.whole.responseAt = now();
                journal.whole.outcome = outcome.label();
                diary.onEnd(journal, outcome, last);
                here = null;
                reply.accept(outcome, detail);
            });
            here = before;
        };
    }

    @Override
    public Edge edge(Edge plain) {
        return new TracedEdge(plain, this);
    }

    @Override
    public Service machine(Service plain) {
        return (request, reply) -> {
            if (here == null) {
                plain.call(request, reply);
                return;
            }
            TraceSpan stay = here.stay;
            stay.arrivedAt = now();
            plain.call(request, (outcome, detail) -> {
                TraceEvent before = here;
                here = isFinished(stay) ? null : upTo(stay);
                stay.leftAt = now();
                reply.accept(outcome, detail);
                here = before;
            });
        };
    }

    /** Returns the span of a call that leaves its caller; {@code null} if it is not traced. */
    TraceSpan send(Request request, Host callee) {
        TraceRecorder journal = (TraceRecorder) request.logical().find(this, 0);
        if (journal == null) {
            here = null;
            return null;
        }
        boolean own = here != null && here.stay.request == journal;
        here = own ? next(here, RequestPhase.OTHERS) : next(journal.latest, RequestPhase.OTHERS);
        if (here == null) {
            return null;
        }
        TraceSpan call = journal.call(here.stay, callee.component(), callee.node(), request.attempt(), now());
        here = call.continueFrom(here, now());
        return call;
    }

    /** Returns a reply that records the response of a traced call and continues the trace in the calling span. */
    Reply tracedReply(TraceSpan call, Reply reply) {
        return (outcome, detail) -> {
            TraceEvent before = here;
            call.responseAt = now();
            call.outcome = outcome.label();
            here = isFinished(call.caller) ? null : call.caller.continueFrom(upTo(call), now());
            reply.accept(outcome, detail);
            here = before;
        };
    }

    /**
     * Returns the event that led to the end of a call. If the current event belongs to another request or call, the
     * call has waited for others since its latest event.
     */
    private TraceEvent upTo(TraceSpan call) {
        return here != null && here.isInside(call) ? here : call.moment(call.latest, now(), RequestPhase.OTHERS);
    }

    /** Edge to a host with traced calls. */
    private static final class TracedEdge extends Edge {
        private final TracingSimulation tracer;

        TracedEdge(Edge plain, TracingSimulation tracer) {
            super(plain);
            this.tracer = tracer;
        }

        @Override
        public void send(Host from, Request request, Reply reply) {
            TraceEvent before = tracer.currentEvent();
            TraceSpan call = tracer.send(request, callee());
            super.send(from, request, call == null ? reply : tracer.tracedReply(call, reply));
            tracer.restore(before);
        }

        @Override
        public void sendEstablished(Host from, Request request, Reply reply) {
            TraceEvent before = tracer.currentEvent();
            TraceSpan call = tracer.send(request, callee());
            super.sendEstablished(from, request, call == null ? reply : tracer.tracedReply(call, reply));
            tracer.restore(before);
        }
    }
}

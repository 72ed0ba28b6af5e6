package dev.brownout.component.waitingroom;

import dev.brownout.component.waitingroom.WaitingRoom.Measures;
import dev.brownout.host.Host;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Queue of one waiting room, with the sessions of the admitted visitors. */
final class WaitingQueue implements Host.Resident {
    private final WaitingRoomSpec spec;
    private final Simulation simulation;
    private final Host host;
    private final int number;
    private final Measures measures;
    private final Sampler timeout;
    private final KeyedRandom random;
    private final double gapNanos;
    private final long sessionNanos;
    private final Set<Visitor> line = new LinkedHashSet<>();
    /** Open sessions by user identity. Only users of a journey can send further requests in a session. */
    private final Map<Long, Session> sessions = new LinkedHashMap<>();

    private long arrivals;
    private long admitted;
    private long passed;
    private long left;
    private int inside;
    private boolean timed;
    /**
     * Earliest time of the next admission, in ns. {@code rest} is the fraction of a nanosecond that is carried over.
     */
    private long nextAt;

    private double rest;

    WaitingQueue(WaitingRoomSpec spec, ComponentContext context, Host host, Measures measures) {
        this.spec = spec;
        this.simulation = context.simulation();
        this.host = host;
        this.number = context.number();
        this.measures = measures;
        this.timeout = spec.patience().map(Distribution::sampler).orElse(null);
        this.random = context.random("patience");
        this.gapNanos = spec.admits().map(rate -> 1e9 / rate.perSecond()).orElse(0.0);
        this.sessionNanos = spec.session().toNanos();
        host.attach(this);
        AuditRegistry audit = context.audit();
        audit.reportMemoryUse("queued visitors", 200, line::size);
        audit.reportMemoryUse("sessions", 150, () -> inside);
        audit.overdue(new OverdueWaits(
                        context.grid(),
                        List.of(measures.waitTime()),
                        List.of(),
                        open -> line.forEach(visitor -> open.open(visitor.startNanos, 1)))
                .inOrder(measures.queued(), this::oldestAgeNanos)
                .atTheirEnd()
                .givenUp());
        audit.identity(
                "/" + host.node() + ": arrived = admitted + passed + abandoned + queued",
                () -> arrivals,
                () -> admitted + passed + left + line.size());
        audit.identity(
                "/" + host.node() + ": active sessions = counted sessions",
                () -> inside,
                () -> measures.inside().value());
    }

    /** Admits a visitor, immediately or after the wait in the queue. The reply is OK on admission. */
    void enter(Request request, Reply reply) {
        arrivals++;
        long user = request.logical().user();
        Session known = user == LogicalRequest.UNKNOWN ? null : sessions.get(user);
        if (known != null) {
            known.endNanos = simulation.now() + sessionNanos;
            passed++;
            measures.passed().add(simulation.now());
            reply.accept(Outcome.OK, 0);
            return;
        }
        Visitor visitor = new Visitor(request, reply);
        if (line.isEmpty() && due() <= simulation.now() && roomInside()) {
            admit(visitor);
        } else {
            visitor.join();
            await();
        }
    }

    private long oldestAgeNanos() {
        return line.isEmpty() ? 0 : simulation.now() - line.iterator().next().startNanos;
    }

    private long due() {
        return spec.admits().isEmpty() ? 0 : nextAt;
    }

    private boolean roomInside() {
        return spec.active().isEmpty() || inside < spec.active().get();
    }

    /**
     * Schedules the next admission if the queue is not empty. If the active limit is reached, the end of a session
     * schedules it instead.
     */
    private void await() {
        if (!timed && !line.isEmpty() && roomInside()) {
            timed = true;
            host.schedule(Math.max(0, due() - simulation.now()), RequestPhase.WAITING, this::turn);
        }
    }

    private void turn() {
        timed = false;
        Iterator<Visitor> first = line.iterator();
        if (first.hasNext() && roomInside()) {
            Visitor visitor = first.next();
            visitor.leaveLine();
            Trail own = simulation.trail();
            simulation.resume(visitor.trail, RequestPhase.WAITING);
            admit(visitor);
            simulation.restore(own);
        }
        await();
    }

    private void admit(Visitor visitor) {
        long now = simulation.now();
        if (nextAt < now) {
            nextAt = now;
            rest = 0;
        }
        double moved = rest + gapNanos;
        long whole = (long) moved;
        nextAt += whole;
        rest = moved - whole;
        admitted++;
        inside++;
        measures.admitted().add(now);
        measures.inside().add(now, 1);
        measures.waitTime().record(now, now - visitor.startNanos);
        Session session = new Session(visitor.request.logical().user(), now + sessionNanos);
        session.open();
        visitor.reply.accept(Outcome.OK, 0);
    }

    /** Clears the queue and all sessions. The connections to the host report the crash to the queued callers. */
    @Override
    public void onCrash() {
        left += line.size();
        measures.left().add(simulation.now(), line.size());
        measures.queued().add(simulation.now(), -line.size());
        measures.inside().add(simulation.now(), -inside);
        line.forEach(Visitor::stopWaiting);
        line.clear();
        sessions.clear();
        inside = 0;
        timed = false;
    }

    /** Session of an admitted visitor. Further requests pass without a wait, and each of them renews the session. */
    private final class Session {
        private final long user;
        private long endNanos;

        Session(long user, long until) {
            this.user = user;
            this.endNanos = until;
        }

        void open() {
            if (user != LogicalRequest.UNKNOWN) {
                sessions.put(user, this);
            }
            poll();
        }

        private void poll() {
            host.schedule(endNanos - simulation.now(), this::finish);
        }

        private void finish() {
            if (endNanos > simulation.now()) {
                poll();
                return;
            }
            sessions.remove(user, this);
            inside--;
            measures.inside().add(simulation.now(), -1);
            await();
        }
    }

    /** Visitor that requests admission. */
    private final class Visitor implements CancellationToken.Listener {
        private final Request request;
        private final Reply reply;
        private final long startNanos = simulation.now();
        private final Trail trail = simulation.trail();

        Visitor(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
        }

        void join() {
            line.add(this);
            measures.queued().add(simulation.now(), 1);
            request.token().listen(this);
            request.logical().onQueueStateChanged(true);
            if (timeout != null) {
                host.schedule(timeout.sampleNanos(random.withIdentity(request.identity())), this::abandon);
            }
        }

        void leaveLine() {
            line.remove(this);
            measures.queued().add(simulation.now(), -1);
            stopWaiting();
        }

        /** Resumes the client timeout, and ignores cancellations from now on. */
        void stopWaiting() {
            request.token().unlisten(this);
            request.logical().onQueueStateChanged(false);
        }

        private void abandon() {
            if (line.contains(this)) {
                onCancelled(Outcome.REJECTED);
            }
        }

        @Override
        public void onCancelled(Outcome outcome) {
            leaveLine();
            left++;
            measures.left().add(simulation.now());
            reply.accept(outcome, number);
        }
    }
}

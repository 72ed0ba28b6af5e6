package dev.brownout.component.server;

import dev.brownout.host.ComponentInFlightCount;
import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.step.StepProgram;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The idempotency keys of one service of a tier, in a store shared by its hosts. Each attempt of a call, hedged ones
 * included, has the same key. The first is executed; one that arrives meanwhile waits for its response, without a
 * worker; a later one gets the stored response. Failed work leaves no key, and the next waiting attempt starts; it also
 * starts when the executing host crashes. The store itself takes no time.
 */
final class Idempotency {
    @RequiresParameter("deduplicate")
    record Measures(
            @Doc("Calls that were processed successfully again, so that their effects were applied "
                    + "more than once.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Duplicate effects at {}")
            @Loss("duplicate calls")
            Counter duplicates,

            @Doc("Repeated calls that were recognized by their idempotency key and received the "
                    + "response of the first.")
            @ChartTitle("Deduplicated calls at {}")
            Counter deduplicated) {}

    private static final long WORK = -3;

    private final Simulation simulation;
    private final VersionRegistry versions;
    private final int number;
    private final boolean recognizes;
    private final long keptNanos;
    private final boolean waitsOn;
    private final Measures measures;
    private final Map<String, Set<Key>> running = new TreeMap<>();
    private long arrived;
    private long started;
    private long recognized;
    private long waiting;
    private long left;
    private long successes;
    private long effects;

    /**
     * Creates a store without keys.
     *
     * @param keptNanos retention of a key after success; 0 to count duplicates without recognizing them
     * @param cancellation handling of waiting attempts that their caller cancels
     * @param endpoint name of the service
     */
    Idempotency(
            ComponentContext context,
            List<Host> hosts,
            long keptNanos,
            StepProgram.Cancellation cancellation,
            String endpoint) {
        this.simulation = context.simulation();
        this.versions = context.versions();
        this.number = context.number();
        this.keptNanos = keptNanos;
        this.recognizes = keptNanos > 0;
        this.waitsOn = cancellation == StepProgram.Cancellation.NONE;
        this.measures = context.metrics().instruments(Measures.class);
        if (recognizes) {
            versions.copy(context.name());
        }
        for (Host host : hosts) {
            Set<Key> local = new LinkedHashSet<>();
            running.put(host.node(), local);
            host.attach(new Host.Resident() {
                @Override
                public void onCrash() {
                    loseWork(local);
                }
            });
        }
        String of = endpoint.isEmpty() ? "" : "/" + endpoint;
        AuditRegistry audit = context.audit();
        audit.identity(
                of + ": calls = started + deduplicated + waiting + abandoned",
                () -> arrived,
                () -> started + recognized + waiting + left);
        CellRange run = context.grid().span(0, context.grid().end());
        audit.identity(
                of + ": successful executions = effects + duplicates",
                () -> successes,
                () -> effects + measures.duplicates().total(run));
    }

    /** The record of one call: the executing host, the waiting attempts, and the last response. */
    private final class Key extends LogicalRequest.IdempotencyRecord {
        private final Deque<Waiter> waiters = new ArrayDeque<>(0);
        private Host location;
        private boolean done;
        private long doneAt;
        private long answer;

        Key(long origin) {
            super(Idempotency.this, origin);
        }

        boolean isKnown() {
            return recognizes && done && simulation.now() - doneAt <= keptNanos;
        }
    }

    /** Wraps work so that it is executed once per key. */
    Service wrap(Host host, ComponentInFlightCount census, Service work) {
        return (request, reply) -> {
            arrived++;
            Key key = (Key) request.logical().find(this, request.idempotencyKey());
            if (key == null) {
                key = new Key(request.idempotencyKey());
                request.logical().carry(key);
            }
            if (key.isKnown()) {
                recognize();
                replay(key, request, simulation.now(), reply);
            } else if (recognizes && key.location != null) {
                new Waiter(key, host, census, work, request, reply).begin();
            } else {
                claim(key, host);
                work(key, work, request, reply);
            }
        };
    }

    private void claim(Key key, Host host) {
        started++;
        if (recognizes) {
            key.location = host;
            running.get(host.node()).add(key);
        }
    }

    /** Executes the work; calls made meanwhile have other keys, even if they return to this service. */
    private void work(Key key, Service work, Request request, Reply reply) {
        work.call(request.withIdempotencyKey(WORK), (outcome, detail) -> {
            if (recognizes) {
                running.get(key.location.node()).remove(key);
                key.location = null;
            }
            if (outcome.proceeds()) {
                onSucceeded(key, detail);
            }
            onWorkEnd(key);
            reply.accept(outcome, detail);
        });
    }

    private void onSucceeded(Key key, long answer) {
        successes++;
        if (key.done) {
            measures.duplicates().add(simulation.now());
        } else {
            effects++;
        }
        key.done = true;
        key.doneAt = simulation.now();
        key.answer = answer;
    }

    /** Continues after the work has ended: waiting attempts get the response, or the first of them starts. */
    private void onWorkEnd(Key key) {
        Trail own = simulation.trail();
        while (!key.waiters.isEmpty() && key.location == null) {
            key.waiters.remove().wake();
        }
        simulation.restore(own);
    }

    /** Handles a crash of a host, which loses its unfinished work. */
    private void loseWork(Set<Key> local) {
        List<Key> lost = List.copyOf(local);
        local.clear();
        for (Key key : lost) {
            key.location = null;
            onWorkEnd(key);
        }
    }

    private void recognize() {
        recognized++;
        measures.deduplicated().add(simulation.now());
    }

    /** Sends the stored response, which is stale if the key has been written since. */
    private void replay(Key key, Request request, long bound, Reply reply) {
        reply.accept(
                versions.evaluateRead(request, versions.oldestMissed(key.answer, request.key(), bound)), key.answer);
    }

    /** An attempt that waits for the execution of another attempt, on any host. */
    private final class Waiter implements CancellationToken.Listener {
        private final Key key;
        private final Host host;
        private final ComponentInFlightCount census;
        private final Service work;
        private final Request request;
        private final Reply reply;
        private final int process;
        private final long bound = versions.bound(simulation.now());
        private final Trail trail = simulation.trail();

        Waiter(Key key, Host host, ComponentInFlightCount census, Service work, Request request, Reply reply) {
            this.key = key;
            this.host = host;
            this.census = census;
            this.work = work;
            this.request = request;
            this.reply = reply;
            this.process = host.incarnation();
        }

        void begin() {
            waiting++;
            census.enter();
            key.waiters.add(this);
            if (!waitsOn) {
                request.token().listen(this);
            }
        }

        /** Resumes on its own host, which may be paused, unless that has crashed meanwhile. */
        void wake() {
            waiting--;
            request.token().unlisten(this);
            if (host.incarnation() != process) {
                left++;
                return;
            }
            boolean known = key.isKnown();
            if (known) {
                recognize();
            } else {
                claim(key, host);
            }
            simulation.resume(trail, RequestPhase.OTHERS);
            host.schedule(0, known ? this::answer : this::execute);
        }

        private void answer() {
            census.leave();
            replay(key, request, bound, reply);
        }

        private void execute() {
            census.leave();
            work(key, work, request, reply);
        }

        @Override
        public void onCancelled(Outcome outcome) {
            waiting--;
            left++;
            key.waiters.remove(this);
            census.leave();
            reply.accept(outcome, number);
        }
    }
}

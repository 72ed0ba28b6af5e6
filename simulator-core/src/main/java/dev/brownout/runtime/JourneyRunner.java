package dev.brownout.runtime;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.OpenCounts;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.metrics.UsualLatency;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.scenario.JourneyMetrics;
import dev.brownout.scenario.JourneySpec;
import dev.brownout.scenario.JourneySpec.AbandonmentRule;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The visitors of a journey. Each visitor sends one request after the other, waits for the response and thinks. A
 * visitor ends after the last step or abandons the journey.
 */
final class JourneyRunner implements LoadTarget {
    /** Approximate memory of an active visitor without its request, in bytes. */
    private static final int BYTES_EACH = 100;

    private static final long FOREVER = Long.MAX_VALUE;

    private final RunEnvironment run;
    private final Simulation simulation;
    private final InstrumentRegistry instruments;
    private final JourneyMetrics measures;
    private final List<Stage> stages = new ArrayList<>();
    private final double leavesAfterError;
    private final long timeoutNanos;
    private final KeyedRandom whenDraws;
    private final KeyedRandom thinkDraws;
    private final KeyedRandom errorDraws;
    private final KeyedRandom keyDraws;
    /** Users that return; {@code null} if each visit is of a new user. */
    private final ReturningUsers returning;

    private long startedVisitors;
    private long endedVisitors;
    private long active;

    /**
     * Runtime state of one step.
     *
     * @param visitKeys sampler of the key of a visit; {@code null} if each request has its own key, or none
     */
    private record Stage(
            RequestClass type, int times, Sampler think, double share, KeySampler visitKeys, OpenCounts open) {}

    /** Reason for the end of a journey. */
    private enum End {
        FINISHED,
        ERROR,
        WAIT
    }

    JourneyRunner(RunEnvironment run, String name, JourneySpec spec, Map<String, RequestClass> classes) {
        this.run = run;
        this.simulation = run.simulation;
        this.instruments = new InstrumentRegistry(run.grid);
        this.measures = instruments.create(JourneyMetrics.class);
        for (JourneySpec.Visit step : spec.steps()) {
            Sampler think = step.think().map(Distribution::sampler).orElse(null);
            stages.add(new Stage(
                    classes.get(step.request()),
                    step.times(),
                    think,
                    step.when().ratio(),
                    visitKeys(spec, step.request()),
                    new OpenCounts(run.grid)));
        }
        this.leavesAfterError = spec.leaves()
                .map(AbandonmentRule::error)
                .map(share -> share.ratio())
                .orElse(0.0);
        this.timeoutNanos = spec.leaves()
                .flatMap(AbandonmentRule::wait_)
                .map(wait -> wait.toNanos())
                .orElse(FOREVER);
        this.whenDraws = run.random("journeys." + name + ".when");
        this.thinkDraws = run.random("journeys." + name + ".think");
        this.errorDraws = run.random("journeys." + name + ".error");
        this.keyDraws = run.random("journeys." + name + ".key");
        run.audit.identity(
                name + ": started = finished + left + active", () -> startedVisitors, () -> endedVisitors + active);
        run.audit.identity(
                name + ": counted visits = started visits + ended visits",
                () -> total(measures.started())
                        + measures.conversion().denominator(wholeRun())
                        - measures.conversion().undecided(wholeRun()),
                () -> startedVisitors + endedVisitors);
        run.audit.reportMemoryUse("visits of " + name, BYTES_EACH, () -> active);
        this.returning = spec.returns()
                .map(rule -> new ReturningUsers(run, name, rule, instruments, () -> endedVisitors))
                .orElse(null);
    }

    /** Returns the metrics of the visitors. */
    InstrumentRegistry instruments() {
        return instruments;
    }

    private KeySampler visitKeys(JourneySpec spec, String request) {
        return run.scenario.workload().requests().get(request).key().isPresent()
                ? null
                : spec.key()
                        .map(keys -> keys.sampler(run.keySpaces.names(KeySpaces.REQUESTS + request)))
                        .orElse(null);
    }

    private long total(Counter counter) {
        return counter.total(wholeRun());
    }

    /** Counts the visitors that wait for an overdue request at the end of the run. Their conversion is undecided. */
    void countWaiting(UsualLatency usual) {
        for (Stage stage : stages) {
            long usualNanos = stage.type().usualNanos(usual);
            measures.conversion().addUndecided(stage.open().olderThan(simulation.now(), usualNanos));
        }
    }

    private CellRange wholeRun() {
        return run.wholeRun();
    }

    @Override
    public void start(long identity, long n, int cell, Runnable next) {
        if (returning != null) {
            returning.beginFirst(cell);
        }
        begin(new Visitor(identity, n, next), cell);
    }

    private void begin(Visitor visitor, int cell) {
        startedVisitors++;
        active++;
        measures.started().addIn(cell, 1);
        measures.active().add(simulation.now(), 1);
        visitor.nextStep();
    }

    /** Starts the next visit of a user. */
    private void beginNext(Visitor last) {
        int cell = run.grid.cell(simulation.now());
        returning.beginNext(cell);
        begin(new Visitor(last), cell);
    }

    private void end(Visitor visitor, End reason) {
        long now = simulation.now();
        endedVisitors++;
        active--;
        measures.active().add(now, -1);
        switch (reason) {
            case FINISHED -> {
                measures.finished().add(now);
                measures.stay().record(now, now - visitor.startNanos);
            }
            case ERROR -> measures.leftError().add(now);
            case WAIT -> measures.leftWait().add(now);
        }
        measures.conversion().add(now, reason == End.FINISHED && visitor.converted ? 1 : 0, 1);
        if (returning != null) {
            long nanos = returning.end(visitor.identity, reason == End.FINISHED);
            if (nanos != ReturningUsers.NEVER) {
                simulation.scheduleAfter(nanos, visitor, Visitor.RETURN);
            }
        }
        if (visitor.continuation != null) {
            visitor.continuation.run();
        }
    }

    /** State of one active visitor. */
    private final class Visitor extends Event {
        private static final int NEXT_STEP = -1;
        private static final int RETURN = -2;
        /** Attempt number in the identities of returning visits; the requests of a visit have 1. */
        private static final int NEXT_VISIT = 2;

        /** Number of the user, which all visits of a user have. */
        private final long user;

        private final long identity;
        private final long number;
        private final LogicalRequest session;
        private final Runnable continuation;
        private final long startNanos = simulation.now();
        private final int region;
        private int stage;
        private int repetition;
        /** Number of requests sent. Only the response to the last one is considered. */
        private int requestsSent;

        private long timeoutTimer = Simulation.NO_TIMER;
        /** Start time of the pending request, in ns; negative if none is pending. */
        private long requestStart = -1;

        private boolean converted;
        private boolean departed;

        /** Creates the first visit of a user. */
        Visitor(long identity, long number, Runnable next) {
            this.user = identity;
            this.identity = identity;
            this.number = number;
            this.session = new LogicalRequest();
            this.continuation = next;
            this.region = stages.get(0).type().region(identity);
        }

        /** Creates the next visit of a user, with other random numbers. */
        Visitor(Visitor last) {
            this.user = last.user;
            this.identity = KeyedRandom.child(last.identity, 0, 0, NEXT_VISIT);
            this.number = last.number;
            this.session = last.session;
            this.continuation = last.continuation;
            this.region = last.region;
        }

        @Override
        public void fire(int step) {
            if (step == NEXT_STEP) {
                nextStep();
            } else if (step == RETURN) {
                beginNext(this);
            } else {
                timeoutTimer = Simulation.NO_TIMER;
                leave(End.WAIT);
            }
        }

        private void nextStep() {
            while (stage < stages.size() && (repetition == stages.get(stage).times() || repetition == 0 && skips())) {
                stage++;
                repetition = 0;
            }
            if (stage == stages.size()) {
                leave(End.FINISHED);
                return;
            }
            send(stages.get(stage).type());
        }

        private boolean skips() {
            double share = stages.get(stage).share();
            return share < 1 && whenDraws.withIdentity(requestSeed()).uniform() >= share;
        }

        /** Returns the seed of all random numbers for the current request. */
        private long requestSeed() {
            return KeyedRandom.child(identity, stage, repetition, 1);
        }

        private void send(RequestClass type) {
            int sent = requestsSent++;
            updateTimeout(sent, false);
            long now = simulation.now();
            int cell = run.grid.cell(now);
            requestStart = now;
            stages.get(stage).open().begin(cell, now);
            RequestCompletion completion = new Wish(type, cell, this, sent);
            KeySampler visitKeys = stages.get(stage).visitKeys();
            if (visitKeys == null) {
                type.send(requestSeed(), region, completion);
            } else {
                type.send(requestSeed(), region, visitKeys.next(keyDraws.withIdentity(user), number), completion);
            }
        }

        /** Starts the timeout of the pending request. Cancels it while the request is in a waiting room. */
        private void updateTimeout(int number, boolean inLine) {
            if (departed || number != requestsSent - 1 || timeoutNanos == FOREVER) {
                return;
            }
            simulation.cancel(timeoutTimer);
            timeoutTimer = inLine ? Simulation.NO_TIMER : simulation.scheduleAfter(timeoutNanos, this, number);
        }

        private void onResponse(int number, Outcome outcome) {
            if (departed || number != requestsSent - 1) {
                return;
            }
            simulation.cancel(timeoutTimer);
            timeoutTimer = Simulation.NO_TIMER;
            endWait();
            if (!outcome.good() && errorDraws.withIdentity(requestSeed()).uniform() < leavesAfterError) {
                leave(End.ERROR);
                return;
            }
            if (outcome.good() && !outcome.proceeds()) {
                leave(End.FINISHED);
                return;
            }
            Stage currentStage = stages.get(stage);
            converted = outcome.good() && stage == stages.size() - 1;
            long pause = currentStage.think() == null
                    ? 0
                    : currentStage.think().sampleNanos(thinkDraws.withIdentity(requestSeed()));
            repetition++;
            simulation.scheduleAfter(pause, this, NEXT_STEP);
        }

        private void endWait() {
            if (requestStart >= 0) {
                stages.get(stage).open().end(run.grid.cell(requestStart), requestStart);
                requestStart = -1;
            }
        }

        private void leave(End reason) {
            departed = true;
            endWait();
            end(this, reason);
        }
    }

    /** A request of a visitor. */
    private static final class Wish extends RequestCompletion {
        private final Visitor visitor;
        private final int number;

        Wish(RequestClass type, int cell, Visitor visitor, int number) {
            super(type, cell, null);
            this.visitor = visitor;
            this.number = number;
        }

        @Override
        public long user() {
            return visitor.user;
        }

        @Override
        public LogicalRequest session() {
            return visitor.session;
        }

        @Override
        public void onQueueStateChanged(boolean inLine) {
            visitor.updateTimeout(number, inLine);
        }

        @Override
        void onResponse(Outcome outcome) {
            visitor.onResponse(number, outcome);
        }
    }
}

package dev.brownout.step;

import dev.brownout.host.ComponentInFlightCount;
import dev.brownout.host.Cores;
import dev.brownout.host.GarbageCollectedHeap;
import dev.brownout.host.WorkerPool;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spec.Doc;
import java.util.function.ToIntFunction;

/**
 * What a machine does for a class of requests: its steps in order, under a worker where the machine has a limited
 * number.
 */
public final class StepProgram implements Service {
    final StepAction[] actions;
    final WorkerPool slots;
    final ComponentInFlightCount census;
    final int number;
    final GarbageCollectedHeap heap;
    final Settings settings;
    final VersionRegistry versions;

    /**
     * Steps on a machine.
     *
     * @param number of the component, the detail of rejections
     * @param slots its workers; {@code null} for any number
     * @param census counts jobs; {@code null} for nobody
     * @param heap its memory; {@code null} for any amount
     * @param settings how work ends that is not done
     * @param versions of the run
     */
    StepProgram(
            int number,
            WorkerPool slots,
            ComponentInFlightCount census,
            GarbageCollectedHeap heap,
            Settings settings,
            VersionRegistry versions,
            StepAction[] actions) {
        this.heap = heap;
        this.versions = versions;
        this.number = number;
        this.settings = settings;
        this.slots = slots;
        this.census = census;
        this.actions = actions;
    }

    @Override
    public void call(Request request, Reply reply) {
        StepExecution job = new StepExecution(this, request, reply);
        if (census != null) {
            census.enter();
        }
        if (request.token() != CancellationToken.NONE && settings.cancellation() != Cancellation.NONE) {
            request.token().listen(job);
        }
        if (slots == null) {
            job.begin();
        } else if (!slots.enter(job)) {
            job.turnAway(Outcome.REJECTED);
        }
    }

    /**
     * Where work is done.
     *
     * @param cores of the machine
     * @param slots its workers; {@code null} for any number
     * @param census counts jobs; {@code null} where a job is part of another one
     * @param heap its memory; {@code null} for any amount, and where a job is part of another one
     * @param settings how work ends that is not done
     */
    public record Workplace(
            Cores cores,
            WorkerPool slots,
            ComponentInFlightCount census,
            GarbageCollectedHeap heap,
            Settings settings) {
        /** A place on the same cores for a part of a job. */
        Workplace within() {
            return new Workplace(cores, null, null, null, settings);
        }
    }

    /**
     * How work ends on a machine that is not done.
     *
     * @param cancellation what becomes of work that its caller takes back
     * @param patience how long a request waits, in nanoseconds; {@code null} for ever
     * @param draws keyed draws for the patience
     * @param rank how important a request is, 0 for the most important
     */
    public record Settings(
            Cancellation cancellation, Sampler patience, KeyedRandom draws, ToIntFunction<Request> rank) {
        /** What waits may be taken back, and waits for ever; all are equal. */
        public static final Settings PLAIN = new Settings(Cancellation.QUEUED, null, null, request -> 0);
    }

    /** What becomes of work that its caller takes back, or whose deadline has passed. */
    public enum Cancellation {
        @Doc("It is done all the same.")
        NONE,
        @Doc("It is dropped where it waits, and before its next step; a core finishes what it has begun.")
        QUEUED,
        @Doc("It is dropped at once, also from a core.")
        RUNNING
    }
}

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
 * Program of a host for a class of requests: its steps in order, run by a worker if the number of workers is limited.
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
     * Creates a program.
     *
     * @param number number of the component, the detail of rejections
     * @param slots workers; {@code null} for no limit
     * @param census counts executions; {@code null} for no count
     * @param heap memory; {@code null} for no limit
     * @param settings handling of unfinished work
     * @param versions versions of the run
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
            job.reject(Outcome.REJECTED);
        }
    }

    /**
     * Resources on which steps are executed.
     *
     * @param cores cores of the host
     * @param slots workers; {@code null} for no limit
     * @param census counts executions; {@code null} for a part of another execution
     * @param heap memory; {@code null} for no limit, and for a part of another execution
     * @param settings handling of unfinished work
     */
    public record Workplace(
            Cores cores,
            WorkerPool slots,
            ComponentInFlightCount census,
            GarbageCollectedHeap heap,
            Settings settings) {
        /** Returns the resources for a part of an execution: the same cores, without another worker. */
        Workplace nested() {
            return new Workplace(cores, null, null, null, settings);
        }
    }

    /**
     * Handling of unfinished work on a host.
     *
     * @param cancellation handling of work that its caller has cancelled
     * @param timeout maximum waiting time of a request, in ns; {@code null} for no limit
     * @param draws random stream for the maximum waiting time
     * @param rank priority of a request, 0 for the highest
     */
    public record Settings(Cancellation cancellation, Sampler timeout, KeyedRandom draws, ToIntFunction<Request> rank) {
        /** Settings without timeouts or priorities, in which queued work can be cancelled. */
        public static final Settings PLAIN = new Settings(Cancellation.QUEUED, null, null, request -> 0);
    }

    /** Handling of work that its caller has cancelled, or that is past its deadline. */
    public enum Cancellation {
        @Doc("The work continues.")
        NONE,
        @Doc("Queued work is dropped, and so are the next steps; a core finishes its current step.")
        QUEUED,
        @Doc("The work is dropped immediately, on a core too.")
        RUNNING
    }
}

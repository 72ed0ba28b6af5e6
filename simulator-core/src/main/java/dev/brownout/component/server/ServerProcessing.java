package dev.brownout.component.server;

import dev.brownout.fleet.NodeCores;
import dev.brownout.fleet.SpeedSpec;
import dev.brownout.host.CodelQueue;
import dev.brownout.host.Cores;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.BilledPerMachine;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.step.StepProgram;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Cores, workers and queue of a host. */
public record ServerProcessing(
        @Doc("CPU cores of a node.")
        @Default("4")
        @AtLeast(1)
        @BilledPerMachine
        @DefaultSource("our assumption: a small cloud VM")
        @AtMost(1_000_000)
        int cores,

        @Doc("Worker threads of a node. A request holds one from acceptance to response, also while "
                + "it waits for downstream calls.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @DefaultSource("an asynchronous server; Tomcat's maxThreads is 200")
        @AtMost(1_000_000)
        Optional<Integer> workers,

        @Doc("Queue slots of a node: requests that may wait for a worker if 'workers' is set, "
                + "otherwise for a core. Requests beyond that are rejected.")
        @Default("1000")
        @NoneKeyword("unlimited")
        @AtLeast(0)
        @DefaultSource("our assumption: bounded, so that overload fails fast")
        @AtMost(1_000_000_000)
        Optional<Integer> queue,

        @Doc("Queue order: fifo, ps (processor sharing), lifo, adaptive-lifo (last in, first out "
                + "after the queue has not been empty for an interval), codel (RFC 8289), "
                + "controlled-delay (Facebook's CoDel), priority.")
        @Default("fifo")
        Cores.Scheduling scheduling,

        @Doc("For scheduling codel and controlled-delay: acceptable queueing delay; default: 5ms.")
        @AtLeast(1)
        @DefaultSource("RFC 8289, section 4.4: TARGET 5 ms")
        Optional<Duration> codelTarget,

        @Doc("For scheduling codel and controlled-delay: time for which the queueing delay may exceed "
                + "codel_target. For adaptive-lifo: time with a non-empty queue until the order reverses. Default: "
                + "100ms.")
        @AtLeast(1)
        @DefaultSource("RFC 8289, section 4.4: INTERVAL 100 ms")
        Optional<Duration> codelInterval,

        @Doc("For scheduling priority: requests in order of priority, the highest first, such as "
                + "[checkout, browse].")
        List<String> priority,

        @Doc("Maximum queueing time of a request, for a worker or a core; then it is rejected. It "
                + "does not apply once service has begun.")
        @Default("none")
        @NoneKeyword("none")
        @DefaultSource("HAProxy configuration manual: timeout queue")
        Optional<Distribution> queueTimeout,

        @Doc("Handling of work that its caller cancels or that has exceeded its deadline: dropped from the queue "
                + "(queued), from a core as well (running), or processed anyway (none).")
        @Default("queued")
        @DefaultSource("gRPC servers see the cancelled context between steps; the rest is our assumption")
        StepProgram.Cancellation cancellation,

        @Doc("CPU time of a request on a core.")
        @Default("lognormal(p50=8ms p99=40ms)")
        @DefaultSource("our assumption: a dynamic page")
        Distribution service,

        @Doc("Speed of the work on a node by the number of calls in service, relative to a call alone on the node; "
                + "default: it does not depend on them. In service are the calls on a core; with 'workers' or "
                + "scheduling: ps all calls that have work share the cores.")
        @NoneKeyword("none")
        Optional<SpeedSpec> speed) {
    /**
     * Rejects priorities, CoDel limits and a queue timeout that do not fit the scheduling with an
     * IllegalArgumentException.
     */
    public ServerProcessing {
        priority = List.copyOf(priority);
        if ((scheduling == Cores.Scheduling.PRIORITY) == priority.isEmpty()) {
            throw new InvalidValueException("'priority' and scheduling: priority require each other");
        }
        requireCodelLimits(scheduling, codelTarget, codelInterval);
        if (queueTimeout.isPresent() && workers.isEmpty() && scheduling == Cores.Scheduling.PS) {
            throw new InvalidValueException(
                    "'queue_timeout' has no effect with scheduling: ps, in which no request waits for a "
                            + "core; set 'workers'");
        }
    }

    private static void requireCodelLimits(
            Cores.Scheduling scheduling, Optional<Duration> target, Optional<Duration> interval) {
        boolean drops = scheduling == Cores.Scheduling.CODEL || scheduling == Cores.Scheduling.CONTROLLED_DELAY;
        if (target.isPresent() && !drops) {
            throw new InvalidValueException("'codel_target' requires scheduling: codel or controlled-delay");
        }
        if (interval.isPresent() && !drops && scheduling != Cores.Scheduling.ADAPTIVE_LIFO) {
            throw new InvalidValueException(
                    "'codel_interval' requires scheduling: codel, controlled-delay or adaptive-lifo");
        }
        CodelQueue.Control usual = CodelQueue.Control.USUAL;
        long most = interval.map(Duration::toNanos).orElse(usual.intervalNanos());
        if (drops && target.map(Duration::toNanos).orElse(usual.targetNanos()) > most) {
            throw new InvalidValueException("'codel_target' must not exceed 'codel_interval'");
        }
    }

    /** Returns the cores of a node. */
    NodeCores nodeCores() {
        return new NodeCores(cores, queue, speed);
    }

    /** Returns whether calls can leave the queue without service. */
    boolean dropsQueued() {
        return queueTimeout.isPresent()
                || scheduling == Cores.Scheduling.CODEL
                || scheduling == Cores.Scheduling.CONTROLLED_DELAY;
    }
}

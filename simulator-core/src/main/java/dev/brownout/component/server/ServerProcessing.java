package dev.brownout.component.server;

import dev.brownout.host.CodelQueue;
import dev.brownout.host.Cores;
import dev.brownout.random.Distribution;
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
        @Doc("Processors of a machine.")
        @Default("4")
        @AtLeast(1)
        @BilledPerMachine
        @DefaultSource("a small cloud machine; no authority")
        @AtMost(1_000_000)
        int cores,

        @Doc("Threads of a machine, held from acceptance to answer, also while waiting for others.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @DefaultSource("an asynchronous server; Tomcat's maxThreads is 200")
        @AtMost(1_000_000)
        Optional<Integer> workers,

        @Doc("Places to wait on a machine: for a worker where workers is set, else for a core; beyond it, rejected.")
        @Default("1000")
        @NoneKeyword("unlimited")
        @AtLeast(0)
        @DefaultSource("bounded, so that overload fails fast; no authority")
        @AtMost(1_000_000_000)
        Optional<Integer> queue,

        @Doc("Who is next: fifo, ps (equal shares), lifo, adaptive-lifo (last first once the line stands for an "
                + "interval), codel (RFC 8289), controlled-delay (Facebook's codel), priority.")
        @Default("fifo")
        Cores.Scheduling scheduling,

        @Doc("For scheduling: codel and controlled-delay, how long a wait is fine; 5ms unless said.")
        @AtLeast(1)
        @DefaultSource("RFC 8289, section 4.4: TARGET 5 ms")
        Optional<Duration> codel_target,

        @Doc("For the same, how long waits may be longer, and for adaptive-lifo, how long the line may stand; 100ms "
                + "unless said.")
        @AtLeast(1)
        @DefaultSource("RFC 8289, section 4.4: INTERVAL 100 ms")
        Optional<Duration> codel_interval,

        @Doc("For scheduling: priority, the requests that go first, in their order, such as [checkout, browse].")
        List<String> priority,

        @Doc("How long a request waits for a worker or a core before it is rejected; never once it is served.")
        @Default("none")
        @NoneKeyword("none")
        @DefaultSource("HAProxy configuration manual: timeout queue")
        Optional<Distribution> queue_timeout,

        @Doc("What becomes of work that its caller takes back, or whose deadline has passed: dropped where it waits "
                + "(queued), from a core as well (running), or done all the same (none).")
        @Default("queued")
        @DefaultSource("gRPC servers see the cancelled context between steps; no authority for the rest")
        StepProgram.Cancellation cancellation,

        @Doc("Work of a request on a core.")
        @Default("lognormal(p50=8ms p99=40ms)")
        @DefaultSource("a dynamic page; no authority")
        Distribution service) {
    /**
     * Rejects priorities, CoDel limits and a queue timeout that do not fit the scheduling with an
     * IllegalArgumentException.
     */
    public ServerProcessing {
        priority = List.copyOf(priority);
        if ((scheduling == Cores.Scheduling.PRIORITY) == priority.isEmpty()) {
            throw new IllegalArgumentException(
                    "'priority' goes with scheduling: priority, one without the other says nothing");
        }
        requireCodelLimits(scheduling, codel_target, codel_interval);
        if (queue_timeout.isPresent() && workers.isEmpty() && scheduling == Cores.Scheduling.PS) {
            throw new IllegalArgumentException(
                    "'queue_timeout' is about waiting, and with scheduling: ps nobody waits for a core; set 'workers'");
        }
    }

    private static void requireCodelLimits(
            Cores.Scheduling scheduling, Optional<Duration> target, Optional<Duration> interval) {
        boolean drops = scheduling == Cores.Scheduling.CODEL || scheduling == Cores.Scheduling.CONTROLLED_DELAY;
        if (target.isPresent() && !drops) {
            throw new IllegalArgumentException("'codel_target' goes with scheduling: codel or controlled-delay");
        }
        if (interval.isPresent() && !drops && scheduling != Cores.Scheduling.ADAPTIVE_LIFO) {
            throw new IllegalArgumentException(
                    "'codel_interval' goes with scheduling: codel, controlled-delay or adaptive-lifo");
        }
        CodelQueue.Control usual = CodelQueue.Control.USUAL;
        long most = interval.map(Duration::toNanos).orElse(usual.intervalNanos());
        if (drops && target.map(Duration::toNanos).orElse(usual.targetNanos()) > most) {
            throw new IllegalArgumentException("'codel_target' is no longer than 'codel_interval'");
        }
    }
}

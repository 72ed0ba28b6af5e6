package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.host.HostLifecycle;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.ComponentContext;
import java.util.function.Predicate;

/**
 * Hosts that drain. A draining host takes no new calls. It leaves when its last call has ended, and is killed at the
 * end of its grace period. Source: Kubernetes documentation, "Pod Lifecycle", Termination of Pods. The removal from the
 * endpoints and the signal to the process begin at the same time. Calls of load balancers that have not been updated
 * yet are refused.
 */
public final class DrainQueue {
    /** Additional metrics of a tier with drain faults. */
    public record Measures(
            @Doc("Calls and messages in flight when a drain ended by its grace period.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Calls of {} killed by a drain")
            @Loss("killed calls")
            Counter drain_killed) {}

    private final ComponentContext context;
    private final Simulation simulation;
    private final Predicate<Host> gone;
    /** {@code null} without drain faults. */
    private Measures measures;

    /**
     * Creates the queue without draining hosts.
     *
     * @param gone called when a host has left; returns whether a fault keeps it out of service
     */
    DrainQueue(ComponentContext context, Predicate<Host> gone) {
        this.context = context;
        this.simulation = context.simulation();
        this.gone = gone;
    }

    /**
     * State of a draining host.
     *
     * @param sinceNanos start of the drain, in ns
     * @param graceNanos grace period, in ns
     */
    private record DrainingHost(Host host, long sinceNanos, long graceNanos) {}

    /** Enables the metrics of a tier that has drain faults. */
    void measure() {
        measures = context.faults().hasDrainFaults() ? context.measures(Measures.class) : null;
    }

    /** Drains a host because fewer are desired. */
    void begin(Host host, ProvisioningDelays terms) {
        begin(host, terms.drainNanos());
    }

    /** Drains a host that a fault or a rollout selects. */
    void begin(Host host, long graceNanos) {
        long grace = Math.min(graceNanos, Long.MAX_VALUE / 4);
        DrainingHost one = new DrainingHost(host, simulation.now(), grace);
        HostLifecycle member = host.membership();
        member.drain();
        long end = simulation.after(grace, step -> leave(one), 0);
        member.whenIdle(() -> {
            simulation.cancel(end);
            leave(one);
        });
    }

    private void leave(DrainingHost one) {
        Host host = one.host();
        long killed = measures == null ? 0 : host.present().calls();
        if (killed > 0) {
            measures.drain_killed().add(simulation.now(), killed);
        }
        host.membership().leave();
        if (gone.test(host)) {
            told(one, killed);
        }
    }

    private void told(DrainingHost one, long killed) {
        String name = context.name() + "/" + one.host().node();
        long nanos = simulation.now() - one.sinceNanos();
        context.note(
                "drained",
                one.host().node(),
                killed == 0
                        ? name + " drained in " + TimeFormat.text(nanos)
                        : name + " killed at the end of its grace period of " + TimeFormat.text(one.graceNanos()) + ": "
                                + killed + (killed == 1 ? " call" : " calls") + " in flight",
                TimelineEvent.facts("drained_ns", nanos, "killed", killed));
    }
}

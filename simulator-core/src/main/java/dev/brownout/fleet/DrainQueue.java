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
 * Machines that go: each takes no new calls, goes when the last one that it has is over, and is killed when its grace
 * ends (Kubernetes documentation, "Pod Lifecycle", Termination of Pods: removal from the endpoints and the signal to
 * the process begin at the same time, so that calls of balancers that have not heard of it are refused).
 */
public final class DrainQueue {
    /** What is measured besides of a tier whose machines somebody takes out of service by name. */
    public record Measures(
            @Doc("Calls and messages that were inside machines when the grace ended that these had to finish them.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Calls inside {} that a drain ends")
            @Loss("killed calls")
            Counter drain_killed) {}

    private final ComponentContext context;
    private final Simulation simulation;
    private final Predicate<Host> gone;
    /** {@code null} where nobody takes machines by name. */
    private Measures measures;

    /**
     * Nothing drains yet.
     *
     * @param gone told when a machine has left; says whether somebody keeps it out
     */
    DrainQueue(ComponentContext context, Predicate<Host> gone) {
        this.context = context;
        this.simulation = context.simulation();
        this.gone = gone;
    }

    /**
     * A machine that drains.
     *
     * @param sinceNanos when it began
     * @param graceNanos how long it may finish what it has
     */
    private record DrainingHost(Host host, long sinceNanos, long graceNanos) {}

    /** Counts what a grace was too short for, where anybody takes machines by name. */
    void measure() {
        measures = context.hasDrainFaults() ? context.measures(Measures.class) : null;
    }

    /** A machine goes because fewer are wanted. */
    void begin(Host host, ProvisioningDelays terms) {
        begin(host, terms.drainNanos());
    }

    /** A machine goes that somebody has named. */
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
                        ? name + " has finished what it had within " + TimeFormat.text(nanos) + " and is out"
                        : name + " is killed when its grace of " + TimeFormat.text(one.graceNanos()) + " ends, with "
                                + killed + (killed == 1 ? " call" : " calls") + " inside",
                TimelineEvent.facts("drained_ns", nanos, "killed", killed));
    }
}

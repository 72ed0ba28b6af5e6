package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Hosts that drain. A draining host gets no new calls from callers that know of its shutdown. It accepts those of other
 * callers for its pre-stop time and then refuses them. It leaves when its last call has ended, and is killed at the end
 * of its grace period. Source: Kubernetes documentation, "Pod Lifecycle", Termination of Pods. The removal from the
 * endpoints and the shutdown begin at the same time.
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
            Counter drainKilled) {}

    /** Additional metrics of a tier with settings of the entry and the exit of its hosts. */
    @RequiresParameter({
        "pre_stop",
        "unready_after",
        "grace",
        "readiness",
        "discovery_delay",
        "disruption_budget",
        "spot"
    })
    public record StopMeasures(
            @Doc("Calls that nodes refused after they had stopped accepting calls for their shutdown: their callers "
                    + "did not know of it yet.")
            @ChartTitle("Calls to stopped nodes of {}")
            Counter refusedStopping) {}

    private final ComponentContext context;
    private final Simulation simulation;
    private final Predicate<Host> isRemoved;
    private final Map<Host, DrainingHost> current = new LinkedHashMap<>();
    private long started;
    private long endedIdle;
    private long endedKilled;
    private long endedLost;
    /** {@code null} without drain faults. */
    private Measures measures;

    /**
     * Creates the queue without draining hosts.
     *
     * @param isRemoved called when a host has left; returns whether a fault keeps it out of service
     */
    DrainQueue(ComponentContext context, Predicate<Host> isRemoved) {
        this.context = context;
        this.simulation = context.simulation();
        this.isRemoved = isRemoved;
    }

    /** State of a draining host. */
    private static final class DrainingHost {
        private final Host host;
        private final long sinceNanos;
        private long unready = Simulation.NO_TIMER;
        private long stop = Simulation.NO_TIMER;
        private long kill = Simulation.NO_TIMER;

        DrainingHost(Host host, long sinceNanos) {
            this.host = host;
            this.sinceNanos = sinceNanos;
        }
    }

    /** Enables the metrics of a tier that has drain faults or settings of its shutdown. */
    void measure(Iterable<Host> hosts, boolean hasSettings) {
        measures = context.faults().hasDrainFaults() || hasSettings
                ? context.metrics().instruments(Measures.class)
                : null;
        if (hasSettings) {
            account(hosts);
        }
    }

    private void account(Iterable<Host> hosts) {
        context.audit()
                .identity(
                        ": drains begun = ended without calls + killed + lost + draining",
                        () -> started,
                        () -> endedIdle + endedKilled + endedLost + current.size());
        StopMeasures stops = context.metrics().instruments(StopMeasures.class);
        for (Host host : hosts) {
            host.membership().onRefusal(() -> stops.refusedStopping().add(simulation.now()));
        }
        context.audit()
                .identity(
                        ": calls refused by stopped nodes = refusals of the nodes",
                        () -> stops.refusedStopping()
                                .total(context.grid().span(0, context.grid().end())),
                        () -> {
                            long all = 0;
                            for (Host host : hosts) {
                                all += host.membership().refusals();
                            }
                            return all;
                        });
    }

    /** Drains a host in service. */
    void begin(Host host, ShutdownRules rules) {
        DrainingHost one = new DrainingHost(host, simulation.now());
        current.put(host, one);
        started++;
        if (rules.stopNanos() == 0) {
            host.membership().drain();
            one.kill = simulation.scheduleAfter(rules.killNanos(), step -> kill(one), 0);
            awaitIdle(one);
            return;
        }
        host.membership().announceShutdown();
        if (rules.unreadyNanos() == 0) {
            host.membership().failChecks();
        } else if (rules.unreadyNanos() < rules.stopNanos()) {
            one.unready = simulation.scheduleAfter(
                    rules.unreadyNanos(), step -> host.membership().failChecks(), 0);
        }
        one.stop = simulation.scheduleAfter(rules.stopNanos(), step -> stopAccepting(one), 0);
        one.kill = simulation.scheduleAfter(rules.killNanos(), step -> kill(one), 0);
    }

    private void stopAccepting(DrainingHost one) {
        one.host.membership().drain();
        awaitIdle(one);
    }

    private void awaitIdle(DrainingHost one) {
        one.host.membership().whenIdle(() -> {
            simulation.cancel(one.kill);
            endedIdle++;
            leave(one, 0);
        });
    }

    private void kill(DrainingHost one) {
        long killed = measures == null ? 0 : one.host.present().calls();
        if (killed > 0) {
            measures.drainKilled().add(simulation.now(), killed);
        }
        endedKilled++;
        leave(one, killed);
    }

    /** Ends the drain of a host that is lost. The host leaves without a further record. Returns whether it drained. */
    boolean cut(Host host) {
        DrainingHost one = current.remove(host);
        if (one == null) {
            return false;
        }
        simulation.cancel(one.unready);
        simulation.cancel(one.stop);
        simulation.cancel(one.kill);
        endedLost++;
        host.membership().leave();
        return true;
    }

    private void leave(DrainingHost one, long killed) {
        Host host = one.host;
        current.remove(host);
        host.membership().leave();
        if (isRemoved.test(host)) {
            onDrained(one, killed);
        }
    }

    private void onDrained(DrainingHost one, long killed) {
        String name = context.name() + "/" + one.host.node();
        long nanos = simulation.now() - one.sinceNanos;
        context.timeline()
                .note(
                        "drained",
                        one.host.node(),
                        killed == 0
                                ? Sentence.of("{} drained in {}", name, TimeFormat.text(nanos))
                                : Sentence.of(
                                        killed == 1
                                                ? "{} killed at the end of its grace period of {}: {} call in flight"
                                                : "{} killed at the end of its grace period of {}: {} calls in flight",
                                        name,
                                        TimeFormat.text(nanos),
                                        killed),
                        TimelineEvent.facts("drained_ns", nanos, "killed", killed));
    }
}

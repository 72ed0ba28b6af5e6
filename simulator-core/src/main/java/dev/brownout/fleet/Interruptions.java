package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.host.HostLifecycle;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScalableTier;
import dev.brownout.spi.ScalableTier.DrainStart;
import dev.brownout.spi.ScalableTier.Interruption;
import dev.brownout.spi.ScalableTier.ReplacementStart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Interruptions of the hosts of a tier by their provider, as of spot instances: perhaps a rebalance recommendation, a
 * notice, and the loss of the host at its end. Sources: Amazon EC2 User Guide, Spot Instance interruptions, Capacity
 * Rebalancing; Karpenter documentation, Disruption: the node is drained and its replacement starts with the notice.
 */
public final class Interruptions implements ScalableTier.HostInterruptions {
    /** Metrics of a tier with interruptions. */
    public record Measures(
            @Doc("Interruption notices of nodes.") @ChartTitle("Interrupted nodes of {}")
            Counter interrupted,

            @Doc("Time from the start of the boot of a node to its interruption notice.")
            @ChartTitle("Age of interrupted nodes of {}")
            LatencyHistogram interruptedAge,

            @Doc("Calls and messages in flight on nodes at the end of their interruption notice.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Calls of {} lost with their node")
            @Loss("interrupted calls")
            Counter interruptKilled) {}

    /** Maximum number of interruption events of one tier on the timeline. */
    private static final int MAX_TIMELINE_EVENTS = 24;

    private final ComponentContext context;
    private final Simulation simulation;
    private final Fleet fleet;
    private final DrainQueue draining;
    private final Optional<SpotSpec> spot;
    private final Sampler toSignal;
    private final KeyedRandom random;
    private final Map<Host, Course> underWay = new LinkedHashMap<>();
    private final Map<Host, Launch> launches = new LinkedHashMap<>();
    private long launched;
    private long noticed;
    private long drained;
    private long lost;
    private int timelineEvents;
    /** {@code null} without interruptions. */
    private Measures measures;

    Interruptions(ComponentContext context, Fleet fleet, DrainQueue draining, HostTransitions transitions) {
        this.context = context;
        this.simulation = context.simulation();
        this.fleet = fleet;
        this.draining = draining;
        this.spot = transitions.spot();
        this.toSignal = spot.map(its -> its.timesToSignal().sampler()).orElse(null);
        this.random = spot.map(its -> context.random("interruptions")).orElse(null);
    }

    /**
     * Start of a host.
     *
     * @param number number of the start among those of the tier
     * @param at instant of its begin, in ns
     */
    private record Launch(long number, long at) {}

    /** Course of the interruption of one host. */
    private static final class Course {
        private final Host host;
        private final Interruption interruption;
        /** Replacement that has started; {@code null} for none. */
        private Host spare;
        /** True while the replacement is a host above the desired number. */
        private boolean surplus;
        /** True if the host counts as desired until its replacement starts. */
        private boolean isRetained;
        /** True from the notice until the host has left. */
        private boolean pending;

        private long timer = Simulation.NO_TIMER;

        Course(Host host, Interruption interruption) {
            this.host = host;
            this.interruption = interruption;
        }
    }

    /** Creates the metrics, if the tier can be interrupted. */
    void measure() {
        if (spot.isEmpty() && !context.faults().interruptsHosts()) {
            return;
        }
        measures = context.metrics().instruments(Measures.class);
        context.audit()
                .identity(
                        ": interruption notices = ended before the loss + losses + under notice",
                        () -> noticed,
                        () -> drained
                                + lost
                                + underWay.values().stream()
                                        .filter(one -> one.pending)
                                        .count());
    }

    /** Records the start of a host, and draws the time of its interruption. */
    void onLaunched(Host host) {
        Course former = underWay.remove(host);
        if (former != null) {
            simulation.cancel(former.timer);
            drained += former.pending ? 1 : 0;
        }
        Launch launch = new Launch(launched++, simulation.now());
        launches.put(host, launch);
        if (spot.isEmpty()
                || random.withIdentity(KeyedRandom.key(launch.number(), 1, host.node()))
                                .uniform()
                        >= spot.get().share().ratio()) {
            return;
        }
        long nanos = toSignal.sampleNanos(random.withIdentity(KeyedRandom.key(launch.number(), 0, host.node())));
        simulation.scheduleAfter(
                nanos,
                step -> {
                    if (launch.equals(launches.get(host))) {
                        begin(host, spot.get().interruption());
                    }
                },
                0);
    }

    /** Interrupts hosts. A host that is out of service, or is interrupted already, is not affected. */
    @Override
    public void begin(List<Host> hosts, Interruption interruption) {
        hosts.forEach(host -> begin(host, interruption));
    }

    private void begin(Host host, Interruption interruption) {
        HostLifecycle.State state = host.membership().state();
        if (state == HostLifecycle.State.OUT || underWay.containsKey(host)) {
            return;
        }
        Course one = new Course(host, interruption);
        underWay.put(host, one);
        if (interruption.replacement() == ReplacementStart.AT_SIGNAL && state != HostLifecycle.State.DRAINING) {
            one.spare = fleet.replace(host, interruption.startup());
            one.surplus = one.spare != null;
        }
        if (interruption.rebalanceNanos() == 0) {
            notice(one);
        } else {
            note(host, Sentence.of("{} gets a rebalance recommendation", name(host)), 0);
            one.timer = simulation.scheduleAfter(interruption.rebalanceNanos(), step -> notice(one), 0);
        }
        if (one.spare != null && one.spare.membership().inService()) {
            onArrived(one.spare);
        }
    }

    private void notice(Course one) {
        long now = simulation.now();
        noticed++;
        one.pending = true;
        measures.interrupted().add(now);
        measures.interruptedAge().record(now, now - launches.get(one.host).at());
        note(
                one.host,
                Sentence.of(
                        "{} gets an interruption notice of {}",
                        name(one.host),
                        TimeFormat.text(one.interruption.noticeNanos())),
                0);
        one.timer = simulation.scheduleAfter(one.interruption.noticeNanos(), step -> terminate(one), 0);
        if (one.interruption.drain() == DrainStart.AT_NOTICE) {
            drain(one);
        }
    }

    private void drain(Course one) {
        if (one.host.membership().inService()) {
            keepDesired(one);
            fleet.drain(one.host);
            replaceByOther(one);
        }
    }

    /** Lets a host without a replacement count as desired until it is lost. */
    private void keepDesired(Course one) {
        if (one.spare == null && !one.isRetained && one.host.membership().state() != HostLifecycle.State.DRAINING) {
            one.isRetained = true;
            fleet.keepOut(one.host);
        }
    }

    /** Lets the replacement count in place of a host that has begun to leave. */
    private void replaceByOther(Course one) {
        if (one.surplus) {
            one.surplus = false;
            fleet.addExtra(fleet.place(one.host), -1);
        }
    }

    /** Drains the host that waits for a replacement which has entered service. */
    void onArrived(Host spare) {
        for (Course one : List.copyOf(underWay.values())) {
            if (one.spare == spare && one.interruption.drain() == DrainStart.WHEN_REPLACED) {
                drain(one);
            }
        }
    }

    /** Handles a host that has left before the end of its notice. */
    void onHostLeft(Host host) {
        Course one = underWay.get(host);
        if (one == null) {
            return;
        }
        drained += one.pending ? 1 : 0;
        one.pending = false;
        if (!one.isRetained) {
            underWay.remove(host);
            simulation.cancel(one.timer);
            replaceByOther(one);
        }
    }

    private void terminate(Course one) {
        Host host = one.host;
        underWay.remove(host);
        if (one.pending) {
            lost++;
            one.pending = false;
            long calls = host.present().calls();
            if (calls > 0) {
                measures.interruptKilled().add(simulation.now(), calls);
            }
            note(
                    host,
                    Sentence.of(
                            calls == 1
                                    ? "{} is lost at the end of its notice: {} call in flight"
                                    : "{} is lost at the end of its notice: {} calls in flight",
                            name(host),
                            calls),
                    calls);
            keepDesired(one);
            end(host);
            replaceByOther(one);
            fleet.onHostRemoved(host);
        }
        if (one.isRetained && one.interruption.replacement() == ReplacementStart.NEVER) {
            underWay.put(host, one);
        } else if (one.isRetained) {
            fleet.prepare(host, one.interruption.startup());
            fleet.release(host);
        }
    }

    private void end(Host host) {
        if (host.membership().state() == HostLifecycle.State.STARTING) {
            fleet.abandon(host);
        } else if (!draining.cut(host)) {
            host.membership().leave();
        }
    }

    /** Ends an interruption: hosts that were not replaced start again. One that is not lost yet stays. */
    @Override
    public void end(List<Host> hosts, Interruption interruption) {
        if (interruption.replacement() != ReplacementStart.NEVER) {
            return;
        }
        for (Host host : hosts) {
            Course one = underWay.get(host);
            if (one != null && one.interruption.equals(interruption)) {
                underWay.remove(host);
                simulation.cancel(one.timer);
                drained += one.pending ? 1 : 0;
                if (one.isRetained) {
                    fleet.release(host);
                }
            }
        }
    }

    private String name(Host host) {
        return context.name() + "/" + host.node();
    }

    /** Records an event on the timeline, unless the limit is reached. */
    private void note(Host host, Sentence sentence, long calls) {
        if (timelineEvents++ < MAX_TIMELINE_EVENTS) {
            context.timeline().note("interrupted", host.node(), sentence, TimelineEvent.facts("killed", calls));
        }
    }
}

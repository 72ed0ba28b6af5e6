package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Event;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.spi.component.MessageSource.Backlog;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Autoscaler of a tier. At a fixed interval, it decides the number of instances for each site. */
public final class Autoscaler extends Event {
    private static final long SECOND = 1_000_000_000;
    private static final MathContext DIGITS = new MathContext(3);

    /** Metrics of a tier with an autoscaler. */
    @RequiresParameter("autoscale")
    public record Measures(
            @Doc("Desired nodes of the autoscaler, time-weighted.") @ChartTitle("Desired nodes of {}")
            TimeWeighted desired,

            @Doc("Time with more arriving work than capacity, counted per decision, with the nodes at "
                    + "the start of the interval and the mean work of all successful calls so far.")
            @ChartTitle("Time with too few nodes of {}")
            Counter shortageSeconds) {}

    private final AutoscaleSpec spec;
    private final ComponentContext context;
    private final Fleet fleet;
    private final ToLongFunction<Host> busy;
    private final ToIntFunction<Host> cores;
    private final Measures measures;
    private final List<LaggedSamples> samples = new ArrayList<>();
    private final List<AutoscalerHistory> memories = new ArrayList<>();
    private long shortNanos;

    /**
     * Creates an autoscaler. It does nothing before {@link #start}.
     *
     * @param busy busy core-nanoseconds of an instance since the start of the run
     * @param cores cores of an instance
     */
    public Autoscaler(
            AutoscaleSpec spec,
            ComponentContext context,
            Fleet fleet,
            ToLongFunction<Host> busy,
            ToIntFunction<Host> cores) {
        this.spec = spec;
        this.context = context;
        this.fleet = fleet;
        this.measures = context.metrics().instruments(Measures.class);
        this.busy = busy;
        this.cores = cores;
    }

    /**
     * Takes the first sample and schedules a decision at the end of each interval.
     *
     * @param backlog the queue that the instances consume, if any
     */
    public void start(Optional<Backlog> backlog) {
        start(backlog, Optional.empty());
    }

    /** Starts like {@link #start(Optional)}, for the replicas of a language model. */
    public void start(InstanceLoad load) {
        start(Optional.empty(), Optional.of(load));
    }

    private void start(Optional<Backlog> backlog, Optional<InstanceLoad> load) {
        long now = context.simulation().now();
        var run = context.grid().span(0, context.grid().end());
        for (int place = 0; place < context.topology().sites().size(); place++) {
            samples.add(new LaggedSamples(spec, fleet.hosts(place), busy, cores, backlog, load, run));
            memories.add(new AutoscalerHistory(spec));
        }
        samples.forEach(sample -> sample.sample(now));
        measures.desired().set(now, desiredHosts());
        context.simulation().scheduleAfter(spec.sync().toNanos(), this, 0);
    }

    @Override
    public void fire(int step) {
        long now = context.simulation().now();
        boolean isMissing = false;
        for (int place = 0; place < samples.size(); place++) {
            samples.get(place).sample(now);
            isMissing |= samples.get(place).shortage() > 0;
            decide(now, place);
        }
        if (isMissing) {
            shortNanos += spec.sync().toNanos();
            measures.shortageSeconds().add(now - 1, shortNanos / SECOND);
            shortNanos %= SECOND;
        }
        measures.desired().set(now, desiredHosts());
        context.simulation().scheduleAfter(spec.sync().toNanos(), this, 0);
    }

    private void decide(long now, int place) {
        double metric = samples.get(place).metric();
        int current = fleet.desiredHosts(place);
        int next = memories.get(place).decide(now, current, right(place, current, metric));
        if (next != current) {
            fleet.setDesired(place, next);
            String region = context.topology().sites().get(place).region();
            context.timeline()
                    .note(
                            next > current ? "scale-up" : "scale-down",
                            "",
                            Sentence.of(
                                    spec.metric().isShared()
                                            ? "{}: desired nodes {} (was {}): {} {}, target {} per node"
                                            : "{}: desired nodes {} (was {}): {} {}, target {}",
                                    context.name() + (region.isEmpty() ? "" : " in " + region),
                                    next,
                                    current,
                                    spec.metric().written(),
                                    text(metric),
                                    text(spec.target().value())),
                            TimelineEvent.facts(
                                    "region", region,
                                    "from", current,
                                    "to", next,
                                    "metric", spec.metric().written(),
                                    "value", metric,
                                    "target", spec.target().value(),
                                    "unit", spec.metric().unit().symbol()));
        }
    }

    private int right(int place, int current, double metric) {
        if (Double.isNaN(metric)) {
            return current;
        }
        double ratio = metric / spec.target().value();
        double tolerance = spec.tolerance().ratio();
        if (spec.metric().isShared()) {
            return ScalingRules.bySum(current, ratio, tolerance);
        }
        int ready = 0;
        for (Host host : fleet.hosts(place)) {
            ready += SiteHosts.isReady(host) ? 1 : 0;
        }
        return ScalingRules.byMean(current, ready, Math.max(0, current - ready), ratio, tolerance);
    }

    private long desiredHosts() {
        long desired = 0;
        for (int place = 0; place < samples.size(); place++) {
            desired += fleet.desiredHosts(place);
        }
        return desired;
    }

    private String text(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        return switch (spec.metric().unit()) {
            case RATIO -> number(value * 100) + " %";
            case RATE -> number(value) + "/s";
            case TIME -> number(value * 1e-9) + " s";
            default -> number(value);
        };
    }

    private static String number(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}

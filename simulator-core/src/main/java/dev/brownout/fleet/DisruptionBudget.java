package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Budget of the hosts of a tier that may be missing by choice. Source: Kubernetes, pkg/controller/disruption: the
 * allowed disruptions are the working pods minus the required ones; a share is rounded up. kubectl drain repeats a
 * refused eviction after 5 s.
 */
public final class DisruptionBudget {
    /** Metrics of a tier with a disruption budget. */
    @RequiresParameter("disruption_budget")
    public record Measures(
            @Doc("Drains of nodes that wait for the disruption budget, time-weighted.")
            @ChartTitle("Drains of {} that wait for the budget")
            TimeWeighted evictionsWaiting) {}

    private static final long RETRY_NANOS = 5_000_000_000L;

    private final DisruptionBudgetSpec spec;
    private final Fleet fleet;
    private final Simulation simulation;
    private final Measures measures;
    /** Drains that wait, by host: their grace periods in ns. */
    private final Map<Host, List<OptionalLong>> waiting = new LinkedHashMap<>();

    private boolean scheduled;

    DisruptionBudget(DisruptionBudgetSpec spec, ComponentContext context, Fleet fleet) {
        this.spec = spec;
        this.fleet = fleet;
        this.simulation = context.simulation();
        this.measures = context.metrics().instruments(Measures.class);
    }

    /** Returns whether the budget allows the removal of a host now. */
    boolean allows(Host host) {
        int place = fleet.place(host);
        int working = SiteHosts.isReady(host) ? -1 : 0;
        for (Host each : fleet.hosts(place)) {
            working += SiteHosts.isReady(each) ? 1 : 0;
        }
        return working >= spec.required(fleet.desiredHosts(place));
    }

    /** Returns whether a removal that is no eviction is allowed now. A refused one is tried again later. */
    boolean allowsChange(Host host) {
        boolean allowed = spec.limits() == DisruptionBudgetSpec.LimitedChange.EVICTIONS
                || !host.membership().inService()
                || allows(host);
        if (!allowed) {
            schedule();
        }
        return allowed;
    }

    /** Lets a drain of a host wait. */
    void await(Host host, OptionalLong graceNanos) {
        waiting.computeIfAbsent(host, any -> new ArrayList<>()).add(graceNanos);
        count();
        schedule();
    }

    /** Cancels a waiting drain of a host. Returns whether there was one. */
    boolean cancel(Host host) {
        List<OptionalLong> drains = waiting.get(host);
        if (drains == null) {
            return false;
        }
        drains.remove(0);
        if (drains.isEmpty()) {
            waiting.remove(host);
        }
        count();
        return true;
    }

    private void count() {
        measures.evictionsWaiting().set(simulation.now(), waiting.size());
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            simulation.scheduleAfter(RETRY_NANOS, step -> retry(), 0);
        }
    }

    private void retry() {
        scheduled = false;
        Map<Host, List<OptionalLong>> drains = new LinkedHashMap<>(waiting);
        waiting.clear();
        drains.forEach((host, graces) -> graces.forEach(grace -> fleet.takeOut(host, grace)));
        count();
        fleet.reconsider();
    }
}

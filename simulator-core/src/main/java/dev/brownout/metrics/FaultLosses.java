package dev.brownout.metrics;

import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.LossLog.Loss;
import dev.brownout.spec.Selector;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Acknowledged writes lost by each fault. A loss is attributed to the latest earlier fault that can affect the
 * component: by its name, by the name of its hosts, or as part of a region, zone or link. If there is none, it is
 * attributed to the latest earlier fault. A loss before the first fault is attributed to no fault.
 */
public final class FaultLosses {
    private final Scenario scenario;
    private final List<String> classes;
    private final RunMeasurements run;
    private final Map<List<String>, Loser> losers = new LinkedHashMap<>();
    private long counted;

    /** Creates the attribution for a run. */
    public FaultLosses(RunMeasurements run) {
        this.run = run;
        this.scenario = run.scenario();
        this.classes = List.copyOf(scenario.workload().requests().keySet());
    }

    /** Returns the age of the oldest lost write at the start of the fault, in ns; 0 if the fault lost no write. */
    double rpoNanos(MetricSubject of, String fault) {
        return matchingLosers(of, fault).mapToLong(Loser::oldestNanos).max().orElse(0);
    }

    /** Returns the number of acknowledged writes lost by a fault. */
    double writes(MetricSubject of, String fault) {
        return matchingLosers(of, fault).mapToLong(Loser::writes).sum();
    }

    private Stream<Loser> matchingLosers(MetricSubject of, String fault) {
        String name = name(fault);
        return losers().stream()
                .filter(loser -> loser.fault().equals(name))
                .filter(loser -> of.sort() != MetricSubject.Sort.COMPONENT
                        || loser.component().equals(of.name()))
                .filter(loser -> of.sort() != MetricSubject.Sort.REQUESTS
                        || loser.request().equals(of.name()));
    }

    /**
     * Losses of one component, request class and fault.
     *
     * @param oldestNanos age of the oldest lost write at the start of the fault, in ns
     * @param writes number of lost writes
     */
    private record Loser(String component, String request, String fault, long oldestNanos, long writes) {
        Loser and(Loser other) {
            return new Loser(
                    component, request, fault, Math.max(oldestNanos, other.oldestNanos), writes + other.writes);
        }
    }

    private Collection<Loser> losers() {
        long count = run.components().values().stream()
                .mapToLong(component -> component.losses().count())
                .sum();
        if (counted != count) {
            counted = count;
            losers.clear();
            run.components()
                    .forEach((name, component) -> component.losses().all().forEach(loss -> count(name, loss)));
        }
        return losers.values();
    }

    private void count(String component, Loss loss) {
        FaultEntry cause = cause(component, loss);
        if (cause != null) {
            long age = Math.max(0, cause.startAt() - loss.acknowledgedAt());
            Loser loser = new Loser(component, classes.get(loss.source()), cause.name(), age, 1);
            losers.merge(List.of(component, loser.request(), loser.fault()), loser, Loser::and);
        }
    }

    /**
     * Returns the name of the referenced fault. A name that no fault has, such as the default one, refers to the first
     * fault.
     */
    private String name(String fault) {
        boolean named =
                scenario.faults().stream().anyMatch(entry -> entry.name().equals(fault));
        return named || scenario.faults().isEmpty()
                ? fault
                : scenario.faults().get(0).name();
    }

    private FaultEntry cause(String component, Loss loss) {
        FaultEntry last = null;
        FaultEntry ownFault = null;
        for (FaultEntry fault : scenario.faults()) {
            if (fault.startAt() <= loss.lostAt()) {
                last = last == null || fault.startAt() >= last.startAt() ? fault : last;
                boolean later = ownFault == null || fault.startAt() >= ownFault.startAt();
                ownFault = later && mayHit(fault, component) ? fault : ownFault;
            }
        }
        return ownFault == null ? last : ownFault;
    }

    private boolean mayHit(FaultEntry fault, String component) {
        String host = scenario.components().get(component).host().orElse("");
        return fault.hits(component)
                || fault.hits(host)
                || fault.target()
                        .filter(target -> target.begins() != Selector.Head.COMPONENT)
                        .isPresent();
    }
}

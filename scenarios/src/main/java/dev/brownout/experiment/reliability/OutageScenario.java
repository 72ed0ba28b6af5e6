package dev.brownout.experiment.reliability;

import dev.brownout.host.FailureMode;
import dev.brownout.language.Language;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.runtime.FailingNodes.FailingNode;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.EvaluationSpec;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Relation;
import dev.brownout.spec.Selector;
import dev.brownout.spi.FaultSpec;
import dev.brownout.typetable.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Short run of a scenario in which given nodes are down, instead of its random failures and scheduled faults. */
final class OutageScenario {
    /** Longest time between the failure of nodes and the part of a run that counts as the state after it. */
    private static final long LONGEST_TRANSITION = 600_000_000_000L;

    private final Scenario base;
    private final Map<String, Relation> assertions = new LinkedHashMap<>();

    /**
     * Creates the runs of a scenario.
     *
     * @param evaluated names of the assertions to evaluate in each run
     */
    OutageScenario(Scenario base, List<String> evaluated) {
        this.base = base;
        evaluated.forEach(name -> assertions.put(name, base.evaluation().sla().get(name)));
    }

    /** Returns the time from the failure of nodes until the state after it is measured, in ns. */
    long transitionNanos() {
        return Math.min(base.durationNanos() - base.warmupNanos(), LONGEST_TRANSITION);
    }

    /** Returns the run of the state in which nodes are down. They fail at the end of the usual warm-up. */
    Scenario steady(List<FailingNode> down) {
        long transition = transitionNanos();
        return with(down, base.warmupNanos() + transition, base.durationNanos() + transition, assertions);
    }

    /** Returns the run of the transition into the state in which nodes are down. */
    Scenario transition(List<FailingNode> down) {
        return with(down, base.warmupNanos(), base.warmupNanos() + transitionNanos(), new LinkedHashMap<>());
    }

    private Scenario with(List<FailingNode> down, long warmup, long duration, Map<String, Relation> sla) {
        TreeMap<String, ComponentEntry> components = new TreeMap<>();
        base.components().forEach((name, entry) -> components.put(name, withoutFailures(entry)));
        List<FaultEntry> faults = new ArrayList<>();
        for (FailingNode node : down) {
            faults.add(fault(node, faults.size()));
        }
        return base.lasting(duration, warmup, base.seed())
                .with(components, base.workload(), faults, EvaluationSpec.ofAssertions(sla), base.prices());
    }

    private static ComponentEntry withoutFailures(ComponentEntry entry) {
        return new ComponentEntry(
                entry.kind(),
                entry.regions(),
                entry.zones(),
                entry.inboundPolicies(),
                entry.calls(),
                entry.spec(),
                Optional.empty(),
                entry.hidden(),
                entry.host());
    }

    private FaultEntry fault(FailingNode node, int number) {
        FailureMode mode =
                base.components().get(node.component()).failures().orElseThrow().failsBy();
        Class<?> verb = Vocabulary.standard().fault(Language.written(mode)).orElseThrow();
        FaultSpec spec = (FaultSpec) TypeTables.table(verb).create();
        Selector target = new Selector(node.component(), List.of(node.name()));
        return new FaultEntry(
                base.warmupNanos(),
                Optional.empty(),
                "down-" + number,
                Optional.of(target),
                Optional.empty(),
                spec,
                "at " + base.warmupNanos() + "ns: " + target + " fails");
    }
}

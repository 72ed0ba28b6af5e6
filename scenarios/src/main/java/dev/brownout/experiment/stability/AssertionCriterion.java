package dev.brownout.experiment.stability;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.RunSummary;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Relation;
import dev.brownout.sla.Window;

/**
 * Recovery by an assertion of the scenario: a run recovered if it meets the assertion, which has a window after the
 * trigger. An assertion without data is not met.
 *
 * @param assertion name of the assertion in the scenario
 */
public record AssertionCriterion(String assertion) implements RecoveryCriterion {
    @Override
    public Experiment measure(Experiment experiment) {
        return experiment;
    }

    @Override
    public void check(Scenario scenario) {
        if (!scenario.evaluation().sla().containsKey(assertion)) {
            throw new ExperimentException(SpellingSuggestion.unknown(
                    "assertion", assertion, scenario.evaluation().sla().keySet()));
        }
        Relation relation = scenario.evaluation().sla().get(assertion);
        if (relation.metric().fault().isPresent()) {
            return; // A recovery time, which belongs to a fault instead of a window.
        }
        Window.Instant from = relation.window() instanceof Window.After after
                ? after.from()
                : relation.window() instanceof Window.Between between ? between.from() : null;
        if (from == null) {
            throw new ExperimentException(
                    "{} includes the trigger; a recovery needs a window after it, such as from 45s to 55s",
                    ofRelation(relation));
        }
        long begins = begins(from, scenario);
        scenario.faults().stream()
                .filter(fault -> fault.startAt() <= begins
                        && begins < fault.startAt() + fault.durationNanos().orElse(0L))
                .findFirst()
                .ifPresent(fault -> {
                    throw new ExperimentException(
                            "{} begins at {}, before the end of '{}' at {}; a recovery needs a window after the "
                                    + "trigger",
                            ofRelation(relation),
                            QuantityFormat.nanos(begins),
                            fault.name(),
                            QuantityFormat.nanos(
                                    fault.startAt() + fault.durationNanos().orElse(0L)));
                });
    }

    private String ofRelation(Relation relation) {
        return "assertion '" + assertion + "' (" + relation.text() + ")";
    }

    private static long begins(Window.Instant from, Scenario scenario) {
        long base = scenario.faults().stream()
                .filter(fault -> from.fault().filter(fault.name()::equals).isPresent())
                .mapToLong(FaultEntry::startAt)
                .findFirst()
                .orElse(0);
        return base + from.offsetNanos();
    }

    @Override
    public boolean isRecovered(RunSummary run, Scenario scenario) {
        SlaResult result = run.sla().get(assertion);
        return run.complete() && result != null && result.verdict() == Verdict.PASS;
    }

    @Override
    public String text() {
        return "Recovered: the run meets the assertion '" + assertion + "'";
    }
}

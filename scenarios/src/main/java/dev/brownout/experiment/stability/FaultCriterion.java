package dev.brownout.experiment.stability;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.RunSummary;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.metrics.RecoveryTracker;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Optional;

/**
 * Recovery after a fault: success of all requests holds from a moment that is at most a given time after the end of the
 * fault. It holds as in the metric {@code rto}: 99 % of the requests of the next 10 s succeed, and no relapse follows
 * until the end of the run.
 *
 * @param fault name of the fault in the scenario
 * @param withinNanos time from the end of the fault, in ns
 */
public record FaultCriterion(String fault, long withinNanos) implements RecoveryCriterion {
    private static final long SECOND = 1_000_000_000L;

    /** Validates the time. */
    public FaultCriterion {
        if (withinNanos < 0) {
            throw new IllegalArgumentException("a recovery is not before the end of the fault: " + withinNanos);
        }
    }

    /**
     * Returns the name of the fault that is the trigger: that of a setting such as {@code faults.cut.for}, or else that
     * of the only fault of a scenario.
     *
     * @param trigger path of the setting that is the size of the trigger
     * @throws ExperimentException if the scenario has no fault, or several
     */
    public static String fault(Scenario scenario, String trigger) {
        SettingPath path = SettingPath.parse(trigger);
        if (path.section().equals(DeclaredNames.FAULTS) && !path.innerSteps().isEmpty()) {
            return path.innerSteps().get(0);
        }
        List<String> names =
                scenario.faults().stream().map(FaultEntry::name).distinct().toList();
        if (names.size() == 1) {
            return names.get(0);
        }
        throw new ExperimentException(
                names.isEmpty()
                        ? Sentence.of("the scenario has no fault, and a recovery is timed from the end of one; name "
                                + "an assertion with a window after the trigger as the recovery")
                        : Sentence.of("the trigger is one of the faults {}; name it", String.join(", ", names)));
    }

    @Override
    public Experiment measure(Experiment experiment) {
        return experiment.metric(metric());
    }

    private String metric() {
        return "rto(" + fault + ")";
    }

    @Override
    public void check(Scenario scenario) {
        FaultEntry trigger = entry(scenario)
                .orElseThrow(() -> new ExperimentException(SpellingSuggestion.unknown(
                        "fault",
                        fault,
                        scenario.faults().stream().map(FaultEntry::name).toList())));
        if (trigger.durationNanos().isEmpty() && !trigger.spec().momentary()) {
            throw new ExperimentException(
                    "the fault '{}' lasts until the end of the run, so that no recovery follows; give it a "
                            + "duration with 'for'",
                    fault);
        }
        long end = end(trigger);
        long shown = end + withinNanos + RecoveryTracker.SUSTAINED_NANOS;
        if (shown > scenario.durationNanos()) {
            throw new ExperimentException(
                    "the run lasts {}, but the fault '{}' ends at {} and a recovery within {} shows at {}, as "
                            + "success must hold for {}; use --for {}s or more",
                    duration(scenario.durationNanos()),
                    fault,
                    duration(end),
                    duration(withinNanos),
                    duration(shown),
                    duration(RecoveryTracker.SUSTAINED_NANOS),
                    (shown + SECOND - 1) / SECOND);
        }
        scenario.faults().stream()
                .filter(other -> other.startAt() > trigger.startAt() && other.startAt() < shown)
                .findFirst()
                .ifPresent(other -> {
                    throw new ExperimentException(
                            "the fault '{}' at {} ends the observation of '{}', which lasts until {}; a "
                                    + "recovery cannot be timed between them",
                            other.name(),
                            duration(other.startAt()),
                            fault,
                            duration(shown));
                });
    }

    @Override
    public boolean isRecovered(RunSummary run, Scenario scenario) {
        Measure recovery = run.numbers().get(metric());
        if (recovery == null) {
            throw new IllegalStateException("a run has no " + metric());
        }
        FaultEntry trigger = entry(scenario).orElseThrow();
        long limit = end(trigger) - trigger.startAt() + withinNanos;
        return run.complete() && recovery.value() <= limit; // NaN if success never holds
    }

    private Optional<FaultEntry> entry(Scenario scenario) {
        return scenario.faults().stream()
                .filter(entry -> entry.name().equals(fault))
                .findFirst();
    }

    private static long end(FaultEntry trigger) {
        return trigger.startAt() + trigger.durationNanos().orElse(0L);
    }

    private static String duration(long nanos) {
        return QuantityFormat.nanos(nanos);
    }

    @Override
    public String text() {
        return "Recovered: from " + duration(withinNanos) + " after the end of '" + fault
                + "' at the latest, requests succeed until the end of the run (" + metric() + ")";
    }
}

package dev.brownout.randomscenario;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.MetricRecords;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.fault.LoadFault;
import dev.brownout.typetable.RecordField;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks the warnings about unused policies and faults without effect against the measurements. */
final class UnusedWarningChecks {
    private final Variant variant;
    private final VariantResult result;
    private final Run.Progress progress;

    private UnusedWarningChecks(Variant variant, VariantResult result, Run.Progress progress) {
        this.variant = variant;
        this.result = result;
        this.progress = progress;
    }

    /** Checks the results of all variants that ran to their end. */
    static void check(ScenarioFile file, List<VariantResult> results, Run.Progress progress) {
        for (VariantResult result : results) {
            if (result.run().complete()) {
                UnusedWarningChecks checks =
                        new UnusedWarningChecks(file.variant(result.name()).orElseThrow(), result, progress);
                checks.variant.scenario().components().forEach(checks::policies);
                checks.faults();
            }
        }
    }

    private void policies(String name, ComponentEntry entry) {
        for (FilterSpec policy : entry.inboundPolicies()) {
            String kind = SpecFields.kind(policy.getClass()).orElseThrow().replace('-', '_');
            boolean warned = result.analysis()
                    .warnings()
                    .toString()
                    .contains("the " + kind + " of " + name + " handled no call");
            ComponentResult measured = result.components().get(name);
            boolean called = !measured.measures().containsKey("offered")
                    || measured.measures().get("offered").value() > 0;
            if (!warned && !called && result.run().warmupNanos() == 0) {
                throw new AssertionError("no call came to " + name + ", and its " + kind + " is not said to be unused");
            }
            boolean isRemote =
                    ScenarioFacts.nestedRecords((Record) entry.spec()).stream().anyMatch(policy.getClass()::isInstance);
            if (warned && !isRemote && isCounted(policy, measured)) {
                throw new AssertionError("the " + kind + " of " + name + " is said to be unused, and counted");
            }
        }
    }

    private static boolean isCounted(FilterSpec policy, ComponentResult measured) {
        return MetricRecords.metrics(policy.getClass())
                .map(RecordField::yamlName)
                .filter(measure -> !measure.equals("concurrency_limit"))
                .anyMatch(measure -> measured.measures().containsKey(measure)
                        && measured.measures().get(measure).value() > 0);
    }

    /**
     * Checks that the outcomes of requests are the same without the faults that are reported to have no effect. The
     * check is skipped if the position of a fault with a random target would change, as its random stream depends on
     * it.
     */
    private void faults() {
        Scenario whole = variant.scenario();
        List<FaultEntry> met = whole.faults().stream()
                .filter(fault -> LoadFault.of(fault.spec()).loadFactor() != 1
                        || result.analysis().warnings().stream()
                                .noneMatch(text ->
                                        text.toString().startsWith("the fault '" + fault.sentence() + "' met nothing")))
                .toList();
        boolean drawn = met.stream().anyMatch(fault -> fault.sentence().contains("/" + Selector.ANY));
        boolean samePlaces = whole.faults().subList(0, met.size()).equals(met);
        if (met.size() < whole.faults().size() && (samePlaces || !drawn)) {
            VariantResult without = Run.execute(variant.scenario().withFaults(met), Run.Setup.of("without"), progress);
            if (without.run().complete() && !reportedWarnings(without).equals(reportedWarnings(result))) {
                throw new AssertionError("a fault is said to have met nothing, and users are told differently");
            }
        }
    }

    private static Map<String, Map<String, Long>> reportedWarnings(VariantResult result) {
        Map<String, Map<String, Long>> reported = new TreeMap<>();
        result.requests().forEach((name, request) -> reported.put(name, request.outcomes()));
        return reported;
    }
}

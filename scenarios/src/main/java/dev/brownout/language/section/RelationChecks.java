package dev.brownout.language.section;

import dev.brownout.language.binding.FaultParser.ParsedFault;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.metrics.WindowResolver;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Window;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks the names and times in the assertions and predictions of a variant. */
final class RelationChecks {
    private final ReferenceChecks references;
    private final Entries root;
    private final Node added;
    private final List<ParsedFault> faults;
    private final RunSpec run;
    private final boolean shortened;
    private final ProblemCollector findings;

    RelationChecks(ParsedSections parts, VariantSection.Source source) {
        this.references = new ReferenceChecks(parts, source);
        this.root = source.root();
        this.added = source.added();
        this.faults = parts.of(FaultsSection.SECTION);
        this.run = parts.of(RunSection.SECTION);
        this.shortened = RunSection.isShortened(source.settings());
        this.findings = source.findings();
    }

    /** Checks the names in a relation: its selector, its faults and its window. */
    void relation(String section, String name, Metric metric, Window window) {
        Entry entry = ((Entries) root.get(section)).entries().get(name);
        SourceLocation location = entry.value().location();
        String path = section + "." + name;
        findings.relation(path, location);
        references.checkMetric(metric, location, path);
        if (MetricDefinition.ofFault(metric.name()) || MetricDefinition.detects(metric.name())) {
            checkFault(metric.fault().orElse(FaultEntry.UNNAMED), path, location);
        }
        if (window instanceof Window.FaultWindow during) {
            checkFault(during.fault(), path, location);
        } else if (window instanceof Window.Before before) {
            checkFault(before.fault(), path, location);
        } else if (window instanceof Window.Within within) {
            checkFault(within.fault(), path, location);
        } else if (window instanceof Window.After after) {
            checkInstant(after.from(), path, location);
        } else if (window instanceof Window.Between between) {
            boolean isWithin = checkInstant(between.to(), path, location);
            if (isWithin || between.from().fault().isPresent()) {
                checkInstant(between.from(), path, location);
            }
            if (between.from().fault().equals(between.to().fault())
                    && between.from().offsetNanos() >= between.to().offsetNanos()) {
                findings.error(ProblemKind.IMPOSSIBLE, location, "the window is empty: it ends before it begins");
            }
        } else if (window instanceof Window.Every every
                && run != null
                && every.spanNanos() > run.duration().toNanos()) {
            refuse(
                    findings,
                    path,
                    ProblemKind.IMPOSSIBLE,
                    location,
                    Sentence.of(
                            "a window of {} is longer than the run ({})",
                            ReferenceChecks.time(every.spanNanos()),
                            ReferenceChecks.time(run.duration().toNanos())),
                    shortened);
        }
    }

    /** Checks one end of a window. Returns whether it is within the run, as far as that is known. */
    private boolean checkInstant(Window.Instant instant, String path, SourceLocation location) {
        instant.fault().ifPresent(faultName -> checkFault(faultName, path, location));
        if (run == null || instant.fault().isPresent()) {
            return true;
        }
        long end = run.duration().toNanos();
        if (instant.offsetNanos() < 0 || instant.offsetNanos() > end) {
            refuse(
                    findings,
                    path,
                    ProblemKind.IMPOSSIBLE,
                    location,
                    Sentence.of(
                            "the window reaches to {}, but the run ends at {}",
                            ReferenceChecks.time(instant.offsetNanos()),
                            ReferenceChecks.time(end)),
                    shortened);
            return false;
        }
        return true;
    }

    private void checkFault(String faultName, String path, SourceLocation location) {
        Set<String> faultNames = new LinkedHashSet<>();
        Set<String> laterNames = new LinkedHashSet<>();
        faults.forEach(fault -> (shortened && run != null && isAfterEnd(fault, run) ? laterNames : faultNames)
                .add(fault.fault().name()));
        boolean unnamed = faultName.equals(FaultEntry.UNNAMED);
        if (faultNames.contains(faultName) || unnamed && !faultNames.isEmpty()) {
            return;
        }
        if (laterNames.contains(faultName) || unnamed && !laterNames.isEmpty()) {
            refuse(
                    findings,
                    path,
                    ProblemKind.FAULT_OUTSIDE,
                    location,
                    unnamed
                            ? Sentence.of("the fault begins after the end of the run")
                            : Sentence.of("the fault '{}' begins after the end of the run", faultName),
                    true);
        } else if (faults.size() == written(FaultsSection.SECTION.name())) {
            Sentence message = SpellingSuggestion.message(WindowResolver.unknown(faultName, faultNames, path));
            refuse(findings, path, ProblemKind.UNKNOWN_NAME, location, message, false);
        }
    }

    /** Returns the number of faults that the scenario and its variant declare, including those with errors. */
    private int written(String section) {
        return count(root.get(section)) + count(added);
    }

    private static int count(Node list) {
        return list instanceof Items items ? items.items().size() : 0;
    }

    /** Returns whether a fault begins after the end of the run. */
    static boolean isAfterEnd(ParsedFault fault, RunSpec run) {
        return fault.fault().startAt() >= run.duration().toNanos();
    }

    /** Reports a relation without data. For an assertion, it is an error only if no variant has data. */
    static void refuse(
            ProblemCollector findings,
            String path,
            ProblemKind rule,
            SourceLocation location,
            Sentence message,
            boolean excused) {
        if (excused || path.startsWith(SlaSection.NAME + ".")) {
            findings.refuse(path, rule, location, message, excused);
        } else {
            findings.error(rule, location, message);
        }
    }
}

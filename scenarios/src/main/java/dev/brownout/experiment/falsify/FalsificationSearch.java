package dev.brownout.experiment.falsify;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.falsify.ScheduleRuns.StoppedSearchException;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.result.VariantResult.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * The search: batches of schedules, each run once. The violations of a batch are explained by earlier findings, or
 * confirmed by further replications and shrunk. All searches for the smallest schedule of a batch proceed together, so
 * that their runs are parallel.
 */
final class FalsificationSearch {
    /** Number of schedules of a batch; independent of the number of threads, as the results of a batch are. */
    private static final int BATCH = 32;

    private final FalsificationPlan plan;
    private final ScheduleRuns runs;
    private final ScheduleGenerator generator;
    private final List<String> assertions;
    private final Map<String, Value> usual;
    private final Map<GroupKey, FindingGroup> groups = new LinkedHashMap<>();
    private final Map<String, Integer> alreadyViolated = new LinkedHashMap<>();
    private final Set<String> tried = new LinkedHashSet<>();
    private int screenings;
    private int random;
    private int randomViolations;
    private int unconfirmed;
    private int rejected;

    /** Identity of a group of findings. */
    private record GroupKey(String assertion, SortedSet<String> causes) {}

    /** An assertion that a schedule violates. */
    private record AssertionViolation(String assertion, InjectionSchedule schedule) {}

    /** A group of violations with the same cause: its smallest schedule and the number of its violations. */
    record FindingGroup(String assertion, InjectionSchedule schedule, int occurrences) {}

    /** SearchCounts of a search; see {@link FalsificationResult}. */
    record SearchCounts(
            Map<String, Integer> alreadyViolated,
            int screenings,
            int random,
            int randomViolations,
            int unconfirmed,
            int rejected,
            boolean interrupted) {}

    /** Thrown if a search for the smallest schedule needs the verdict on a schedule that has not run. */
    private static final class UnknownVerdictException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient InjectionSchedule schedule;

        UnknownVerdictException(InjectionSchedule schedule) {
            this.schedule = schedule;
        }
    }

    FalsificationSearch(FalsificationPlan plan, ScheduleRuns runs, ScheduleGenerator generator, Variant variant) {
        this.plan = plan;
        this.runs = runs;
        this.generator = generator;
        this.assertions = new ArrayList<>(variant.scenario().evaluation().sla().keySet());
        this.usual = usual(plan.variations(), variant.settings());
    }

    /** Returns the values of varied settings in the scenario, where it states them. */
    private static Map<String, Value> usual(List<Variation> variations, List<Setting> settings) {
        Map<String, Value> usual = new LinkedHashMap<>();
        for (Variation variation : variations) {
            Optional<Value> value = variation.path().equals(Variation.LOAD)
                    ? Variation.peak(settings)
                    : settings.stream()
                            .filter(setting -> setting.path().equals(variation.path()))
                            .findFirst()
                            .map(setting -> Variation.listed(setting.path(), List.of(setting.value()))
                                    .values()
                                    .get(0));
            value.ifPresent(known -> usual.put(variation.path(), known));
        }
        return usual;
    }

    /** Returns the number of replications that must violate an assertion: four fifths of all, rounded up. */
    int required() {
        return (4 * plan.experiment().replications() + 4) / 5;
    }

    /** Runs the search and returns its result, made of the counts and of the groups, the mildest first. */
    FalsificationResult run(
            BooleanSupplier expired, BiFunction<SearchCounts, List<FindingGroup>, FalsificationResult> result) {
        boolean interrupted = false;
        try {
            withoutFaults();
            int next = 0;
            while (next < plan.schedules() && !(next > 0 && expired.getAsBoolean())) {
                int end = Math.min(plan.schedules(), next + BATCH);
                batch(next, end);
                next = end;
            }
        } catch (StoppedSearchException e) {
            interrupted = true;
        }
        List<FindingGroup> sorted = new ArrayList<>(groups.values());
        sorted.sort(byMildness().thenComparing(group -> group.assertion() + " " + group.schedule()));
        SearchCounts counts = new SearchCounts(
                alreadyViolated, screenings, random, randomViolations, unconfirmed, rejected, interrupted);
        return result.apply(counts, sorted);
    }

    /** Returns an order by the number of causes and of faults, by their time in total, and by their strength. */
    private static Comparator<FindingGroup> byMildness() {
        return Comparator.<FindingGroup>comparingInt(
                        group -> group.schedule().causes().size())
                .thenComparingInt(group -> group.schedule().faults().size())
                .thenComparingLong(group -> group.schedule().totalNanos())
                .thenComparingDouble(group -> group.schedule().strength());
    }

    /** Runs the scenario itself. Assertions that it violates in a replication are not searched. */
    private void withoutFaults() {
        InjectionSchedule none = new InjectionSchedule(List.of(), new LinkedHashMap<>());
        runs.replicate("without added faults", List.of(none), plan.experiment().replications());
        for (String assertion : List.copyOf(assertions)) {
            int violations = runs.violations(none, assertion);
            if (violations > 0) {
                alreadyViolated.put(assertion, violations);
                assertions.remove(assertion);
            }
        }
        if (assertions.isEmpty()) {
            throw new ExperimentException(
                    "every assertion is violated without an added fault; correct the scenario first");
        }
    }

    private void batch(int first, int end) {
        List<InjectionSchedule> schedules = new ArrayList<>();
        int screened = 0;
        for (int number = first; number < end; number++) {
            InjectionSchedule schedule = generator.schedule(number);
            boolean fresh = tried.add(schedule.toString());
            if (fresh && !runs.accepts(schedule)) {
                rejected++;
            } else if (fresh) {
                schedules.add(schedule);
                screened += number < generator.screenings() ? 1 : 0;
            }
        }
        runs.replicate("schedules " + (first + 1) + " to " + end, schedules, 1);
        screenings += screened;
        random += schedules.size() - screened;
        List<AssertionViolation> violations = violations(schedules);
        randomViolations += (int) schedules.stream()
                .skip(screened)
                .filter(schedule ->
                        violations.stream().anyMatch(one -> one.schedule().equals(schedule)))
                .count();
        shrink(confirmed(unexplained(violations)));
    }

    private List<AssertionViolation> violations(List<InjectionSchedule> schedules) {
        List<AssertionViolation> violations = new ArrayList<>();
        for (InjectionSchedule schedule : schedules) {
            for (String assertion : assertions) {
                if (runs.firstViolates(schedule, assertion)) {
                    violations.add(new AssertionViolation(assertion, schedule));
                }
            }
        }
        return violations;
    }

    /**
     * SearchCounts the violations that earlier findings explain, and returns the rest. If the remaining part of an
     * explained schedule still violates the assertion, it is a part of the rest.
     */
    private List<AssertionViolation> unexplained(List<AssertionViolation> violations) {
        List<AssertionViolation> rest = new ArrayList<>();
        List<AssertionViolation> remaining = new ArrayList<>();
        for (AssertionViolation violation : violations) {
            List<FindingGroup> explaining = explaining(violation);
            if (explaining.isEmpty()) {
                rest.add(violation);
                continue;
            }
            explaining.forEach(this::count);
            InjectionSchedule without = violation.schedule();
            for (FindingGroup group : explaining) {
                without = ScheduleComparison.difference(without, group.schedule());
            }
            AssertionViolation left = new AssertionViolation(violation.assertion(), generator.canonical(without));
            if (!without.faults().isEmpty() && explaining(left).isEmpty()) {
                remaining.add(left);
            }
        }
        runs.replicate(
                "remaining faults",
                remaining.stream().map(AssertionViolation::schedule).toList(),
                1);
        remaining.stream()
                .filter(violation -> runs.firstViolates(violation.schedule(), violation.assertion()))
                .forEach(rest::add);
        return rest;
    }

    private List<FindingGroup> explaining(AssertionViolation violation) {
        return groups.values().stream()
                .filter(group -> group.assertion().equals(violation.assertion())
                        && new ScheduleComparison(usual).contains(group.schedule(), violation.schedule()))
                .toList();
    }

    private void count(FindingGroup group) {
        groups.put(
                new GroupKey(group.assertion(), group.schedule().causes()),
                new FindingGroup(group.assertion(), group.schedule(), group.occurrences() + 1));
    }

    /** Runs the replications of violations and returns those that enough replications repeat. */
    private List<AssertionViolation> confirmed(List<AssertionViolation> violations) {
        runs.replicate(
                "confirm violations",
                violations.stream().map(AssertionViolation::schedule).toList(),
                plan.experiment().replications());
        List<AssertionViolation> confirmed = new ArrayList<>();
        for (AssertionViolation violation : violations) {
            if (runs.violations(violation.schedule(), violation.assertion()) >= required()) {
                confirmed.add(violation);
            } else {
                unconfirmed++;
            }
        }
        return confirmed;
    }

    /** Finds the smallest schedule of each violation, and adds it to its group. */
    private void shrink(List<AssertionViolation> violations) {
        List<AssertionViolation> open = violations;
        while (!open.isEmpty()) {
            List<AssertionViolation> unfinished = new ArrayList<>();
            List<AssertionViolation> needed = new ArrayList<>();
            for (AssertionViolation violation : open) {
                try {
                    ScheduleShrinker shrinker =
                            new ScheduleShrinker(tested -> verdict(tested, violation.assertion()), usual);
                    InjectionSchedule smallest = shrinker.shrink(violation.schedule());
                    InjectionSchedule first = generator.canonical(smallest);
                    add(violation.assertion(), verdict(first, violation.assertion()) ? first : smallest);
                } catch (UnknownVerdictException unknown) {
                    unfinished.add(violation);
                    needed.add(new AssertionViolation(violation.assertion(), unknown.schedule));
                }
            }
            runs.replicate(
                    "shrink", needed.stream().map(AssertionViolation::schedule).toList(), 1);
            List<InjectionSchedule> violating = needed.stream()
                    .filter(one -> runs.firstViolates(one.schedule(), one.assertion()))
                    .map(AssertionViolation::schedule)
                    .toList();
            runs.replicate("shrink", violating, plan.experiment().replications());
            open = unfinished;
        }
    }

    /** Returns whether a schedule violates an assertion in the first and in enough replications. */
    private boolean verdict(InjectionSchedule schedule, String assertion) {
        if (!runs.accepts(schedule)) {
            return false;
        }
        if (runs.size(schedule) == 0) {
            throw new UnknownVerdictException(schedule);
        }
        if (!runs.firstViolates(schedule, assertion)) {
            return false;
        }
        if (runs.size(schedule) < plan.experiment().replications()) {
            throw new UnknownVerdictException(schedule);
        }
        return runs.violations(schedule, assertion) >= required();
    }

    private void add(String assertion, InjectionSchedule smallest) {
        FindingGroup added = new FindingGroup(assertion, smallest, 1);
        groups.merge(new GroupKey(assertion, smallest.causes()), added, (old, another) -> {
            FindingGroup milder = byMildness().compare(another, old) < 0 ? another : old;
            return new FindingGroup(assertion, milder.schedule(), old.occurrences() + 1);
        });
    }
}

package dev.brownout.randomscenario;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.Validator;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Makes, validates and runs the random scenarios of some numbers, and keeps count. */
final class RandomRun {
    private static final int TWIN_EVERY = 5;
    private static final int NUMBERS_EVERY = 20;

    private final Coverage coverage = new Coverage();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Map<String, Integer> stops = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Twin twin = new Twin();
    private final Validator schema = new Validator(LanguageDefinition.standard());
    private int valid;
    private int all;
    private long requests;
    private long judged;
    private long stale;
    private volatile long number;

    /**
     * A scenario that should have run and did not run well.
     *
     * @param number of the scenario
     * @param scenario as it was made
     * @param wrong what came instead
     */
    record Failure(long number, Case scenario, Throwable wrong) {
        /** Kind and place of what went wrong, by which failures are told apart. */
        String kind() {
            Throwable cause = wrong;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            String message = String.valueOf(cause.getMessage()).replaceAll("\\d[\\d.E-]*", "0");
            StackTraceElement[] trace = cause.getStackTrace();
            return cause.getClass().getSimpleName() + ": " + message + (trace.length == 0 ? "" : " at " + trace[0]);
        }
    }

    /** Tries the scenario of a number. */
    void attempt(long index) {
        attempt(index, true);
    }

    /** Makes the scenario of a number, and looks that it is valid. */
    void make(long index) {
        attempt(index, false);
    }

    private void attempt(long index, boolean running) {
        number = index;
        all++;
        Maker.ValidScenario made;
        try {
            made = Maker.make(index);
        } catch (RuntimeException | Error wrong) {
            failures.add(new Failure(index, new Case("# none was made\n", Map.of()), wrong));
            return;
        }
        made.refused().forEach(p -> refusals.merge(sort(p), 1, Integer::sum));
        if (made.file().isEmpty() || !running) {
            made.file().ifPresent(file -> count(file, made.scenario()));
            return;
        }
        try {
            RandomScenarioTrial.Outcome outcome =
                    attempt(made.scenario(), made.file().get(), index % TWIN_EVERY == 0);
            if (index % NUMBERS_EVERY == 0) {
                RandomScenarioTrial.numbers(made.file().get());
            }
            count(made.file().get(), made.scenario());
            for (VariantResult result : outcome.results()) {
                requests += result.simulatedRequests();
                if (!result.complete()) {
                    stops.merge(result.stopped().why().replaceAll("\\d+|\\(.*", "."), 1, Integer::sum);
                }
            }
        } catch (RuntimeException | Error wrong) {
            failures.add(new Failure(index, made.scenario(), wrong));
        }
    }

    private void count(ScenarioFile file, Case scenario) {
        coverage.add(file, scenario);
        valid++;
    }

    private RandomScenarioTrial.Outcome attempt(Case scenario, ScenarioFile file, boolean again) {
        List<String> refused = schema.problems(scenario.yaml());
        if (!refused.isEmpty()) {
            throw new AssertionError("the loader accepts what the schema refuses: " + refused);
        }
        RandomScenarioTrial.Outcome outcome = RandomScenarioTrial.of(file);
        SlowLedger ledger = RandomScenarioTrial.ledger(file);
        judged += ledger.judged();
        stale += ledger.stale();
        if (again && !Arrays.equals(outcome.json(), twin.bytes(scenario))) {
            throw new AssertionError("pooling changes the bytes");
        }
        return outcome;
    }

    /** Counts what another has counted too, with the failures of both in the order of their numbers. */
    void add(RandomRun other) {
        coverage.add(other.coverage);
        other.refusals.forEach((why, times) -> refusals.merge(why, times, Integer::sum));
        other.stops.forEach((why, times) -> stops.merge(why, times, Integer::sum));
        failures.addAll(other.failures);
        failures.sort(Comparator.comparingLong(Failure::number));
        valid += other.valid;
        all += other.all;
        requests += other.requests;
        judged += other.judged;
        stale += other.stale;
    }

    /** The smallest scenario found that fails as another does. */
    Case smallest(Failure failure) {
        return new Shrinker(failure.scenario().files(), candidate -> {
                    try {
                        candidate
                                .validate()
                                .file()
                                .ifPresent(file -> attempt(candidate, file, failure.number() % TWIN_EVERY == 0));
                        return false;
                    } catch (RuntimeException | Error wrong) {
                        return new Failure(0, candidate, wrong).kind().equals(failure.kind());
                    }
                })
                .smallest(failure.scenario());
    }

    /** What went wrong. */
    List<Failure> failures() {
        return failures;
    }

    Coverage coverage() {
        return coverage;
    }

    /** The number that is being tried. */
    long number() {
        return number;
    }

    /** How many reads were judged by a ledger of their own. */
    long judged() {
        return judged;
    }

    /** How many of them were stale. */
    long stale() {
        return stale;
    }

    int valid() {
        return valid;
    }

    /** How many were made, or should have been. */
    int all() {
        return all;
    }

    /** Everything that was counted. */
    String report() {
        StringBuilder text = new StringBuilder(coverage.table());
        text.append("taken out again, since the language refuses it:\n");
        lines(refusals, text);
        text.append("left before their end:\n");
        lines(stops, text);
        text.append(String.format(
                Locale.ROOT,
                "%d scenarios, %d valid, %d requests, %d reads judged, %d of them stale, %d failures%n",
                all,
                valid,
                requests,
                judged,
                stale,
                failures.size()));
        return text.toString();
    }

    private static void lines(Map<String, Integer> counts, StringBuilder text) {
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(e -> text.append(String.format(Locale.ROOT, "%7d  %s%n", e.getValue(), e.getKey())));
    }

    private static String sort(Problem problem) {
        return problem.message().replaceAll("'[^']*'", "''").replaceAll("c?\\d[\\w.µ/%-]*", "0");
    }
}

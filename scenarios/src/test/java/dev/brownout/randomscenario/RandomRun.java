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

/** Generates, validates and runs random scenarios, and counts their contents and failures. */
final class RandomRun {
    private static final int REFERENCE_INTERVAL = 5;
    private static final int NUMBERS_EVERY = 10;

    private final Coverage coverage = new Coverage();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Map<String, Integer> stops = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final PoolingTwin reference = new PoolingTwin();
    private final Validator schema = new Validator(LanguageDefinition.standard());
    private int valid;
    private int all;
    private long requests;
    private long checks;
    private long stale;
    private volatile long number;

    /**
     * Scenario that failed.
     *
     * @param number of the scenario
     * @param scenario as it was generated
     * @param wrong the exception or error
     */
    record Failure(long number, ScenarioCase scenario, Throwable wrong) {
        /** Returns the type, message and place of the error, which identify the kind of failure. */
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

    /** Generates and runs the scenario of a number. */
    void attempt(long index) {
        attempt(index, true);
    }

    /** Generates the scenario of a number and checks that it is valid. */
    void create(long index) {
        attempt(index, false);
    }

    private void attempt(long index, boolean running) {
        number = index;
        all++;
        ScenarioGenerator.ValidScenario made;
        try {
            made = ScenarioGenerator.create(index);
        } catch (RuntimeException | Error wrong) {
            failures.add(new Failure(index, new ScenarioCase("# none was made\n", Map.of()), wrong));
            return;
        }
        made.refused().forEach(p -> refusals.merge(sort(p), 1, Integer::sum));
        if (made.file().isEmpty() || !running) {
            made.file().ifPresent(file -> count(file, made.scenario()));
            return;
        }
        try {
            RandomScenarioTrial.Outcome outcome =
                    attempt(made.scenario(), made.file().get(), index % REFERENCE_INTERVAL == 0);
            if (index % NUMBERS_EVERY == 0) {
                RandomScenarioTrial.numbers(made.file().get());
            }
            count(made.file().get(), made.scenario());
            for (VariantResult result : outcome.results()) {
                requests += result.run().simulatedRequests();
                if (!result.run().complete()) {
                    stops.merge(result.run().stopped().why().toString().replaceAll("\\d+|\\(.*", "."), 1, Integer::sum);
                }
            }
        } catch (RuntimeException | Error wrong) {
            failures.add(new Failure(index, made.scenario(), wrong));
        }
    }

    private void count(ScenarioFile file, ScenarioCase scenario) {
        coverage.add(file, scenario);
        valid++;
    }

    private RandomScenarioTrial.Outcome attempt(ScenarioCase scenario, ScenarioFile file, boolean verifyTwin) {
        List<String> refused = schema.problems(scenario.yaml());
        if (!refused.isEmpty()) {
            throw new AssertionError("the loader accepts what the schema refuses: " + refused);
        }
        RandomScenarioTrial.Outcome outcome = RandomScenarioTrial.of(file);
        RandomScenarioTrial.identities(file);
        SlowLedger ledger = RandomScenarioTrial.ledger(file);
        checks += ledger.checkedReads();
        stale += ledger.stale();
        if (verifyTwin && !Arrays.equals(outcome.json(), reference.bytes(scenario))) {
            throw new AssertionError("pooling changes the bytes");
        }
        return outcome;
    }

    /** Adds the counts and failures of another instance. Failures are sorted by number. */
    void add(RandomRun other) {
        coverage.add(other.coverage);
        other.refusals.forEach((reason, times) -> refusals.merge(reason, times, Integer::sum));
        other.stops.forEach((reason, times) -> stops.merge(reason, times, Integer::sum));
        failures.addAll(other.failures);
        failures.sort(Comparator.comparingLong(Failure::number));
        valid += other.valid;
        all += other.all;
        requests += other.requests;
        checks += other.checks;
        stale += other.stale;
    }

    /** Returns the smallest scenario found that fails in the same way. */
    ScenarioCase smallest(Failure failure) {
        return new Shrinker(failure.scenario().files(), candidate -> {
                    try {
                        candidate
                                .validate()
                                .file()
                                .ifPresent(
                                        file -> attempt(candidate, file, failure.number() % REFERENCE_INTERVAL == 0));
                        return false;
                    } catch (RuntimeException | Error wrong) {
                        return new Failure(0, candidate, wrong).kind().equals(failure.kind());
                    }
                })
                .smallest(failure.scenario());
    }

    /** Returns the failures. */
    List<Failure> failures() {
        return failures;
    }

    Coverage coverage() {
        return coverage;
    }

    /** Returns the number of the scenario in progress. */
    long number() {
        return number;
    }

    /** Returns the number of reads that the ledger judged. */
    long checkedReads() {
        return checks;
    }

    /** Returns the number of judged reads that were stale. */
    long stale() {
        return stale;
    }

    int valid() {
        return valid;
    }

    /** Returns the number of scenarios, including those that could not be generated. */
    int all() {
        return all;
    }

    /** Returns all counts as text. */
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
                checks,
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

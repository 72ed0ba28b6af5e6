package dev.brownout.importing.check;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.RunSeries;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.workload.LoadProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs of an imported scenario within a limit of events. Each has its own random streams. A scenario with more requests
 * is run for a shorter time: each step of its load is shortened by the same factor, so the load takes its whole course.
 *
 * @param results results of the runs
 * @param shortened factor by which the duration is shortened, at least 1
 * @param hasFaults whether the scenario has faults, so that failures are expected
 */
record CheckRuns(List<VariantResult> results, long shortened, boolean hasFaults) {
    private static final double MAX_REQUESTS = 500_000;
    private static final long MAX_EVENTS = 3_000_000;

    /** Maximum number of requests of the only run of a scenario without figures to compare: about ten events each. */
    private static final double MAX_REQUESTS_UNCOMPARED = 50_000;

    /** Maximum number of events of the only run of a scenario without figures to compare. */
    private static final long MAX_EVENTS_UNCOMPARED = 500_000;

    private static final double TARGET_REQUESTS = 400_000;
    private static final int MIN_RUNS = 4;
    private static final int MAX_RUNS = 20;
    private static final Pattern LOAD = Pattern.compile("load(\\.\\d+)?");
    private static final Pattern STEP = Pattern.compile("every=([\\d.a-z]+)");

    /** Copies the list. */
    CheckRuns {
        results = List.copyOf(results);
    }

    /**
     * Runs the first variant of a scenario several times.
     *
     * @throws InvalidScenarioException if the scenario is invalid
     */
    static CheckRuns of(String text) throws InvalidScenarioException {
        ScenarioFile file = load(text, Overrides.NONE).check(Overrides.NONE);
        Scenario whole = file.variants().get(0).scenario();
        double requests = Stream.concat(
                        whole.workload().load().stream(),
                        whole.workload().requests().values().stream()
                                .map(RequestSpec::rate)
                                .flatMap(Optional::stream))
                .mapToDouble(load -> requests(load, whole.durationNanos()))
                .sum();
        boolean hasFaults = !whole.faults().isEmpty();
        boolean compared = !whole.evaluation().predict().isEmpty();
        long most = compared ? MAX_EVENTS : MAX_EVENTS_UNCOMPARED;
        long factor = Math.max(1, (long) Math.ceil(requests / (compared ? MAX_REQUESTS : MAX_REQUESTS_UNCOMPARED)));
        ScenarioFile shortened = shortened(text, file, factor);
        RunSeries series = series(shortened);
        VariantResult first = run(series, shortened, 0, most);
        while (!first.run().complete()) {
            double done = Math.max(
                    0.01, (double) first.run().stopped().atNanos() / first.run().durationNanos());
            factor = Math.max(factor + 1, (long) Math.ceil(1.2 * factor / done));
            shortened = shortened(text, file, factor);
            series = series(shortened);
            first = run(series, shortened, 0, most);
        }
        if (!compared) {
            return new CheckRuns(List.of(first), factor, hasFaults);
        }
        int runs = (int) Math.max(MIN_RUNS, Math.min(MAX_RUNS, TARGET_REQUESTS * factor / Math.max(1, requests)));
        runs = (int) Math.max(
                MIN_RUNS,
                Math.min(runs, MIN_RUNS * MAX_EVENTS / Math.max(1, first.run().simulatedEvents())));
        List<VariantResult> results = new ArrayList<>(List.of(first));
        for (int i = 1; i < runs; i++) {
            results.add(run(series, shortened, i, Long.MAX_VALUE));
        }
        return new CheckRuns(results, factor, hasFaults);
    }

    private static double requests(LoadProfile load, long durationNanos) {
        double expected = load.expected(0, durationNanos);
        return Double.isFinite(expected) ? expected : 0;
    }

    private static ScenarioFile load(String text, Overrides overrides) throws InvalidScenarioException {
        return new Loader(new ShippedLibrary()).load("imported", text, overrides);
    }

    /** Returns the scenario with a shorter duration and shorter steps of its load. */
    private static ScenarioFile shortened(String text, ScenarioFile file, long factor) throws InvalidScenarioException {
        return factor == 1
                ? file
                : load(text, new Overrides(List.of(), shortened(file.variants().get(0), factor)));
    }

    private static RunSeries series(ScenarioFile file) {
        return new RunSeries(file.variants().get(0).scenario());
    }

    private static VariantResult run(RunSeries series, ScenarioFile file, int number, long most) {
        return series.execute(
                file.setup(file.variants().get(0)).withReplication(number), (share, events, inFlight) -> events < most);
    }

    private static List<String> shortened(ScenarioFile.Variant variant, long factor) {
        List<String> sets = new ArrayList<>();
        sets.add("run.duration=" + nanos((double) variant.scenario().durationNanos() / factor));
        // Paths of a list of loads are load.0, load.1 and so on, in alphabetical order.
        List<String> loads = variant.settings().stream()
                .filter(setting -> LOAD.matcher(setting.path()).matches())
                .sorted(Comparator.comparingInt(setting -> setting.path().length()))
                .map(setting -> STEP.matcher(setting.value())
                        .replaceAll(step -> "every="
                                + nanos(UnitParser.read(step.group(1), Dimension.TIME)
                                                .doubleValue()
                                        / factor)))
                .toList();
        if (loads.size() > 1) {
            sets.add("load=[" + String.join(", ", loads) + "]");
        } else if (loads.stream().anyMatch(load -> load.contains("every="))) {
            sets.add("load=" + loads.get(0));
        }
        return sets;
    }

    private static String nanos(double nanos) {
        return Math.max(1, Math.round(nanos / 1e3)) + "us";
    }

    /** Returns the simulated time of a run in ns. */
    double durationNanos() {
        return results.get(0).run().durationNanos();
    }

    /** Returns the number of requests of all runs. */
    long requests() {
        return results.stream()
                .mapToLong(variant -> variant.run().simulatedRequests())
                .sum();
    }
}

package dev.brownout.randomscenario;

import dev.brownout.export.ResultJson;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.result.Analysis;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TracingResult;
import dev.brownout.runtime.Run;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.tracing.TraceSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs a valid scenario and fails on an exception, an audit error, an impossible value, or a difference between two
 * runs.
 */
public final class RandomScenarioTrial {
    /**
     * Maximum number of events of a run with a few hundred requests. A run that exceeds it is stopped without an error.
     */
    private static final long MOST_EVENTS = 400_000;

    private static final double ROUNDING = 1e-9;

    private static final TraceOptions FOLLOWED = new TraceOptions(true, TraceSelector.NONE);

    private RandomScenarioTrial() {}

    /**
     * Outcome of a trial.
     *
     * @param results of each variant
     * @param json as the command writes them
     */
    record Outcome(List<VariantResult> results, byte[] json) {}

    /** Returns the bytes of the result of a scenario, to be called in another class loader. */
    public static byte[] bytes(String yaml, Map<String, String> files) throws InvalidScenarioException {
        return run(new ScenarioCase(yaml, files).load(), false, TraceOptions.NOTHING)
                .json();
    }

    /** Runs all variants, in parallel or sequentially. */
    private static Outcome run(ScenarioFile file, boolean parallel, TraceOptions following) {
        Stream<Variant> variants = parallel ? file.variants().parallelStream() : file.variants().stream();
        List<VariantResult> results =
                variants.map(variant -> run(file, variant, following)).toList();
        return new Outcome(results, ResultJson.write(file.result(results)));
    }

    private static VariantResult run(ScenarioFile file, Variant variant, TraceOptions following) {
        return Run.execute(
                variant.scenario(),
                file.setup(variant).following(following),
                (share, events, inFlight) -> events < MOST_EVENTS);
    }

    /** Judges the staleness of all reads in the first variant with a ledger. */
    static SlowLedger ledger(ScenarioFile file) {
        return SlowLedger.of(file, file.variants().get(0), (share, events, inFlight) -> events < MOST_EVENTS);
    }

    /** Checks that each call of the first variant has random numbers of its own. */
    static void identities(ScenarioFile file) {
        Set<String> repeated = CallIdentities.of(
                        file, file.variants().get(0), (share, events, inFlight) -> events < MOST_EVENTS)
                .repeated();
        if (!repeated.isEmpty()) {
            throw new AssertionError("calls with the same random numbers as earlier ones: " + repeated);
        }
    }

    /** Checks that no metric of the first variant changes that is declared constant. */
    static void numbers(ScenarioFile file) {
        Numbers.changedMetrics(file.variants().get(0).scenario(), (share, events, inFlight) -> events < MOST_EVENTS);
    }

    /**
     * Tests a scenario. It runs twice, the second time with tracing of all requests. The values are checked, and the
     * results of both runs must have the same bytes.
     */
    static Outcome of(ScenarioFile file) {
        Outcome once = run(file, false, TraceOptions.NOTHING);
        once.results().forEach(RandomScenarioTrial::plausible);
        UnusedWarningChecks.check(file, once.results(), (share, events, inFlight) -> events < MOST_EVENTS);
        DisplayChecks.check(file.result(once.results()), once.json());
        List<VariantResult> followed = run(file, true, FOLLOWED).results();
        List<VariantResult> repeated = new ArrayList<>();
        for (int i = 0; i < followed.size(); i++) {
            repeated.add(followed.get(i)
                    .with(TracingResult.NONE, once.results().get(i).accounting().audit()));
        }
        if (!Arrays.equals(once.json(), ResultJson.write(file.result(repeated)))) {
            throw new AssertionError("a second run gives other bytes");
        }
        return once;
    }

    private static void plausible(VariantResult result) {
        List<String> odd = new ArrayList<>();
        result.analysis().stations().forEach(station -> checkEstimate(station, odd));
        result.requests()
                .forEach((name, request) -> balance(name, request, result.run().complete(), odd));
        result.windows()
                .values()
                .forEach(window -> window.components()
                        .forEach((name, component) ->
                                component.measures().forEach((m, v) -> value(name + "." + m, v, odd))));
        result.components().forEach((name, component) -> {
            component.measures().forEach((m, v) -> value(name + "." + m, v, odd));
            component
                    .nodes()
                    .forEach(
                            (node, measures) -> measures.forEach((m, v) -> value(name + "/" + node + "." + m, v, odd)));
            component
                    .regions()
                    .forEach((region, measures) ->
                            measures.forEach((m, v) -> value(name + "/" + region + "." + m, v, odd)));
        });
        result.series().columns().forEach(column -> neverAbove(column, odd));
        result.accounting().audit().stream()
                .filter(line -> line.name().contains("<=") && line.left() > line.right())
                .forEach(line -> odd.add(line.name() + ": " + line.left() + " and " + line.right()));
        if (!odd.isEmpty()) {
            throw new AssertionError(result.name() + ": " + odd.get(0) + " (" + odd.size() + " like it)");
        }
    }

    /** Checks that no utilization exceeds 1 in any interval: of a tier, a node, a region or a role. */
    private static void neverAbove(Column column, List<String> odd) {
        for (int i = 0; i < column.numerators().length; i++) {
            if (column.numerators()[i] > column.denominators()[i]) {
                odd.add(column.name() + " in step " + i + ": " + column.numerators()[i] + " of "
                        + column.denominators()[i]);
            }
        }
    }

    private static void balance(String name, RequestResult request, boolean complete, List<String> odd) {
        long endAt = request.good() + request.failed() + request.unfinished();
        if (complete && request.offered() != endAt) {
            odd.add(name + ": offered " + request.offered() + ", good + failed + unfinished " + endAt);
        }
        if (request.late() > request.failed() || request.attempts() < 0 || request.unfinished() < 0) {
            odd.add(name + ": " + request);
        }
    }

    /** Checks that the analytical estimate of a station is consistent. */
    private static void checkEstimate(Analysis.Station station, List<String> odd) {
        // Capacity grows with the load where more calls share one operation.
        boolean inGroups = station.formula().toString().contains("share fsyncs")
                || station.formula().toString().startsWith("closed loop")
                        && Double.isInfinite(station.capacityPerSecond());
        double possible = station.utilization() == 0 || inGroups
                ? station.offeredPerSecond()
                : station.capacityPerSecond() * station.utilization();
        // The utilization leaves out the calls that a full queue rejects, and is at most 1 then.
        boolean rejecting = station.utilization() <= 1;
        boolean whole = Double.isInfinite(station.utilization()) && !inGroups
                ? station.capacityPerSecond() == 0
                : Math.abs(possible - station.offeredPerSecond()) <= ROUNDING * station.offeredPerSecond()
                        || rejecting && possible < station.offeredPerSecond();
        if (station.formula().toString().startsWith(Analysis.WITHHELD)) {
            return;
        }
        if (!whole
                || !(station.utilization() >= 0)
                || station.meanNanos() < 0
                || station.toNanos() <= station.fromNanos()) {
            odd.add("on paper " + station);
        }
    }

    private static void value(String name, Measure measure, List<String> odd) {
        boolean share = measure.unit().equals("ratio");
        boolean wrong = measure.value() < -ROUNDING || share && measure.value() > 1 + ROUNDING;
        if (wrong || Double.isInfinite(measure.value())) {
            odd.add(name + " is " + measure.value() + " " + measure.unit());
        }
    }
}

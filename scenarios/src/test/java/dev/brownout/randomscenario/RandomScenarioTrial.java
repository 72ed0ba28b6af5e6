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
import dev.brownout.runtime.Run;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.tracing.TraceSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs a valid scenario and says what is wrong with what comes out: an exception, books that do not balance, values
 * that cannot be, or other bytes the second time.
 */
public final class RandomScenarioTrial {
    /** A run of a few hundred requests that fires more events than this is left; it is only slow. */
    private static final long MOST_EVENTS = 400_000;

    private static final double ROUNDING = 1e-9;

    private static final TraceOptions FOLLOWED = new TraceOptions(true, TraceSelector.NONE);

    private RandomScenarioTrial() {}

    /**
     * What came out.
     *
     * @param results of each variant
     * @param json as the command writes them
     */
    record Outcome(List<VariantResult> results, byte[] json) {}

    /** The bytes of a scenario's result, for another class loader to ask. */
    public static byte[] bytes(String yaml, Map<String, String> files) throws InvalidScenarioException {
        return run(new Case(yaml, files).load(), false, TraceOptions.NOTHING).json();
    }

    /** Runs all variants, side by side or one after the other. */
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

    /** Judges what the readers of the first variant were told, by a ledger of its own. */
    static SlowLedger ledger(ScenarioFile file) {
        return SlowLedger.of(file, file.variants().get(0), (share, events, inFlight) -> events < MOST_EVENTS);
    }

    /** Looks that nothing moves in the first variant of which it is said that it never does. */
    static void numbers(ScenarioFile file) {
        Numbers.moved(file.variants().get(0).scenario(), (share, events, inFlight) -> events < MOST_EVENTS);
    }

    /**
     * Tries a scenario: runs it twice, the second time following all requests, looks at the values, and compares the
     * bytes of what both tell.
     */
    static Outcome of(ScenarioFile file) {
        Outcome once = run(file, false, TraceOptions.NOTHING);
        once.results().forEach(RandomScenarioTrial::plausible);
        Vain.check(file, once.results(), (share, events, inFlight) -> events < MOST_EVENTS);
        DisplayChecks.check(file.result(once.results()));
        List<VariantResult> followed = run(file, true, FOLLOWED).results();
        List<VariantResult> again = new ArrayList<>();
        for (int i = 0; i < followed.size(); i++) {
            again.add(followed.get(i)
                    .with(Map.of(), List.of(), once.results().get(i).audit()));
        }
        if (!Arrays.equals(once.json(), ResultJson.write(file.result(again)))) {
            throw new AssertionError("a second run gives other bytes");
        }
        return once;
    }

    private static void plausible(VariantResult result) {
        List<String> odd = new ArrayList<>();
        result.analysis().stations().forEach(station -> paper(station, odd));
        result.requests().forEach((name, request) -> balance(name, request, result.complete(), odd));
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
        result.audit().stream()
                .filter(line -> line.name().contains("<=") && line.left() > line.right())
                .forEach(line -> odd.add(line.name() + ": " + line.left() + " and " + line.right()));
        if (!odd.isEmpty()) {
            throw new AssertionError(result.name() + ": " + odd.get(0) + " (" + odd.size() + " like it)");
        }
    }

    /** In no step is more in use than there is: of a tier, of its machines, of those of a region or a role. */
    private static void neverAbove(Column column, List<String> odd) {
        for (int i = 0; i < column.numerators().length; i++) {
            if (column.numerators()[i] > column.denominators()[i]) {
                odd.add(column.name() + " in step " + i + ": " + column.numerators()[i] + " of "
                        + column.denominators()[i]);
            }
        }
    }

    private static void balance(String name, RequestResult request, boolean complete, List<String> odd) {
        long ended = request.good() + request.failed() + request.unfinished();
        if (complete && request.offered() != ended) {
            odd.add(name + ": offered " + request.offered() + ", good + failed + unfinished " + ended);
        }
        if (request.late() > request.failed() || request.attempts() < 0 || request.unfinished() < 0) {
            odd.add(name + ": " + request);
        }
    }

    /** What paper says of a station does not contradict itself, whatever is in the scenario. */
    private static void paper(Analysis.Station station, List<String> odd) {
        // the more come, the more share one
        boolean inGroups = station.formula().contains("share fsyncs")
                || station.formula().startsWith("closed loop") && Double.isInfinite(station.capacityPerSecond());
        double possible = station.utilization() == 0 || inGroups
                ? station.offeredPerSecond()
                : station.capacityPerSecond() * station.utilization();
        boolean whole = Double.isInfinite(station.utilization()) && !inGroups
                ? station.capacityPerSecond() == 0
                : Math.abs(possible - station.offeredPerSecond()) <= ROUNDING * station.offeredPerSecond();
        if (station.formula().startsWith(Analysis.WITHHELD)) {
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

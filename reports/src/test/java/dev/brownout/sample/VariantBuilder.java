package dev.brownout.sample;

import dev.brownout.result.Analysis;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.CostResult;
import dev.brownout.result.Latency;
import dev.brownout.result.PredictResult;
import dev.brownout.result.RequestResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.AccountingResult;
import dev.brownout.result.VariantResult.AuditLine;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.result.VariantResult.EvaluationResult;
import dev.brownout.result.VariantResult.FaultSpan;
import dev.brownout.result.VariantResult.RoleSpan;
import dev.brownout.result.VariantResult.RunExecution;
import dev.brownout.result.VariantResult.RunHistory;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.result.VariantResult.TracingResult;
import dev.brownout.result.WindowResult;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builder of a variant. */
final class VariantBuilder {

    static final long SECOND = 1_000_000_000L;

    private final String name;
    private final long durationNanos;
    private final List<Setting> resolved = new ArrayList<>();
    private final Map<String, RequestResult> requests = new TreeMap<>();
    private final Map<String, ComponentResult> components = new TreeMap<>();
    private final Map<String, WindowResult> windows = new TreeMap<>();
    private final List<RoleSpan> roles = new ArrayList<>();
    private final List<FaultSpan> faults = new ArrayList<>();
    private final List<TimelineEvent> timeline = new ArrayList<>();
    private final Map<String, SlaResult> sla = new LinkedHashMap<>();
    private final Map<String, PredictResult> predict = new LinkedHashMap<>();
    private final List<Analysis.Station> stations = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, DataResult> data = new TreeMap<>();
    private CostResult cost = CostResult.NONE;
    private final Columns columns;

    VariantBuilder(String name, long seconds, long stepSeconds) {
        this.name = name;
        this.durationNanos = seconds * SECOND;
        this.columns = new Columns(stepSeconds * SECOND, durationNanos);
    }

    Columns columns() {
        return columns;
    }

    VariantBuilder setting(String path, String value, String origin) {
        resolved.add(new Setting(path, value, origin));
        return this;
    }

    VariantBuilder cost(CostResult result) {
        cost = result;
        return this;
    }

    VariantBuilder request(String request, long offered, Map<String, Long> causes, double p50Millis) {
        requests.put(request, result(offered, causes, p50Millis));
        return this;
    }

    VariantBuilder window(
            String window, long from, long to, String request, long offered, Map<String, Long> causes, double p50) {
        windows.put(
                window,
                new WindowResult(from * SECOND, to * SECOND, Map.of(request, result(offered, causes, p50)), Map.of()));
        return this;
    }

    VariantBuilder component(String component, String kind, Map<String, Measure> measures, double p50Millis) {
        Map<String, Measure> shown = new TreeMap<>();
        measures.forEach((measure, one) -> shown.put(
                measure, new Measure(one.value(), one.unit(), one.meaning(), SampleDisplayHints.hints(measure))));
        components.put(
                component, new ComponentResult(kind, inOrder(shown), latency(1000, p50Millis), Map.of(), Map.of()));
        return this;
    }

    VariantBuilder role(String component, String node, String role, long from, long to) {
        roles.add(new RoleSpan(component, node, role, from * SECOND, to * SECOND));
        return this;
    }

    VariantBuilder fault(String fault, String sentence, String label, String component, long from, long to) {
        faults.add(new FaultSpan(fault, sentence, Sentence.of(label), component, from * SECOND, to * SECOND));
        return withEvent(from, "fault-start", component, sentence);
    }

    /** Adds an event of a component; for a breach or a recovery, of the assertion of that name. */
    VariantBuilder withEvent(double position, String name, String component, String text) {
        boolean isEvaluated = name.equals("breach") || name.equals("recovery");
        timeline.add(new TimelineEvent(
                Math.round(position * SECOND),
                name,
                isEvaluated ? "" : component,
                "",
                isEvaluated ? component : "",
                Sentence.of(text)));
        return this;
    }

    VariantBuilder sla(String assertion, String expression, double value, double bound, String unit, boolean breaks) {
        String[] words = expression.split(" ", -1);
        boolean less = words[1].startsWith("<");
        boolean equal = words[1].equals("==");
        boolean holds = equal ? value == bound : less ? value < bound : value >= bound;
        Verdict verdict = Double.isNaN(value) ? Verdict.NO_DATA : holds ? Verdict.PASS : Verdict.FAIL;
        double margin = bound == 0 ? 0 : (less ? bound - value : value - bound) / bound;
        boolean during = expression.endsWith("during fault");
        long from = during ? faults.get(0).fromNanos() : warmupNanos();
        long to = during
                ? faults.get(0).toNanos()
                : expression.endsWith("before outage") ? faults.get(0).fromNanos() : durationNanos;
        sla.put(
                assertion,
                new SlaResult(
                        expression,
                        words[0],
                        words[1],
                        value,
                        bound,
                        0,
                        unit,
                        margin,
                        from,
                        to,
                        verdict,
                        verdict == Verdict.PASS ? -1 : from + 2 * SECOND,
                        breaks,
                        null));
        return this;
    }

    VariantBuilder predict(
            String prediction, String expression, double predicted, double measured, double tolerance, String unit) {
        double error = (measured - predicted) / predicted;
        predict.put(
                prediction,
                new PredictResult(
                        expression,
                        expression.split(" ", -1)[0],
                        predicted,
                        measured,
                        tolerance,
                        error,
                        unit,
                        Math.abs(error) <= tolerance));
        return this;
    }

    VariantBuilder station(String station, double offered, double capacity, double mean, double measured) {
        stations.add(new Analysis.Station(
                station,
                0,
                durationNanos,
                offered,
                capacity,
                offered / capacity,
                mean,
                mean * 3,
                Sentence.of("M/M/c"),
                measured,
                mean * 1.02,
                mean * 3.1));
        return this;
    }

    VariantBuilder warning(String sentence) {
        warnings.add(sentence);
        return this;
    }

    VariantBuilder data(String store, long acknowledged, long lost) {
        data.put(
                store,
                new DataResult(
                        acknowledged + 40, acknowledged + 12, acknowledged, acknowledged - lost, lost, 12, 0, 0, 0, 0));
        return this;
    }

    private long warmupNanos() {
        return durationNanos >= 60 * SECOND ? 30 * SECOND : 0;
    }

    VariantResult build() {
        long issued = requests.get("all").offered() + 21_600;
        return new VariantResult(
                name,
                new RunExecution(resolved, 42, 0, durationNanos, warmupNanos(), null, issued, issued * 9),
                inOrder(requests),
                inOrder(components),
                inOrder(windows),
                List.of(),
                columns.series(),
                new RunHistory(roles, faults, timeline),
                new EvaluationResult(sla, predict, Map.of(), Map.of()),
                new Analysis(
                        stations,
                        stations.isEmpty() ? "" : stations.get(0).station(),
                        1600,
                        warnings.stream().map(Sentence::of).toList(),
                        List.of(),
                        List.of()),
                cost,
                new AccountingResult(
                        inOrder(data),
                        List.of(),
                        List.of(new AuditLine("issued = answered + in flight", issued, issued))),
                TracingResult.NONE);
    }

    /** Returns the entries in their order, in the kind of map that a reader creates. */
    private static <V> Map<String, V> inOrder(Map<String, V> sorted) {
        return new LinkedHashMap<>(sorted);
    }

    private static RequestResult result(long offered, Map<String, Long> causes, double p50Millis) {
        long failed = causes.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> outcomes = new TreeMap<>();
        outcomes.put("ok", offered - failed);
        causes.forEach((cause, count) -> outcomes.merge(cause.substring(0, cause.indexOf('@')), count, Long::sum));
        Latency successes = offered == failed ? Latency.NONE : latency(offered - failed, p50Millis);
        return new RequestResult(
                offered,
                offered - failed,
                0,
                failed,
                0,
                0,
                0,
                inOrder(outcomes),
                inOrder(new TreeMap<>(causes)),
                offered + 12,
                successes,
                successes);
    }

    private static Latency latency(long count, double p50Millis) {
        double p50 = Math.rint(p50Millis * 1e6);
        return new Latency(
                count, p50 * 1.2531, p50, p50 * 2.5, p50 * 3, p50 * 5, p50 * 8, p50 * 12, p50 * 15, "HISTFAAAAB");
    }
}

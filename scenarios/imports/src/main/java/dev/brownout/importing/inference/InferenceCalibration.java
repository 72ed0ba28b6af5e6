package dev.brownout.importing.inference;

import dev.brownout.importing.calibrate.ArrivalLoad;
import dev.brownout.importing.fitting.ArrivalFit;
import dev.brownout.importing.fitting.DistributionText;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.WeightedSample;
import dev.brownout.importing.inference.InferenceLog.LoggedCall;
import dev.brownout.importing.inference.StepTimeFit.Coefficient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Scenario of an inference engine, fitted to the logs of one replica.
 *
 * @param lines the report: each number with its interval, and the error for calls that were not used for the fit
 * @param yaml the scenario
 * @param files contents of the files that the scenario references, by name
 */
public record InferenceCalibration(List<String> lines, String yaml, Map<String, String> files) {
    private static final int DIGITS = 4;
    private static final double SECOND = 1e9;
    private static final double TIMEOUT_FACTOR = 10;
    private static final long MIN_TIMEOUT_SECONDS = 60;

    /** Part of the calls of a log that are held out, if no log is. */
    private static final double HELD_OUT = 0.2;

    /** Copies the list and the map. */
    public InferenceCalibration {
        lines = List.copyOf(lines);
        files = Map.copyOf(files);
    }

    /**
     * Fits a scenario to logs.
     *
     * @param logs logs of one replica; not empty
     * @param heldOut logs to predict; if empty, the last fifth of the calls of each log is held out
     * @throws IllegalArgumentException if a coefficient is not identified
     */
    public static InferenceCalibration of(List<InferenceLog> logs, List<InferenceLog> heldOut) {
        double used = heldOut.isEmpty() ? 1 - HELD_OUT : 1;
        StepTimeFit step = StepTimeFit.of(logs, used);
        List<LoggedCall> calls =
                logs.stream().flatMap(log -> log.calls().stream()).toList();
        DistributionText prompt = tokens(calls, LoggedCall::prompt, "prompts");
        DistributionText output = tokens(calls, LoggedCall::output, "outputs");
        LoggedCall[] first = logs.get(0).calls().toArray(LoggedCall[]::new);
        ArrivalFit arrivals = ArrivalFit.of(
                Stream.of(first).mapToLong(LoggedCall::arrivalNanos).toArray());

        List<String> lines = new ArrayList<>();
        for (InferenceLog log : logs) {
            lines.add(log.name() + ": " + log.calls().size() + " calls, " + sum(log, LoggedCall::prompt)
                    + " prompt tokens, " + sum(log, LoggedCall::output) + " output tokens");
        }
        add(lines, "base", interval(step.base(), seconds -> LanguageNumbers.nanos(seconds * SECOND, DIGITS)));
        add(
                lines,
                "sequence",
                interval(step.perSequence(), seconds -> LanguageNumbers.nanos(seconds * SECOND, DIGITS))
                        + ", batches of " + LanguageNumbers.format(step.fewest(), 3) + " to "
                        + LanguageNumbers.format(step.most(), 3));
        add(lines, "prefill", rate(step.perPrefillToken()));
        for (InferenceLog log : logs) {
            add(lines, "fit", error(step, log, 0, used));
        }
        add(lines, "prompt", prompt.text());
        add(lines, "", prompt.origin());
        add(lines, "output", output.text());
        add(lines, "", output.origin());
        for (String text : ArrivalLoad.describe(arrivals)) {
            add(lines, "arrivals", text);
        }
        lines.add("");
        for (InferenceLog log : heldOut.isEmpty() ? logs : heldOut) {
            lines.add(log.name() + ", hold-out" + (heldOut.isEmpty() ? ", the last fifth of the calls" : "") + ": "
                    + error(step, log, heldOut.isEmpty() ? used : 0, 1));
        }

        Map<String, String> files = new LinkedHashMap<>();
        return new InferenceCalibration(lines, yaml(logs, step, prompt, output, arrivals, files), files);
    }

    private static long sum(InferenceLog log, ToIntFunction<LoggedCall> tokens) {
        return log.calls().stream().mapToLong(tokens::applyAsInt).sum();
    }

    private static DistributionText tokens(List<LoggedCall> calls, ToIntFunction<LoggedCall> tokens, String name) {
        WeightedSample sample = WeightedSample.ofRounded(
                1, calls.stream().mapToDouble(tokens::applyAsInt).toArray());
        DistributionText text = DistributionText.of(sample, sample, calls.size() + " " + name);
        return new DistributionText(
                LanguageNumbers.withoutUnits(text.text()), LanguageNumbers.withoutUnits(text.origin()));
    }

    private static void add(List<String> lines, String heading, String text) {
        lines.add(String.format(Locale.ROOT, "%-11s %s", heading, text));
    }

    private static String error(StepTimeFit step, InferenceLog log, double from, double to) {
        return "times from the first to the last token differ by " + LanguageNumbers.percent(step.error(log, from, to))
                + " from the prediction";
    }

    private static String interval(Coefficient coefficient, DoubleFunction<String> text) {
        return text.apply(coefficient.value()) + ", between " + text.apply(coefficient.low()) + " and "
                + text.apply(coefficient.high());
    }

    private static String rate(Coefficient perToken) {
        return perSecond(perToken.value()) + ", between " + perSecond(perToken.high()) + " and "
                + perSecond(perToken.low());
    }

    private static String perSecond(double seconds) {
        return LanguageNumbers.format(1 / seconds, DIGITS) + "/s";
    }

    private static String yaml(
            List<InferenceLog> logs,
            StepTimeFit step,
            DistributionText prompt,
            DistributionText output,
            ArrivalFit arrivals,
            Map<String, String> files) {
        List<LoggedCall> calls = logs.get(0).calls();
        double longest = logs.stream()
                .flatMap(log -> log.calls().stream())
                .mapToDouble(call -> (call.endNanos() - call.arrivalNanos()) / SECOND)
                .max()
                .orElseThrow();
        long timeout = (long) Math.ceil(Math.max(MIN_TIMEOUT_SECONDS, longest * TIMEOUT_FACTOR));
        long seconds = Math.max(1, (long) Math.ceil(calls.get(calls.size() - 1).arrivalNanos() / SECOND));
        String names = String.join(", ", logs.stream().map(InferenceLog::name).toList());
        return String.join(
                "\n",
                "# Made by 'brownout calibrate --inference' of " + names + ".",
                "scenario: Calibrated",
                "run: { duration: " + seconds + "s }",
                "network: none",
                "components:",
                "  gpu:",
                "    kind: inference",
                "    # max_sequences, batch_tokens and kv_tokens are not in a log: they are the defaults.",
                "    step:",
                "      # " + interval(step.base(), value -> LanguageNumbers.nanos(value * SECOND, DIGITS)),
                "      base: " + LanguageNumbers.nanos(step.base().value() * SECOND, DIGITS),
                "      # " + interval(step.perSequence(), value -> LanguageNumbers.nanos(value * SECOND, DIGITS)),
                "      per_sequence: "
                        + LanguageNumbers.nanos(Math.max(0, step.perSequence().value()) * SECOND, DIGITS),
                "      # " + rate(step.perPrefillToken()),
                "      prefill_rate: " + perSecond(step.perPrefillToken().value()),
                "    # " + prompt.origin(),
                "    prompt: " + prompt.text(),
                "    # " + output.origin(),
                "    output: " + output.text(),
                "requests:",
                "  call: { timeout: " + timeout + "s, steps: [{ call: gpu, timeout: " + timeout + "s }] }",
                "load: " + load(calls, arrivals, files),
                "");
    }

    private static String load(List<LoggedCall> calls, ArrivalFit arrivals, Map<String, String> files) {
        if (ArrivalLoad.isExpressible(arrivals)) {
            return ArrivalLoad.text(arrivals);
        }
        files.put(
                "arrivals.csv",
                ArrivalLoad.trace(
                        calls.stream().mapToLong(LoggedCall::arrivalNanos).toArray()));
        return "trace(arrivals.csv)";
    }
}

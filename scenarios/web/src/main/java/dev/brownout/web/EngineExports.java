package dev.brownout.web;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.page.EngineCalls;
import dev.brownout.page.RunLimits;
import dev.brownout.page.RunOutput;
import dev.brownout.page.RunRequest;
import dev.brownout.translation.TextLanguage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/**
 * Functions of the compiled program for the script of a Web Worker. Each returns an error message, or an empty text and
 * the results.
 */
public final class EngineExports {
    private static final EngineCalls CALLS = new EngineCalls();

    private EngineExports() {}

    /** Receiver of the progress of a run. */
    @JSFunctor
    @FunctionalInterface
    public interface ProgressReceiver extends JSObject {
        /** Receives the completed share of each variant, separated by spaces. */
        void onProgress(String shares);
    }

    /** Does nothing: the program waits for calls. */
    public static void main(String[] args) {
        // The functions below are the program.
    }

    /** Checks a scenario. Returns its problems as JSON. */
    @JSExport
    public static String[] validate(String name, String text, String[] fileNames, String[] fileTexts) {
        return answer(
                () -> CALLS.validate(name, text, files(fileNames, fileTexts)).json());
    }

    /** Explains a word in a language, with the Korean sentences of the manual as JSON; empty in English. */
    @JSExport
    public static String[] explain(String word, String language, String sentences) {
        return answer(() -> CALLS.explain(word, TextLanguage.valueOf(language), sentences));
    }

    /** Estimates a scenario without a run. Returns JSON. */
    @JSExport
    public static String[] estimate(String name, String text, String[] fileNames, String[] fileTexts) {
        return answer(() -> CALLS.estimate(name, text, files(fileNames, fileTexts)));
    }

    /** Returns the numbers of a scenario that a slider can change as JSON. */
    @JSExport
    public static String[] settings(String name, String text) {
        return answer(() -> CALLS.settings(name, text));
    }

    /** Returns the value of a setting at which the analytical model saturates a resource, as JSON. */
    @JSExport
    public static String[] capacity(String name, String text, String[] fileNames, String[] fileTexts, String path) {
        return answer(() -> CALLS.capacity(name, text, files(fileNames, fileTexts), path));
    }

    /** Returns the parts of a scenario with the faults that they accept, as JSON. */
    @JSExport
    public static String[] targets(String name, String text, String[] fileNames, String[] fileTexts) {
        return answer(() -> CALLS.targets(name, text, files(fileNames, fileTexts)));
    }

    /** Returns the questions of a scenario of the library as JSON. */
    @JSExport
    public static String[] lesson(String name) {
        return answer(() -> CALLS.lesson(name));
    }

    /**
     * Runs a scenario. Returns the parts of {@link RunOutput} in their order.
     *
     * @param seed random seed; empty for that of the scenario
     * @param language tag of the language of the report and of the texts of charts
     * @param limits maximum number of requests, seconds and megabytes; zero for the standard limit
     */
    @JSExport
    public static String[] run(
            String name,
            String text,
            String[] fileNames,
            String[] fileTexts,
            String seed,
            String[] variants,
            String[] sets,
            String language,
            double[] limits,
            ProgressReceiver progress) {
        return answers(() -> {
            RunOutput output = CALLS.run(
                    name,
                    text,
                    files(fileNames, fileTexts),
                    new RunRequest(seed, List.of(variants), List.of(sets), TextLanguage.valueOf(language)),
                    limits(limits),
                    shares -> progress.onProgress(join(shares)));
            return new String[] {
                "",
                output.resultJson(),
                output.reportHtml(),
                output.screen(),
                output.verdict(),
                Integer.toString(output.exitCode()),
                Double.toString(output.seconds()),
                output.view()
            };
        });
    }

    /**
     * Runs independent replications of a scenario. Returns means, intervals and verdicts as JSON.
     *
     * @param seed random seed; empty for that of the scenario
     * @param limits maximum number of requests, seconds and megabytes; zero for the standard limit
     */
    @JSExport
    public static String[] replicate(
            String name,
            String text,
            String[] fileNames,
            String[] fileTexts,
            String seed,
            int runs,
            double[] limits,
            ProgressReceiver progress) {
        return answer(() -> CALLS.replicate(
                name,
                text,
                files(fileNames, fileTexts),
                new RunRequest(seed, List.of(), List.of()),
                runs,
                limits(limits),
                shares -> progress.onProgress(join(shares))));
    }

    /** Returns the scenarios of the library as JSON. */
    @JSExport
    public static String[] library() {
        return answer(CALLS::catalog);
    }

    /** Returns the text of a scenario of the library. */
    @JSExport
    public static String[] scenario(String name) {
        return answer(() -> CALLS.scenario(name));
    }

    /** A call of the engine. */
    @FunctionalInterface
    private interface EngineCall<T> {
        T result() throws InvalidScenarioException;
    }

    /** Returns an error message, or an empty text and the result. */
    private static String[] answer(EngineCall<String> call) {
        return answers(() -> new String[] {"", call.result()});
    }

    private static String[] answers(EngineCall<String[]> call) {
        try {
            return call.result();
        } catch (InvalidScenarioException invalid) {
            return new String[] {new EngineCalls.Problems(invalid.all()).text()};
        } catch (ExperimentException impossible) {
            return new String[] {
                impossible.problems().isEmpty()
                        ? impossible.getMessage()
                        : new EngineCalls.Problems(impossible.problems()).text()
            };
        }
    }

    private static RunLimits limits(double[] values) {
        RunLimits standard = RunLimits.STANDARD;
        return new RunLimits(
                values[0] > 0 ? (long) values[0] : standard.requests(),
                values[1] > 0 ? values[1] : standard.seconds(),
                values[2] > 0 ? (long) values[2] : standard.megabytes());
    }

    private static String join(double[] shares) {
        StringBuilder text = new StringBuilder();
        for (double share : shares) {
            text.append(text.length() == 0 ? "" : " ").append(share);
        }
        return text.toString();
    }

    private static Map<String, byte[]> files(String[] names, String[] texts) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            files.put(names[i], texts[i].getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }
}

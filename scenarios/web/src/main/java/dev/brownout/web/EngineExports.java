package dev.brownout.web;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.ProblemReport;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.page.EngineCalls;
import dev.brownout.page.RunLimits;
import dev.brownout.page.RunOutput;
import dev.brownout.page.RunRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** Functions of the compiled program for the script of a Web Worker. Objects are arrays of texts. */
public final class EngineExports {
    private static final EngineCalls CALLS = new EngineCalls();

    private EngineExports() {}

    /** Receiver of the progress of a run. */
    @JSFunctor
    @FunctionalInterface
    public interface ProgressReceiver extends JSObject {
        /** Receives the completed share of each variant, separated by spaces. */
        void reached(String shares);
    }

    /** Does nothing: the program waits for calls. */
    public static void main(String[] args) {
        // The functions below are the program.
    }

    /** Checks a scenario. Returns its problems as a JSON array and as text. */
    @JSExport
    public static String[] validate(String name, String text, String[] fileNames, String[] fileTexts) {
        EngineCalls.Problems problems = CALLS.validate(name, text, files(fileNames, fileTexts));
        return new String[] {ProblemReport.json(problems.all()), problems.text()};
    }

    /** Explains a word. Returns an error message, or an empty text and the explanation. */
    @JSExport
    public static String[] explain(String word) {
        try {
            return new String[] {"", CALLS.explain(word)};
        } catch (ExperimentException unknown) {
            return new String[] {unknown.getMessage()};
        }
    }

    /** Estimates a scenario without a run. Returns an error message, or an empty text and the estimate. */
    @JSExport
    public static String[] estimate(String name, String text, String[] fileNames, String[] fileTexts) {
        try {
            ScenarioFile file = CALLS.checked(name, text, files(fileNames, fileTexts), Overrides.NONE);
            return new String[] {"", CALLS.estimateText(file)};
        } catch (InvalidScenarioException invalid) {
            return new String[] {new EngineCalls.Problems(invalid.all()).text()};
        }
    }

    /**
     * Runs a scenario. Returns an error message, or an empty text and the parts of {@link RunOutput} in their order.
     *
     * @param seed random seed; empty for that of the scenario
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
            double[] limits,
            ProgressReceiver progress) {
        try {
            RunOutput output = CALLS.run(
                    name,
                    text,
                    files(fileNames, fileTexts),
                    new RunRequest(seed, List.of(variants), List.of(sets)),
                    limits(limits),
                    shares -> progress.reached(joined(shares)));
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

    /** Returns name, title, question and theme of each scenario of the library, one after another. */
    @JSExport
    public static String[] library() {
        return CALLS.library().stream()
                .flatMap(entry -> Arrays.stream(fields(entry)))
                .toArray(String[]::new);
    }

    /** Returns an error message, or an empty text and the text of a scenario of the library. */
    @JSExport
    public static String[] scenario(String name) {
        try {
            return new String[] {"", CALLS.scenario(name)};
        } catch (ExperimentException unknown) {
            return new String[] {unknown.getMessage()};
        }
    }

    private static String[] fields(ShippedLibrary.Entry entry) {
        return new String[] {entry.name(), entry.title(), entry.question(), entry.group()};
    }

    private static RunLimits limits(double[] given) {
        RunLimits standard = RunLimits.STANDARD;
        return new RunLimits(
                given[0] > 0 ? (long) given[0] : standard.requests(),
                given[1] > 0 ? given[1] : standard.seconds(),
                given[2] > 0 ? (long) given[2] : standard.megabytes());
    }

    private static String joined(double[] shares) {
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

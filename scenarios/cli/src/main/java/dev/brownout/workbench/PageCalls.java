package dev.brownout.workbench;

import dev.brownout.json.JsonBuilder;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.ProblemReport;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.page.EngineCalls;
import dev.brownout.page.EngineCalls.Problems;
import dev.brownout.page.RunLimits;
import dev.brownout.page.RunOutput;
import dev.brownout.page.RunRequest;
import dev.brownout.workbench.RequestArguments.InvalidArgumentException;
import dev.brownout.workbench.RunQueue.RunTask;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The calls of a page to the engine of this process. Their values are those of the engine in a browser, as JSON. */
final class PageCalls {
    /** Name of a text without a name. */
    private static final String UNNAMED = "scenario";
    /** Calls that wait in the queue of runs. */
    private static final Set<String> RUNS = Set.of("run");

    private final ShippedLibrary library = new ShippedLibrary();
    private final EngineCalls calls = new EngineCalls();
    private final InitialScenario initial;
    private final RunLimits most;

    /** A run to be queued. The key is a digest of all its inputs. */
    record QueuedRun(String key, RunTask task) {}

    /**
     * Creates the calls.
     *
     * @param initial the scenario whose name gives access to the files beside it
     * @param most maximum limits of a run
     */
    PageCalls(InitialScenario initial, RunLimits most) {
        this.initial = initial;
        this.most = most;
    }

    /** Returns whether a call waits in the queue of runs. */
    static boolean isRun(String call) {
        return RUNS.contains(call);
    }

    /**
     * Returns the value of a call that is no run, as JSON.
     *
     * @throws InvalidArgumentException if there is no such call, or it has other arguments
     * @throws InvalidScenarioException with all problems of the scenario
     * @throws dev.brownout.experiment.ExperimentException if the call is impossible
     */
    String value(String call, RequestArguments arguments) throws InvalidArgumentException, InvalidScenarioException {
        return switch (call) {
            case "validate" -> validate(arguments);
            case "explain" -> text(explain(arguments.name(0, "")));
            case "estimate" -> text(estimate(arguments));
            case "library" -> library();
            case "scenario" -> quoted(calls.scenario(arguments.name(0, "")));
            default -> throw new InvalidArgumentException("unknown call");
        };
    }

    private String validate(RequestArguments arguments) throws InvalidArgumentException {
        String text = arguments.text(0);
        String name = arguments.name(2, UNNAMED);
        Problems problems;
        try {
            problems = calls.validate(name, text, files(name, text, arguments.files(1), Overrides.NONE));
        } catch (InvalidScenarioException invalid) {
            problems = new Problems(invalid.all());
        }
        return JsonBuilder.compact()
                .beginObject()
                .name("problems")
                .literal(ProblemReport.json(problems.all()).replace("\n", ""))
                .name("text")
                .value(problems.text())
                .endObject()
                .text();
    }

    /** Explains a word. The manual is built by the first call. */
    private synchronized String explain(String word) {
        return calls.explain(word);
    }

    private String estimate(RequestArguments arguments) throws InvalidArgumentException, InvalidScenarioException {
        String text = arguments.text(0);
        String name = arguments.name(2, UNNAMED);
        Map<String, byte[]> files = files(name, text, arguments.files(1), Overrides.NONE);
        return calls.estimateText(calls.checked(name, text, files, Overrides.NONE));
    }

    private String library() {
        JsonBuilder json = JsonBuilder.compact().beginArray();
        for (ShippedLibrary.Entry entry : calls.library()) {
            json.beginObject().name("name").value(entry.name()).name("title").value(entry.title());
            json.name("question")
                    .value(entry.question())
                    .name("theme")
                    .value(entry.group())
                    .endObject();
        }
        return json.endArray().text();
    }

    /**
     * Prepares a run.
     *
     * @throws InvalidArgumentException if the call has other arguments
     * @throws InvalidScenarioException with all problems of the scenario
     */
    QueuedRun run(String call, RequestArguments arguments) throws InvalidArgumentException, InvalidScenarioException {
        String text = arguments.text(0);
        RequestArguments options = arguments.options(1);
        String name = options.name("name", UNNAMED);
        RunRequest request = new RunRequest(options.name("seed", ""), options.names("variants"), options.names("set"));
        RunLimits limits = limits(options);
        Map<String, byte[]> files = files(name, text, options.files("files"), request.overrides());
        String key = new CallDigest(call)
                .with(name)
                .with(text)
                .with(files)
                .with(request.seed())
                .with(request.variants())
                .with(request.sets())
                .with(limits.toString())
                .text();
        return new QueuedRun(key, progress -> run(name, text, files, request, limits, progress));
    }

    private RunOutcome run(
            String name,
            String text,
            Map<String, byte[]> files,
            RunRequest request,
            RunLimits limits,
            Consumer<double[]> progress) {
        try {
            RunOutput output = calls.run(name, text, files, request, limits, progress);
            return RunOutcome.result(json(output), output.view().contains("\"stopped\":\"\""));
        } catch (InvalidScenarioException invalid) {
            return RunOutcome.error(CallFailures.message(invalid));
        }
    }

    private static String json(RunOutput output) {
        return JsonBuilder.compact()
                .beginObject()
                .name("resultJson")
                .value(output.resultJson())
                .name("reportHtml")
                .value(output.reportHtml())
                .name("screen")
                .value(output.screen())
                .name("verdict")
                .value(output.verdict())
                .name("exitCode")
                .value(output.exitCode())
                .name("seconds")
                .value(output.seconds())
                .name("view")
                .literal(output.view())
                .endObject()
                .text();
    }

    private RunLimits limits(RequestArguments options) throws InvalidArgumentException {
        double requests = options.limit("maxRequests");
        double seconds = options.limit("maxSeconds");
        double megabytes = options.limit("maxMegabytes");
        return new RunLimits(
                requests > 0 ? (long) Math.min(requests, most.requests()) : most.requests(),
                seconds > 0 ? Math.min(seconds, most.seconds()) : most.seconds(),
                megabytes > 0 ? (long) Math.min(megabytes, most.megabytes()) : most.megabytes());
    }

    /** Returns the files of a text: those beside the initial scenario, completed by those of the page. */
    private Map<String, byte[]> files(String name, String text, Map<String, byte[]> ofPage, Overrides overrides)
            throws InvalidScenarioException {
        ofPage.putAll(initial.files(library, name, text, overrides));
        return ofPage;
    }

    /** Returns an object with a text. */
    private static String text(String text) {
        return JsonBuilder.compact()
                .beginObject()
                .name("text")
                .value(text)
                .endObject()
                .text();
    }

    private static String quoted(String text) {
        return JsonBuilder.compact().value(text).text();
    }
}

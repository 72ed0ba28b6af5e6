package dev.brownout.workbench;

import dev.brownout.json.JsonBuilder;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.page.EngineCalls;
import dev.brownout.page.EngineCalls.Problems;
import dev.brownout.page.RunLimits;
import dev.brownout.page.RunOutput;
import dev.brownout.page.RunRequest;
import dev.brownout.translation.TextLanguage;
import dev.brownout.workbench.RequestArguments.InvalidArgumentException;
import dev.brownout.workbench.RunQueue.RunTask;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The calls of a page to the engine of this process. Their values are those of the engine in a browser, as JSON. */
final class PageCalls {
    /** Name of a text without a name. */
    private static final String UNNAMED = "scenario";
    /** Calls that wait in the queue of runs. */
    private static final Set<String> RUNS = Set.of("run", "replicate");

    private static final double REPLICATIONS = 20;
    private static final int MOST_REPLICATIONS = 1_000;

    private final ShippedLibrary library = new ShippedLibrary();
    private final EngineCalls calls = new EngineCalls();
    private final InitialScenario initial;
    private final RunLimits maximum;

    /** A run to be queued. The key is a digest of all its inputs. */
    record QueuedRun(String key, RunTask task) {}

    /**
     * Creates the calls.
     *
     * @param initial the initial scenario; its name gives access to the files beside it
     * @param most maximum limits of a run
     */
    PageCalls(InitialScenario initial, RunLimits most) {
        this.initial = initial;
        this.maximum = most;
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
            case "explain" -> text(explain(arguments));
            case "settings" -> calls.settings(arguments.name(2, UNNAMED), arguments.text(0));
            case "library" -> calls.catalog();
            case "lesson" -> calls.lesson(arguments.name(0, ""));
            case "scenario" -> quote(calls.scenario(arguments.name(0, "")));
            case "validate" -> validate(arguments);
            case "estimate" -> of(arguments, 2, calls::estimate);
            case "targets" -> of(arguments, 2, calls::targets);
            case "capacity" -> {
                String path = arguments.name(2, "");
                yield of(arguments, 3, (name, text, files) -> calls.capacity(name, text, files, path));
            }
            default -> throw new InvalidArgumentException("unknown call");
        };
    }

    /** Call with a scenario and its files. */
    @FunctionalInterface
    private interface ScenarioCall {
        String value(String name, String text, Map<String, byte[]> files) throws InvalidScenarioException;
    }

    /** Returns the value of a call with a text and its files as first arguments. */
    private String of(RequestArguments arguments, int nameIndex, ScenarioCall call)
            throws InvalidArgumentException, InvalidScenarioException {
        String text = arguments.text(0);
        String name = arguments.name(nameIndex, UNNAMED);
        return call.value(name, text, files(name, text, arguments.files(1), Overrides.NONE));
    }

    private String validate(RequestArguments arguments) throws InvalidArgumentException {
        try {
            return of(
                    arguments,
                    2,
                    (name, text, files) -> calls.validate(name, text, files).json());
        } catch (InvalidScenarioException invalid) {
            return new Problems(invalid.all()).json();
        }
    }

    /** Explains a word. The manual is built by the first call. */
    private synchronized String explain(RequestArguments arguments) throws InvalidArgumentException {
        return calls.explain(arguments.name(0, ""), language(arguments.name(1, TextLanguage.en.name())), "");
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
        RunRequest request = new RunRequest(
                options.name("seed", ""),
                options.names("variants"),
                options.names("set"),
                language(options.name("language", TextLanguage.en.name())));
        RunLimits limits = limits(options);
        int runs = call.equals("replicate") ? replications(options) : 1;
        Map<String, byte[]> files = files(name, text, options.files("files"), request.overrides());
        String key = new CallDigest(call)
                .with(name)
                .with(text)
                .with(files)
                .with(request.seed())
                .with(request.variants())
                .with(request.sets())
                .with(request.language().name())
                .with(Integer.toString(runs))
                .with(limits.toString())
                .text();
        return new QueuedRun(
                key,
                progress -> outcome(() -> {
                    return call.equals("replicate")
                            ? calls.replicate(name, text, files, request, runs, limits, progress)
                            : json(calls.run(name, text, files, request, limits, progress));
                }));
    }

    private static TextLanguage language(String name) throws InvalidArgumentException {
        return Stream.of(TextLanguage.values())
                .filter(language -> language.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException("language is one of en, ko"));
    }

    private static int replications(RequestArguments options) throws InvalidArgumentException {
        double runs = options.number("runs", REPLICATIONS);
        if (runs < 1 || runs > MOST_REPLICATIONS) {
            throw new InvalidArgumentException("runs is from 1 to " + MOST_REPLICATIONS);
        }
        return (int) runs;
    }

    /** Computation of the value of a run, as JSON. */
    @FunctionalInterface
    private interface RunComputation {
        String value() throws InvalidScenarioException;
    }

    /** Returns the outcome of a run. The result of a run that ended early at a limit is not reusable. */
    private static RunOutcome outcome(RunComputation run) {
        try {
            String value = run.value();
            return RunOutcome.result(value, value.contains("\"stopped\":\"\""));
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
        double requests = options.number("maxRequests", 0);
        double seconds = options.number("maxSeconds", 0);
        double megabytes = options.number("maxMegabytes", 0);
        return new RunLimits(
                requests > 0 ? (long) Math.min(requests, maximum.requests()) : maximum.requests(),
                seconds > 0 ? Math.min(seconds, maximum.seconds()) : maximum.seconds(),
                megabytes > 0 ? (long) Math.min(megabytes, maximum.megabytes()) : maximum.megabytes());
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

    private static String quote(String text) {
        return JsonBuilder.compact().value(text).text();
    }
}

package dev.brownout.page;

import dev.brownout.chart.ChartBook;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.RunSummary;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.export.ResultJson;
import dev.brownout.format.TextSanitizer;
import dev.brownout.format.VerdictWording;
import dev.brownout.html.Report;
import dev.brownout.html.ResultProvenance;
import dev.brownout.html.RunView;
import dev.brownout.language.ForecastWarnings;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemReport;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.MemoryFolder;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.reference.StepTexts;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.SentenceTranslation;
import dev.brownout.translation.TextLanguage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The calls of a page to the engine. Scenarios are texts, with the files that they name. */
public final class EngineCalls {
    private static final int EXIT_PASS = 0;
    private static final int EXIT_FAIL = 99;

    private final ShippedLibrary library = new ShippedLibrary();
    private final PageManual manual = new PageManual();

    /**
     * Problems of a scenario.
     *
     * @param all errors and warnings, sorted by location
     */
    public record Problems(List<Problem> all) {
        /** Copies the list. */
        public Problems {
            all = List.copyOf(all);
        }

        /**
         * Returns the problems as JSON: {@code problems} with places, corrections and translations, and {@code text}.
         */
        public String json() {
            List<Map<String, Object>> problems =
                    all.stream().map(Problems::translatedView).toList();
            return PageJson.text(PageJson.object("problems", problems, "text", text()));
        }

        /** Returns each problem as plain data, with its place and its correction. */
        public List<Map<String, Object>> views() {
            return all.stream().map(Problems::view).toList();
        }

        /** Returns a problem with its texts in the other languages. */
        private static Map<String, Object> translatedView(Problem problem) {
            return Translations.add(
                    view(problem),
                    language -> LanguageScope.in(language, () -> {
                        Map<String, Object> texts = view(problem.translate());
                        texts.keySet().retainAll(List.of("message", "fix"));
                        return Optional.of(texts);
                    }));
        }

        private static Map<String, Object> view(Problem problem) {
            Map<String, Object> view = PageJson.object(
                    "file", problem.source(),
                    "line", problem.line(),
                    "column", problem.column(),
                    "length", problem.length(),
                    "severity", ProblemReport.severity(problem),
                    "rule", problem.rule().id(),
                    "message", problem.message());
            if (!problem.fix().isEmpty()) {
                view.put(
                        "fix",
                        PageJson.object(
                                "label",
                                SentenceTranslation.text(Sentence.of("Replace by {}", problem.fix())),
                                "text",
                                problem.fix()));
            }
            return view;
        }

        /** Returns the problems as the command prints them, each with its source line and a caret. */
        public String text() {
            return InvalidScenarioException.render(all)
                    .lines()
                    .map(TextSanitizer::escape)
                    .collect(Collectors.joining("\n"));
        }
    }

    /** Checks a scenario as the command {@code validate}. */
    public Problems validate(String name, String text, Map<String, byte[]> files) {
        try {
            return warnings(check(name, text, files, Overrides.NONE));
        } catch (InvalidScenarioException invalid) {
            return new Problems(invalid.all());
        }
    }

    /** Returns the warnings about a valid scenario, those of the analytical model included. */
    public static Problems warnings(ScenarioFile file) {
        List<Problem> problems = new ArrayList<>(file.warnings());
        problems.addAll(ForecastWarnings.warnings(file));
        return new Problems(problems);
    }

    /**
     * Explains a word as the command {@code explain}.
     *
     * @throws ExperimentException if the manual does not have it
     */
    public String explain(String word) {
        return manual.explain(word, TextLanguage.en, "");
    }

    /**
     * Explains a word in a language.
     *
     * @param sentences the Korean sentences of the manual as JSON, which the compiled engine lacks; empty for those of
     *     the program
     * @throws ExperimentException if the manual does not have it
     */
    public String explain(String word, TextLanguage language, String sentences) {
        return manual.explain(word, language, sentences);
    }

    /**
     * Returns the analytical estimate of a scenario as JSON, with the text that the command {@code explain} prints.
     *
     * @throws InvalidScenarioException with all problems of the scenario
     */
    public String estimate(String name, String text, Map<String, byte[]> files) throws InvalidScenarioException {
        return PageJson.text(estimate(loaded(name, text, files, Overrides.NONE)));
    }

    /**
     * Returns the analytical estimate of a scenario as plain data: {@code text}, as the command {@code explain} prints
     * it, and the resources of each of the {@code variants}.
     *
     * @throws InvalidScenarioException if the scenario cannot be built
     */
    public static Map<String, Object> estimate(ScenarioFile file) throws InvalidScenarioException {
        return built(file, () -> EstimateView.view(file));
    }

    /** Returns the numbers that a slider can change as JSON, parameters first. */
    public String settings(String name, String text) {
        return PageJson.text(ScenarioSettings.settings(name, text).stream()
                .map(ScenarioSetting::view)
                .toList());
    }

    /**
     * Returns as JSON the value of a setting at which the analytical model saturates a resource.
     *
     * @param path the path of the setting
     * @throws InvalidScenarioException if the scenario is invalid at an end of the range of the setting
     * @throws ExperimentException if there is no setting with the path
     */
    public String capacity(String name, String text, Map<String, byte[]> files, String path)
            throws InvalidScenarioException {
        ScenarioSetting setting = ScenarioSettings.named(path, name, text)
                .orElseThrow(() -> new ExperimentException("no number at '{}'", path));
        return PageJson.text(
                new CapacityPoint(setting, text, changed -> loaded(name, changed, files, Overrides.NONE)).view());
    }

    /**
     * Returns the components, calls and regions of a scenario with the faults that they accept, and the scheduled
     * faults, as JSON.
     *
     * @throws InvalidScenarioException with all problems of the scenario
     */
    public String targets(String name, String text, Map<String, byte[]> files) throws InvalidScenarioException {
        ScenarioFile file = loaded(name, text, files, Overrides.NONE);
        return PageJson.text(built(file, () -> FaultChoices.choices(file)));
    }

    /**
     * Returns title, question, predictions and assertions of a scenario of the library as JSON, without results.
     *
     * @throws ExperimentException if there is no such scenario
     */
    public String lesson(String name) {
        try {
            return PageJson.text(LessonView.view(loaded(name, scenario(name), Map.of(), Overrides.NONE)));
        } catch (InvalidScenarioException impossible) {
            throw new IllegalStateException(impossible.render(), impossible);
        }
    }

    /** Evaluates a model of a scenario. A scenario that cannot be built has problems at their places. */
    private static <T> T built(ScenarioFile file, Supplier<T> model) throws InvalidScenarioException {
        try {
            return model.get();
        } catch (ScenarioException impossible) {
            file.check(Overrides.NONE);
            throw impossible;
        }
    }

    /**
     * Runs a scenario as the command {@code run}, one variant after the other. At a limit the running variant ends
     * early with partial results, and those that have not started are omitted.
     *
     * @param listener receives the completed share of each variant
     * @throws InvalidScenarioException with all problems of the scenario
     * @throws ExperimentException if there is no variant of a name
     */
    public RunOutput run(
            String name,
            String text,
            Map<String, byte[]> files,
            RunRequest request,
            RunLimits limits,
            Consumer<double[]> listener)
            throws InvalidScenarioException {
        ScenarioFile file = check(name, text, files, request.overrides());
        List<Variant> variants = VariantRuns.named(file, request.variants());
        LimitedRun run = LimitedRun.of(file, variants, TraceOptions.NOTHING, limits, listener, System::nanoTime);
        RunResult result = run.result();
        String source = library.find(name).isPresent() ? name : name + ".yaml";
        ResultProvenance origin = new ResultProvenance(request.command(source), text);
        Map<TextLanguage, RunResult> translations = translations(result);
        RunResult shown = translations.getOrDefault(request.language(), result);
        ChartBook book = LanguageScope.in(request.language(), () -> ChartBook.of(result));
        return new RunOutput(
                new String(ResultJson.write(result), StandardCharsets.UTF_8),
                LanguageScope.in(request.language(), () -> Report.interactive(shown, origin, book)),
                RunOverview.render(result, Options.plain(), 0),
                VerdictWording.outcome(result),
                VerdictWording.asExpected(result) ? EXIT_PASS : EXIT_FAIL,
                run.seconds(),
                LanguageScope.in(request.language(), () -> RunView.json(result, book, translations)));
    }

    /** Returns the result of a step of the course with its texts in the other languages; empty for other scenarios. */
    private static Map<TextLanguage, RunResult> translations(RunResult result) {
        Map<TextLanguage, RunResult> translations = new TreeMap<>();
        for (TextLanguage language : TextLanguage.values()) {
            if (StepTexts.translation(language, result.name()).isPresent()) {
                translations.put(language, StepTexts.translate(language, result));
            }
        }
        return translations;
    }

    /**
     * Runs independent replications of a scenario one after another, and returns means, intervals and verdicts as JSON.
     * At a limit, the replications so far count.
     *
     * @param replications number of replications, at least 1
     * @param listener receives the completed share, 0 to 1
     * @throws InvalidScenarioException with all problems of the scenario
     */
    public String replicate(
            String name,
            String text,
            Map<String, byte[]> files,
            RunRequest request,
            int replications,
            RunLimits limits,
            Consumer<double[]> listener)
            throws InvalidScenarioException {
        ScenarioFile file = check(name, text, files, request.overrides());
        List<Variant> variants = VariantRuns.named(file, request.variants());
        List<ReplicationSummary> summaries = variants.stream()
                .map(variant -> new ReplicationSummary(variant.name()))
                .toList();
        int runs = replications * variants.size();
        LimitedProgress progress =
                new LimitedProgress(runs, limits, shares -> listener.accept(mean(shares)), System::nanoTime);
        String stopped = "";
        for (int i = 0; i < replications && stopped.isEmpty(); i++) {
            List<VariantResult> results = new ArrayList<>();
            for (Variant variant : variants) {
                int run = i * variants.size() + results.size();
                Run.Setup setup = file.setup(variant).withReplication(i);
                VariantResult result = LimitedRun.run(variant, setup, progress.of(run));
                progress.recordEnd(run, result.run().simulatedRequests());
                results.add(result);
                stopped = result.run().complete() || !stopped.isEmpty()
                        ? stopped
                        : result.run().stopped().why().toString();
            }
            if (stopped.isEmpty() || i == 0) {
                for (int k = 0; k < results.size(); k++) {
                    summaries.get(k).add(RunSummary.of(results.get(k)));
                }
            }
        }
        return PageJson.text(ReplicationView.view(summaries, stopped));
    }

    private static double[] mean(double[] shares) {
        return new double[] {Arrays.stream(shares).sum() / shares.length};
    }

    /**
     * Reads a scenario and builds each of its variants once.
     *
     * @throws InvalidScenarioException with all problems of the scenario
     */
    public ScenarioFile check(String name, String text, Map<String, byte[]> files, Overrides overrides)
            throws InvalidScenarioException {
        return loaded(name, text, files, overrides).check(overrides);
    }

    private ScenarioFile loaded(String name, String text, Map<String, byte[]> files, Overrides overrides)
            throws InvalidScenarioException {
        ReferencedFiles folder = ReferencedFiles.ofProject(new MemoryFolder(files));
        return new Loader(library).load(name, name, text, folder, overrides);
    }

    /** Returns the entries of the scenarios that come with the program. */
    public List<ShippedLibrary.Entry> library() {
        return library.entries();
    }

    /**
     * Returns the scenarios that come with the program as JSON, with the step of the course (0 outside of it), the
     * number of predictions, and the translations of the steps by language.
     */
    public String catalog() {
        List<String> steps = library.ladder();
        return PageJson.text(library.entries().stream()
                .map(entry -> LessonView.translate(
                        entry.name(),
                        PageJson.object(
                                "name", entry.name(),
                                "title", entry.title(),
                                "question", entry.question(),
                                "theme", entry.group(),
                                "step", steps.indexOf(entry.name()) + 1,
                                "predictions", LessonView.predictions(scenario(entry.name()))),
                        texts -> PageJson.object("title", texts.title(), "question", texts.question())))
                .toList());
    }

    /**
     * Returns the text of a scenario that comes with the program.
     *
     * @throws ExperimentException if there is no such scenario
     */
    public String scenario(String name) {
        return library.text(name)
                .orElseThrow(
                        () -> new ExperimentException(SpellingSuggestion.unknown("scenario", name, library.names())));
    }
}

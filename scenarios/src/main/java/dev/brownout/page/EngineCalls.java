package dev.brownout.page;

import dev.brownout.chart.ChartBook;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.export.ResultJson;
import dev.brownout.format.TextSanitizer;
import dev.brownout.format.VerdictWording;
import dev.brownout.html.Report;
import dev.brownout.html.ResultProvenance;
import dev.brownout.html.RunView;
import dev.brownout.language.ForecastWarnings;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioEstimates;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.MemoryFolder;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.reference.Manual;
import dev.brownout.reference.ManualPage;
import dev.brownout.reference.PageLines;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.spi.ScenarioException;
import dev.brownout.terminal.ArithmeticSection;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The calls of a page to the engine. Scenarios are texts, with the files that they name. */
public final class EngineCalls {
    private static final int EXIT_PASS = 0;
    private static final int EXIT_FAIL = 99;

    private final ShippedLibrary library = new ShippedLibrary();
    private Manual manual;

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

        /** Returns the problems as the command prints them, each with its source line and a caret. */
        public String text() {
            return InvalidScenarioException.render(all)
                    .lines()
                    .map(TextSanitizer::escaped)
                    .collect(Collectors.joining("\n"));
        }
    }

    /** Checks a scenario as the command {@code validate}. */
    public Problems validate(String name, String text, Map<String, byte[]> files) {
        try {
            ScenarioFile file = checked(name, text, files, Overrides.NONE);
            List<Problem> problems = new ArrayList<>(file.warnings());
            problems.addAll(ForecastWarnings.of(file));
            return new Problems(problems);
        } catch (InvalidScenarioException invalid) {
            return new Problems(invalid.all());
        }
    }

    /**
     * Explains a word as the command {@code explain}.
     *
     * @throws ExperimentException if the manual does not have it
     */
    public String explain(String word) {
        if (manual == null) {
            manual = new Manual(LanguageDefinition.standard());
        }
        List<String> chapter = PageLines.chapter(manual, word, false);
        if (!chapter.isEmpty()) {
            return String.join("\n", chapter) + "\n";
        }
        List<ManualPage> pages = manual.about(word);
        if (pages.isEmpty()) {
            throw new ExperimentException(
                    "unknown word '" + word + "'" + SpellingSuggestion.hint(word, manual.words()));
        }
        return pages.stream()
                .map(page -> String.join("\n", PageLines.of(page, false)) + "\n")
                .collect(Collectors.joining("\n"));
    }

    /** Returns the analytical estimate of a scenario as the command {@code explain} prints it. */
    public String estimateText(ScenarioFile file) {
        return ArithmeticSection.render(file.title(), ScenarioEstimates.of(file), Options.plain());
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
        ScenarioFile file = checked(name, text, files, request.overrides());
        List<Variant> variants = VariantRuns.named(file, request.variants());
        LimitedProgress progress = new LimitedProgress(variants.size(), limits, listener, System::nanoTime);
        List<VariantResult> results = new ArrayList<>();
        for (int i = 0; i < variants.size() && !progress.exhausted(); i++) {
            VariantResult result = run(file, variants.get(i), progress.of(i));
            progress.ended(i, result.simulatedRequests());
            results.add(result);
        }
        RunResult result = file.result(results);
        String source = library.find(name).isPresent() ? name : name + ".yaml";
        ResultProvenance origin = new ResultProvenance(request.command(source), text);
        ChartBook book = ChartBook.of(result);
        return new RunOutput(
                new String(ResultJson.write(result), StandardCharsets.UTF_8),
                Report.interactive(result, origin, book),
                RunOverview.render(result, Options.plain(), 0),
                VerdictWording.outcome(result),
                VerdictWording.asExpected(result) ? EXIT_PASS : EXIT_FAIL,
                progress.seconds(),
                RunView.json(result, book));
    }

    private static VariantResult run(ScenarioFile file, Variant variant, Run.Progress progress)
            throws InvalidScenarioException {
        try {
            return Run.execute(variant.scenario(), file.setup(variant), progress);
        } catch (ScenarioException impossible) {
            throw new InvalidScenarioException(List.of(variant.problem(impossible)));
        }
    }

    /**
     * Reads a scenario and builds each of its variants once.
     *
     * @throws InvalidScenarioException with all problems of the scenario
     */
    public ScenarioFile checked(String name, String text, Map<String, byte[]> files, Overrides overrides)
            throws InvalidScenarioException {
        ReferencedFiles folder = ReferencedFiles.in(new MemoryFolder(files));
        return new Loader(library).load(name, name, text, folder, overrides).checked(overrides);
    }

    /** Returns the entries of the scenarios that come with the program. */
    public List<ShippedLibrary.Entry> library() {
        return library.entries();
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

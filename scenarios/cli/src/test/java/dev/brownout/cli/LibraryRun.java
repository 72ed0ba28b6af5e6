package dev.brownout.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.brownout.chart.ChartBook;
import dev.brownout.displayed.DisplayedNumbers;
import dev.brownout.export.JunitXml;
import dev.brownout.export.Markdown;
import dev.brownout.export.ResultJson;
import dev.brownout.export.ResultJsonReader;
import dev.brownout.export.TestRun;
import dev.brownout.html.Report;
import dev.brownout.html.RunView;
import dev.brownout.language.ScenarioFile;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.library.ShippedLibrary.Entry;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.PredictResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import dev.brownout.terminal.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Numbers and problems of one run of a library scenario. It does not keep the results, since their series need hundreds
 * of megabytes for the whole library, except those of the course.
 *
 * @param digests digests of the results and charts
 * @param warnings warnings of the scenario, and differences from its entry in the list of the library
 * @param schema errors of {@code result.json} by its schema
 * @param titles problems of chart titles
 * @param topology problems of the charts of the topology
 * @param screen problems of the summary in a terminal
 * @param numbers displayed numbers that differ from {@code result.json}
 * @param outcome differences from the documented outcome
 * @param lessons problems of the sheet and the slides
 * @param reportBytes size of the report in bytes
 * @param answer answer of the scenario as printed; empty without a written answer
 * @param variants numbers of the variants in the order of the file
 * @param course result with the metrics of the teaching notes; {@code null} unless it is a step of the course
 */
record LibraryRun(
        Digests.Output digests,
        List<String> warnings,
        List<String> schema,
        List<String> titles,
        List<String> topology,
        List<String> screen,
        List<String> numbers,
        List<String> outcome,
        List<String> lessons,
        int reportBytes,
        String answer,
        List<VariantNumbers> variants,
        RunResult course) {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(ResultJson.schema(), InputFormat.JSON);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Entry> ENTRIES =
            new ShippedLibrary().entries().stream().collect(Collectors.toMap(Entry::name, entry -> entry));

    /**
     * Numbers of a variant.
     *
     * @param predict predictions by name
     * @param sla assertions by name
     * @param measured metrics of the answer, and those that tests observe, by their expressions
     */
    record VariantNumbers(
            String name,
            Map<String, PredictResult> predict,
            Map<String, SlaResult> sla,
            Map<String, Measure> measured) {}

    /** Returns a run of which only the digests are known. */
    static LibraryRun ofDigests(RunResult result) {
        List<String> none = List.of();
        return new LibraryRun(
                Digests.of(result, ResultJson.write(result), ChartBook.of(result)),
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                0,
                "",
                List.of(),
                null);
    }

    /** Examines a result. Fails if the result differs after a round trip through JSON. */
    static LibraryRun of(String name, ScenarioFile file, RunResult result, List<Map<String, Measure>> observed) {
        ChartBook book = ChartBook.of(result);
        byte[] json = ResultJson.write(result);
        if (!Arrays.equals(reserialized(file, json), json)) {
            throw new AssertionError(name + ": a result that was read is written otherwise");
        }
        String report = Report.render(result, book);
        return new LibraryRun(
                Digests.of(result, json, book),
                warnings(name, file),
                SCHEMA.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON).stream()
                        .map(Error::toString)
                        .limit(5)
                        .toList(),
                ChartTitles.wrong(result, book.charts()),
                LibraryTopologies.wrong(book.charts()),
                LibraryScreens.wrong(result),
                displayed(result, book, report).wrong(parse(json)),
                LibraryStories.wrong(name, result.variants()),
                LibraryLessons.wrong(name, file, result),
                report.getBytes(StandardCharsets.UTF_8).length,
                result.answer().isEmpty() ? "" : LibraryAnswers.text(result),
                variants(result, observed),
                name.startsWith(ShippedLibrary.LADDER + "/") ? observing(result, observed) : null);
    }

    private static List<String> warnings(String name, ScenarioFile file) {
        List<String> warnings =
                new ArrayList<>(file.warnings().stream().map(Object::toString).toList());
        boolean step = name.startsWith(ShippedLibrary.LADDER + "/");
        Entry entry = ENTRIES.get(name);
        String question = step ? "" : file.question().strip().replaceAll("\\s+", " ");
        if (!entry.title().equals(file.title()) || !entry.question().equals(question)) {
            warnings.add("the list of the library has " + entry);
        }
        return warnings;
    }

    /** Returns a result after it was read and written once more, as in merged experiments. */
    private static byte[] reserialized(ScenarioFile file, byte[] json) {
        try {
            return ResultJson.write(file.result(ResultJsonReader.read(json).variants()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static DisplayedNumbers displayed(RunResult result, ChartBook book, String report) {
        String page = RunView.json(result, book, Map.of());
        return new DisplayedNumbers(
                RunOverview.render(result, Options.plain(), 1),
                Summary.render(result, new Options(false, DisplayedNumbers.WIDE, false, List.of())),
                report,
                Markdown.write(result),
                JunitXml.write(result, new TestRun(result.name(), Map.of(), 1)),
                parse(page.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, Object> parse(byte[] json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<VariantNumbers> variants(RunResult result, List<Map<String, Measure>> observed) {
        List<VariantNumbers> numbers = new ArrayList<>();
        for (int i = 0; i < observed.size(); i++) {
            VariantResult variant = result.variants().get(i);
            numbers.add(new VariantNumbers(
                    variant.name(),
                    variant.evaluation().predict(),
                    variant.evaluation().sla(),
                    observed.get(i)));
        }
        return numbers;
    }

    /** Adds the observed metrics to the answers of a result. */
    private static RunResult observing(RunResult result, List<Map<String, Measure>> observed) {
        for (int i = 0; i < observed.size(); i++) {
            result.variants().get(i).evaluation().answers().putAll(observed.get(i));
        }
        return result;
    }

    /** Returns the numbers of a variant. */
    VariantNumbers variant(String name) {
        return variants.stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no variant '" + name + "'"));
    }
}

package dev.brownout.export;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.html.Report;
import dev.brownout.html.ResultProvenance;
import dev.brownout.io.NewerFormatException;
import dev.brownout.io.OutputFolder;
import dev.brownout.parallel.Workers;
import dev.brownout.result.RunResult;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.LanguageScope.TextTask;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Writer of the output folder of a run. */
public final class Outputs {

    private Outputs() {}

    /**
     * Writes {@code result.json}, {@code run.json}, {@code series.csv}, {@code report.html}, and every chart as
     * {@code charts/*.svg} and {@code charts/*.png}. If single requests were traced, it also writes
     * {@code traces.otlp.json} and {@code traces.chrome.json}. Each file is written atomically. Obsolete charts and
     * traces of an earlier run are deleted; unrelated files stay.
     *
     * @param directory output directory; created if it does not exist
     * @return the files written, in that order
     * @throws IOException if a file cannot be written, or another command writes to the directory
     */
    public static List<Path> write(RunResult result, RunFacts facts, Path directory) throws IOException {
        return write(result, () -> ChartBook.of(result), facts, directory);
    }

    /**
     * Writes the output folder of a run with the given charts, which may be none.
     *
     * @param directory output directory; created if it does not exist
     * @return the files written, in that order
     * @throws IOException if a file cannot be written, or another command writes to the directory
     */
    public static List<Path> write(RunResult result, ChartBook book, RunFacts facts, Path directory)
            throws IOException {
        return write(result, () -> book, facts, directory);
    }

    private static List<Path> write(RunResult result, Supplier<ChartBook> charts, RunFacts facts, Path directory)
            throws IOException {
        try (OutputFolder folder = OutputFolder.at(directory, facts.commandLine())) {
            return write(result, result, ResultProvenance.UNKNOWN, charts, facts, folder);
        }
    }

    /**
     * Writes the output of a run to a folder that is already locked.
     *
     * @return the files written, in that order
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(RunResult result, RunFacts facts, OutputFolder folder) throws IOException {
        return write(result, ResultProvenance.UNKNOWN, facts, folder);
    }

    /**
     * Writes the output of a run to a locked folder. The report includes the scenario, and the command that reproduces
     * the run.
     *
     * @return the files written, in that order
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(RunResult result, ResultProvenance origin, RunFacts facts, OutputFolder folder)
            throws IOException {
        return write(result, result, origin, facts, folder);
    }

    /**
     * Writes the output of a run to a locked folder, with charts and a report in the language of the current scope.
     *
     * @param shown the result with the texts of charts and report; files for programs have those of {@code result}
     * @return the files written, in that order
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(
            RunResult result, RunResult shown, ResultProvenance origin, RunFacts facts, OutputFolder folder)
            throws IOException {
        return write(result, shown, origin, () -> ChartBook.of(shown), facts, folder);
    }

    private static List<Path> write(
            RunResult result,
            RunResult shown,
            ResultProvenance origin,
            Supplier<ChartBook> charts,
            RunFacts facts,
            OutputFolder folder)
            throws IOException {
        EarlierFiles earlier = EarlierFiles.ofRun(folder);
        List<String> names = new ArrayList<>(List.of("result.json", "run.json", "series.csv", "report.html"));
        int cores = Runtime.getRuntime().availableProcessors();
        Undrawn undrawn = new Undrawn(charts);
        List<Piece> first = new ArrayList<>(List.of(undrawn::draw));
        first.addAll(tables(result, folder));
        first.addAll(Collections.nCopies(cores - 1, undrawn::draw));
        Workers.<List<String>, IOException>each(
                cores, first.size(), i -> first.get(i).write(), names::addAll);
        ChartBook book = undrawn.book();
        // The report comes first, because users wait for it and not for the PNG files.
        Workers.<List<String>, IOException>each(
                cores,
                1 + book.charts().size(),
                i -> i == 0
                        ? report(shown, origin, book, folder)
                        : write(book.charts().get(i - 1), "charts/", folder),
                names::addAll);
        folder.write(EarlierFiles.FACTS, ResultJson.write(facts, names));
        earlier.removeAllBut(names);
        return names.stream().map(folder.path()::resolve).toList();
    }

    /** Work queue of charts to render on several threads, each chart once. The first thread determines the charts. */
    private static final class Undrawn {
        private final Supplier<ChartBook> charts;
        private ChartBook book;
        private int next;

        Undrawn(Supplier<ChartBook> charts) {
            this.charts = charts;
        }

        /** Renders charts until none is left; writes no file. */
        List<String> draw() {
            for (Chart chart = another(); chart != null; chart = another()) {
                chart.svg();
            }
            return List.of();
        }

        private synchronized Chart another() {
            List<Chart> all = book().charts();
            return next == all.size() ? null : all.get(next++);
        }

        synchronized ChartBook book() {
            if (book == null) {
                book = charts.get();
            }
            return book;
        }
    }

    /** Task that writes some files and returns the names of those that not every run produces. */
    @FunctionalInterface
    private interface Piece {
        List<String> write() throws IOException;
    }

    private static List<Piece> tables(RunResult result, OutputFolder folder) {
        return List.of(
                () -> {
                    folder.write("result.json", forPrograms(() -> ResultJson.write(result)));
                    return List.of();
                },
                () -> {
                    folder.write("series.csv", forPrograms(() -> SeriesCsv.write(result)));
                    return List.of();
                },
                () -> traces(result, folder));
    }

    /** Renders the content of a file for programs, which is the same in each language. */
    private static byte[] forPrograms(TextTask<byte[], RuntimeException> content) {
        return LanguageScope.in(TextLanguage.en, content);
    }

    private static List<String> traces(RunResult result, OutputFolder folder) throws IOException {
        if (result.variants().stream()
                .allMatch(variant -> variant.tracing().traces().isEmpty())) {
            return List.of();
        }
        folder.write("traces.otlp.json", forPrograms(() -> OtlpJson.write(result)));
        folder.write("traces.chrome.json", forPrograms(() -> ChromeTrace.write(result)));
        return List.of("traces.otlp.json", "traces.chrome.json");
    }

    private static List<String> report(RunResult result, ResultProvenance origin, ChartBook book, OutputFolder folder)
            throws IOException {
        folder.write("report.html", Report.render(result, origin, book).getBytes(StandardCharsets.UTF_8));
        return List.of();
    }

    private static List<String> write(Chart chart, String capacity, OutputFolder folder) throws IOException {
        List<String> names = List.of(capacity + chart.slug() + ".svg", capacity + chart.slug() + ".png");
        folder.write(names.get(0), chart.svg().getBytes(StandardCharsets.UTF_8));
        folder.write(names.get(1), chart.png());
        return names;
    }

    /**
     * Rejects a folder with the output of a newer program, because the files of that run are unknown.
     *
     * @throws NewerFormatException if a newer program has written to the folder
     */
    public static void refuseNewer(OutputFolder folder) throws NewerFormatException {
        EarlierFiles.ofRun(folder);
    }

    /**
     * Writes a chart as SVG and as PNG, named by its slug, into a folder.
     *
     * @return the names of the two files
     * @throws IOException if a file cannot be written
     */
    public static List<String> write(Chart chart, OutputFolder folder) throws IOException {
        return write(chart, "", folder);
    }
}

package dev.brownout.testing;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.export.Outputs;
import dev.brownout.export.RunFacts;
import dev.brownout.format.Slug;
import dev.brownout.io.FolderLockedException;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Writer of the reports that failing tests link to. */
final class FailureReports {
    /** System property with the folder for reports; the default is {@code target/brownout}. */
    private static final String FOLDER = "brownout.reports";

    private static final String WITHOUT_CHARTS =
            " (without charts: org.jfree:jfreechart and org.apache.xmlgraphics:batik-svggen are not on the class path)";

    private FailureReports() {}

    /** Writes the report of a run. Returns its path, followed by the reason if charts are missing. */
    static String write(ResultSubject subject, VariantResult variant) {
        Path folder = Path.of(
                System.getProperty(FOLDER, "target/brownout"),
                Slug.of(subject.title(), "scenario"),
                Slug.of(variant.name(), "scenario"));
        RunResult result = new RunResult(
                RunResult.VERSION, subject.title(), subject.name(), "", "", "", List.of(), List.of(variant));
        RunFacts facts = new RunFacts(
                Double.NaN, Double.NaN, 0, Runtime.version().toString(), "", "a test of " + subject.name());
        try {
            ChartBook charts = Chart.drawable() ? ChartBook.of(result) : ChartBook.EMPTY;
            Outputs.write(result, charts, facts, folder);
        } catch (FolderLockedException locked) {
            // Another test of the same run is writing the same report.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve("report.html").toAbsolutePath() + (Chart.drawable() ? "" : WITHOUT_CHARTS);
    }
}

package dev.brownout.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.brownout.chart.ChartBook;
import dev.brownout.experiment.Experiment;
import dev.brownout.html.Report;
import dev.brownout.html.ResultProvenance;
import dev.brownout.language.ScenarioFile;
import dev.brownout.result.RunResult;
import dev.brownout.runtime.Run;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * CPU seconds of the report of a library scenario with all charts, from the end of its run until it is written. The
 * compiler and the collector of the process are included. The process has one run, as with a single command.
 *
 * <p>{@code java dev.brownout.bench.ReportSeconds SCENARIO REPORT}
 */
final class ReportSeconds {
    private ReportSeconds() {}

    public static void main(String[] args) throws IOException {
        Experiment experiment = Experiment.library(args[0]);
        ScenarioFile file = experiment.source().check(experiment.changes());
        RunResult result = file.result(file.variants().stream()
                .map(one -> Run.execute(one.scenario(), file.setup(one), (share, fired, inFlight) -> true))
                .toList());
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = process.getProcessCpuTime();
        String page = Report.render(
                result, new ResultProvenance("brownout run " + args[0], file.text()), ChartBook.of(result));
        Files.writeString(Path.of(args[1]), page);
        double seconds = (process.getProcessCpuTime() - before) / 1e9;
        System.out.printf(Locale.ROOT, "%.3f%n", seconds);
    }
}

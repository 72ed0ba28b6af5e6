package dev.brownout.cli;

import dev.brownout.cli.log.CommandLog;
import dev.brownout.export.Outputs;
import dev.brownout.export.RunFacts;
import dev.brownout.html.ResultProvenance;
import dev.brownout.io.NewerFormatException;
import dev.brownout.io.OutputFolder;
import dev.brownout.reference.StepTexts;
import dev.brownout.result.RunResult;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.Messages;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Output folder of a run. */
final class ResultFolder implements AutoCloseable {
    private final OutputFolder folder;
    private final OutputTarget destination;

    /**
     * Opens the folder at a path with an exclusive lock until it is closed. Creates the folder if necessary.
     *
     * @throws UsageException if another command holds the lock, the folder cannot be created, or it contains files of a
     *     newer version of the program
     */
    ResultFolder(Path path, OutputTarget destination) throws UsageException {
        this.folder = destination.lock(path);
        this.destination = destination;
        try {
            Outputs.refuseNewer(folder);
        } catch (NewerFormatException newer) {
            folder.close();
            throw OutputTarget.newer(path.resolve("run.json"), newer);
        }
    }

    /**
     * Writes all files of a result. Returns descriptions of the written files; the report is last.
     *
     * @param origin command and scenario text of the run
     * @param seconds duration of the run, in seconds of wall-clock time
     * @throws UsageException if a file cannot be written
     */
    List<String> write(RunResult result, ResultProvenance origin, double seconds) throws UsageException {
        long events = result.simulatedEvents();
        RunFacts facts = new RunFacts(
                seconds,
                events / seconds,
                peakMemoryBytes(),
                Runtime.version().toString(),
                Version.number(),
                destination.typed());
        long startedAt = System.nanoTime();
        try {
            RunResult shown = StepTexts.translate(LanguageScope.current(), result);
            List<Path> written = Outputs.write(result, shown, origin, facts, folder);
            CommandLog.phase("charts and write", startedAt, written.size() + " files in " + folder.path());
            written.forEach(file -> CommandLog.debug("wrote {}", file));
            return summary(written);
        } catch (IOException e) {
            throw OutputTarget.unwritable(folder.path(), e);
        }
    }

    private static long peakMemoryBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private List<String> summary(List<Path> written) {
        List<String> lines = new ArrayList<>();
        long charts = written.stream()
                .filter(path -> path.toString().endsWith(".svg"))
                .count();
        if (charts > 0) {
            lines.add(Messages.text(
                    "report.chart_files", folder.path().resolve("charts").toString(), charts));
        }
        List<String> topLevel = written.stream()
                .filter(path -> folder.path().equals(path.getParent()))
                .map(Path::toString)
                .toList();
        topLevel.stream().filter(path -> !path.endsWith(".html")).forEach(lines::add);
        topLevel.stream().filter(path -> path.endsWith(".html")).forEach(lines::add);
        return lines;
    }

    /** Releases the lock of the folder. */
    @Override
    public void close() {
        folder.close();
    }
}

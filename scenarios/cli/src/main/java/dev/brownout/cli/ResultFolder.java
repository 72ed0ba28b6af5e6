package dev.brownout.cli;

import dev.brownout.export.Outputs;
import dev.brownout.export.RunFacts;
import dev.brownout.html.ResultProvenance;
import dev.brownout.io.NewerFormatException;
import dev.brownout.io.OutputFolder;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder in which a run leaves its files. */
final class ResultFolder implements AutoCloseable {
    private final OutputFolder folder;
    private final OutputTarget destination;

    /**
     * The folder at a path, made if there is none, taken until it is closed.
     *
     * @throws UsageException if another command has it, it cannot be made, or a newer program has written there
     */
    ResultFolder(Path path, OutputTarget destination) throws UsageException {
        this.folder = destination.take(path);
        this.destination = destination;
        try {
            Outputs.refuseNewer(folder);
        } catch (NewerFormatException newer) {
            folder.close();
            throw OutputTarget.newer(path.resolve("run.json"), newer);
        }
    }

    /**
     * Writes all files of a result; what was written, in words, the report last.
     *
     * @param origin what was run
     * @param seconds how long the run took
     * @throws UsageException if a file cannot be written
     */
    List<String> write(RunResult result, ResultProvenance origin, double seconds) throws UsageException {
        long events = result.variants().stream()
                .mapToLong(VariantResult::simulatedEvents)
                .sum();
        RunFacts facts = new RunFacts(
                seconds,
                events / seconds,
                peakMemoryBytes(),
                Runtime.version().toString(),
                Version.number(),
                destination.typed());
        try {
            return summary(Outputs.write(result, origin, facts, folder));
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
            lines.add(folder.path().resolve("charts") + " (" + charts + (charts == 1 ? " chart" : " charts")
                    + ", as SVG and as PNG)");
        }
        List<String> whole = written.stream()
                .filter(path -> folder.path().equals(path.getParent()))
                .map(Path::toString)
                .toList();
        whole.stream().filter(path -> !path.endsWith(".html")).forEach(lines::add);
        whole.stream().filter(path -> path.endsWith(".html")).forEach(lines::add);
        return lines;
    }

    /** Lets others write there. */
    @Override
    public void close() {
        folder.close();
    }
}

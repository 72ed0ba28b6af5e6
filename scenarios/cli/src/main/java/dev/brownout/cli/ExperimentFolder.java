package dev.brownout.cli;

import dev.brownout.chart.Chart;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.TrialStore;
import dev.brownout.export.Dataset;
import dev.brownout.export.Outputs;
import dev.brownout.files.OutputFolder;
import dev.brownout.page.Cell;
import dev.brownout.page.Column;
import dev.brownout.page.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder in which an experiment leaves its files, or none where nobody asked for one. */
final class ExperimentFolder implements AutoCloseable {
    private final Optional<OutputFolder> folder;

    private ExperimentFolder(OutputFolder folder) {
        this.folder = Optional.ofNullable(folder);
    }

    /**
     * The folder at a path, made if there is none, taken until it is closed.
     *
     * @param path {@code null} for none
     * @throws Refusal if another command has it, or it cannot be made
     */
    static ExperimentFolder at(Path path, Destination destination) throws Refusal {
        return new ExperimentFolder(path == null ? null : destination.take(path));
    }

    /** Where its trials are kept. */
    TrialStore store() {
        return folder.isPresent() ? new TrialFolder(folder.get()) : TrialStore.NONE;
    }

    /**
     * Writes {@code index.json}, which names the result of every finished trial, {@code summary.csv} and the charts.
     *
     * @param done the finished trials
     * @return what was written, in words
     * @throws Refusal if a file cannot be written
     */
    List<String> write(String command, List<Trial> done, Dataset summary, List<Chart> charts) throws Refusal {
        if (folder.isEmpty()) {
            return List.of();
        }
        List<String> written = new ArrayList<>();
        try {
            if (!done.isEmpty()) {
                written.add(text("index.json", index(command, done).json()));
            }
            written.add(text("summary.csv", summary.csv()));
            for (Chart chart : charts) {
                Outputs.write(chart, folder.get());
                written.add(folder.get().path().resolve(chart.slug() + ".svg") + " (and as PNG)");
            }
            return written;
        } catch (IOException e) {
            throw Destination.unwritable(folder.get().path(), e);
        }
    }

    private static Dataset index(String command, List<Trial> done) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("version", 1);
        facts.put("experiment", command);
        facts.put("scenario", done.get(0).point().file().title());
        Table table = Table.of(done)
                .text(Column.text("point"), trial -> trial.point().name())
                .text(Column.text("digest"), trial -> trial.point().file().digest())
                .column(Column.number("replication"), trial -> Cell.of(trial.replication(), ""))
                .text(Column.text("file"), TrialFolder::path)
                .table();
        return new Dataset(facts, table);
    }

    private String text(String name, byte[] bytes) throws IOException {
        return folder.orElseThrow().write(name, bytes).toString();
    }

    /** Lets others write there. */
    @Override
    public void close() {
        folder.ifPresent(OutputFolder::close);
    }
}

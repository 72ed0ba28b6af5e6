package dev.brownout.cli;

import dev.brownout.chart.Chart;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.TrialStore;
import dev.brownout.export.Dataset;
import dev.brownout.export.Outputs;
import dev.brownout.files.OutputFolder;
import dev.brownout.html.FindingsReport;
import dev.brownout.page.Block.Picture;
import dev.brownout.page.Cell;
import dev.brownout.page.Column;
import dev.brownout.page.Findings;
import dev.brownout.page.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
     * Writes {@code index.json}, which names the result of every finished trial, {@code summary.csv}, the charts and
     * {@code report.html}.
     *
     * @param done the finished trials
     * @param findings what the report says, with the charts as pictures
     * @return what was written, in words, the report last
     * @throws Refusal if a file cannot be written
     */
    List<String> write(
            String command,
            List<Trial> done,
            Dataset summary,
            List<Chart> charts,
            Function<List<Picture>, Findings> findings)
            throws Refusal {
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
            }
            if (!charts.isEmpty()) {
                written.add(folder.get().path() + " (" + charts.size() + (charts.size() == 1 ? " chart" : " charts")
                        + ", as SVG and as PNG)");
            }
            List<Picture> pictures = charts.stream()
                    .map(chart -> new Picture(chart.slug(), chart.svg()))
                    .toList();
            String report = FindingsReport.render(findings.apply(pictures));
            written.add(text("report.html", report.getBytes(StandardCharsets.UTF_8)));
            return written;
        } catch (IOException e) {
            throw Destination.unwritable(folder.get().path(), e);
        }
    }

    private static Dataset index(String command, List<Trial> done) {
        Map<String, Object> facts = new LinkedHashMap<>();
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

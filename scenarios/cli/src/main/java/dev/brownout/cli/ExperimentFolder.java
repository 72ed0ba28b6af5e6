package dev.brownout.cli;

import dev.brownout.chart.draw.Chart;
import dev.brownout.cli.log.CommandLog;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.shard.DescribedExperiment;
import dev.brownout.experiment.shard.Shard;
import dev.brownout.experiment.shard.ShardFolder;
import dev.brownout.experiment.shard.TrialFolder;
import dev.brownout.export.Dataset;
import dev.brownout.export.EarlierFiles;
import dev.brownout.export.Outputs;
import dev.brownout.html.FindingsReport;
import dev.brownout.io.OutputFolder;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Output folder of an experiment; no files are written if the user gave no folder. */
final class ExperimentFolder implements AutoCloseable {
    private final Optional<OutputFolder> folder;

    private ExperimentFolder(OutputFolder folder) {
        this.folder = Optional.ofNullable(folder);
    }

    /**
     * Opens the folder at a path with an exclusive lock until it is closed. Creates the folder if necessary.
     *
     * @param path {@code null} for no output
     * @throws UsageException if another command holds the lock, or the folder cannot be created
     */
    static ExperimentFolder openLocked(Path path, OutputTarget destination) throws UsageException {
        return new ExperimentFolder(path == null ? null : destination.lock(path));
    }

    /** Returns the storage of the experiment's trials; {@code TrialStore.NONE} without a folder. */
    TrialStore store() {
        return folder.isPresent() ? trials() : TrialStore.NONE;
    }

    /** Returns the storage of the experiment's trials. Requires a folder. */
    TrialFolder trials() {
        return new TrialFolder(folder.orElseThrow(), Version.number());
    }

    /** Runs a shard of an experiment. Returns the number of completed runs. Requires a folder. */
    int run(Shard shard, DescribedExperiment experiment, Execution execution) {
        return ShardFolder.run(folder.orElseThrow(), experiment, shard, execution);
    }

    /** Returns whether the user gave a folder. */
    boolean isPresent() {
        return folder.isPresent();
    }

    /**
     * Writes further files, {@code summary.csv}, the charts, {@code report.html}, and {@code index.json}, which lists
     * the charts and the result of every completed trial. Charts of an earlier experiment in the folder are deleted
     * unless this experiment writes them again.
     *
     * @param page creates the report from the charts as pictures
     * @return descriptions of the written files; the report is last
     * @throws UsageException if a file cannot be written
     */
    List<String> write(ExperimentFindings findings, Function<List<Picture>, ExperimentReport> page)
            throws UsageException {
        if (folder.isEmpty()) {
            return List.of();
        }
        List<Chart> charts = findings.charts().get();
        OutputFolder out = folder.get();
        List<Path> written = new ArrayList<>();
        List<Path> scenarios = new ArrayList<>();
        try {
            EarlierFiles earlier = EarlierFiles.ofExperiment(out);
            List<String> drawn = new ArrayList<>(findings.files().keySet());
            long chartsAt = System.nanoTime();
            for (Chart chart : charts) {
                drawn.addAll(Outputs.write(chart, out));
            }
            CommandLog.phase("charts", chartsAt, drawn.size() + " files in " + out.path());
            long startedAt = System.nanoTime();
            written.add(out.write("index.json", index(findings, drawn).json()));
            earlier.removeAllBut(drawn);
            written.add(out.write("summary.csv", findings.data().csv()));
            for (Map.Entry<String, byte[]> file : findings.files().entrySet()) {
                Path path = out.write(file.getKey(), file.getValue());
                (file.getKey().contains("/") ? scenarios : written).add(path);
            }
            List<Picture> pictures = charts.stream()
                    .map(chart -> new Picture(chart.slug(), chart.svg()))
                    .toList();
            String report = FindingsReport.render(page.apply(pictures));
            written.add(out.write("report.html", report.getBytes(StandardCharsets.UTF_8)));
            CommandLog.phase("write", startedAt, written.size() + " files in " + out.path());
        } catch (IOException e) {
            throw OutputTarget.unwritable(out.path(), e);
        }
        List<String> words =
                new ArrayList<>(written.stream().map(Path::toString).toList());
        if (!scenarios.isEmpty()) {
            int count = scenarios.size();
            words.add(2, scenarios.get(0).getParent() + " (" + count + (count == 1 ? " scenario)" : " scenarios)"));
        }
        if (!charts.isEmpty()) {
            words.add(
                    2,
                    out.path() + " (" + charts.size() + (charts.size() == 1 ? " chart" : " charts")
                            + ", as SVG and as PNG)");
        }
        return words;
    }

    private static Dataset index(ExperimentFindings findings, List<String> charts) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", findings.experiment());
        facts.put("scenario", findings.file().title());
        facts.put("outputs", charts);
        Object partial = findings.data().facts().get("partial");
        if (partial != null) {
            facts.put("partial", partial);
        }
        Table table = Table.of(findings.done())
                .text(Column.text("point"), trial -> trial.point().name())
                .text(Column.text("digest"), trial -> trial.point().digest())
                .column(Column.number("replication"), trial -> Cell.of(trial.replication(), ""))
                .text(Column.text("file"), TrialFolder::path)
                .table();
        return new Dataset(facts, table);
    }

    /** Releases the lock of the folder. */
    @Override
    public void close() {
        folder.ifPresent(OutputFolder::close);
    }
}

package dev.brownout.cli;

import dev.brownout.chart.Chart;
import dev.brownout.experiment.Experiment.Store;
import dev.brownout.experiment.Experiment.Trial;
import dev.brownout.export.Outputs;
import dev.brownout.export.Table;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder in which an experiment leaves its files, or none where nobody asked for one. */
final class ExperimentFolder {
    private final Optional<Path> folder;
    private final TrialFolder trials;

    private ExperimentFolder(Path folder, List<TrialFolder.Point> points) {
        this.folder = Optional.ofNullable(folder);
        this.trials = new TrialFolder(folder, points);
    }

    /**
     * The folder at a path, made if there is none.
     *
     * @param path {@code null} for none
     * @throws Refusal if it cannot be made
     */
    static ExperimentFolder at(Path path, List<TrialFolder.Point> points) throws Refusal {
        try {
            if (path != null) {
                Files.createDirectories(path);
            }
            return new ExperimentFolder(path, points);
        } catch (FileAlreadyExistsException file) {
            throw new Refusal("brownout: cannot write to " + path + ": it is no folder");
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Adds a point, while no trial runs; its number. */
    int add(TrialFolder.Point point) {
        return trials.add(point);
    }

    /** Where its trials are kept. */
    Store store() {
        return folder.isPresent() ? trials : Store.NONE;
    }

    /**
     * Writes {@code index.json}, which names the result of every finished trial, {@code summary.csv} and the charts.
     *
     * @param done the finished trials
     * @return what was written, in words
     * @throws Refusal if a file cannot be written
     */
    List<String> write(String command, List<Trial> done, Table summary, List<Chart> charts) throws Refusal {
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
                written.add(folder.get().resolve(chart.slug() + ".svg") + " (and as PNG)");
            }
            return written;
        } catch (IOException e) {
            throw unwritable(folder.get(), e);
        }
    }

    private Table index(String command, List<Trial> done) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("version", 1);
        facts.put("experiment", command);
        facts.put("scenario", trials.points().get(0).file().title());
        List<List<Object>> rows = new ArrayList<>();
        for (Trial trial : done) {
            TrialFolder.Point point = trials.points().get(trial.point());
            rows.add(List.of(
                    point.name(),
                    point.file().digest(),
                    trial.replication(),
                    trials.path(trial.point(), trial.replication())));
        }
        return new Table(facts, List.of("point", "digest", "replication", "file"), rows);
    }

    private String text(String name, byte[] bytes) throws IOException {
        Path path = folder.orElseThrow().resolve(name);
        Outputs.write(path, bytes);
        return path.toString();
    }

    private static Refusal unwritable(Path path, IOException e) {
        return new Refusal("brownout: cannot write to " + path + ": " + e.getMessage());
    }
}

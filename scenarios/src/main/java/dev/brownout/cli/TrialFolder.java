package dev.brownout.cli;

import dev.brownout.experiment.Experiment;
import dev.brownout.export.Outputs;
import dev.brownout.export.ResultJson;
import dev.brownout.language.ScenarioFile;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder in which an experiment keeps a {@code result.json} for each finished trial, so that it can go on where it
 * was ended.
 *
 * <p>A trial is known by the digest of its resolved scenario, which its seed is part of, and by its replication. A file
 * that is torn, of another scenario, or of a run that did not get to its end by itself, counts as none.
 */
final class TrialFolder implements Experiment.Store {
    private final Path folder;
    private final List<Point> points;

    /**
     * One point of an experiment.
     *
     * @param name the name of its folder; empty for an experiment with a single one
     * @param file its scenario
     */
    record Point(String name, ScenarioFile file) {}

    /**
     * Keeps trials of some points.
     *
     * @param folder of the whole experiment
     */
    TrialFolder(Path folder, List<Point> points) {
        this.folder = folder;
        this.points = new ArrayList<>(points);
    }

    /** Adds a point, while no trial runs; its number. */
    int add(Point point) {
        points.add(point);
        return points.size() - 1;
    }

    /** The points, by their numbers. */
    List<Point> points() {
        return List.copyOf(points);
    }

    /** Where the result of a trial is, seen from the folder of the experiment. */
    String path(int point, int replication) {
        String name = points.get(point).name();
        return "trials/" + (name.isEmpty() ? "" : name + "/") + "r" + replication + "/result.json";
    }

    @Override
    public Optional<List<VariantResult>> kept(Experiment.Trial trial) {
        try {
            Path path = folder.resolve(path(trial.point(), trial.replication()));
            RunResult result = ResultJson.read(Files.readAllBytes(path));
            return Optional.of(result.variants()).filter(variants -> fits(trial, result));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | RuntimeException torn) {
            return Optional.empty();
        }
    }

    private boolean fits(Experiment.Trial trial, RunResult result) {
        List<String> wanted = trial.cases().stream().map(c -> c.name()).toList();
        List<String> there = result.variants().stream().map(VariantResult::name).toList();
        return result.digest().equals(points.get(trial.point()).file().digest())
                && there.equals(wanted)
                && result.variants().stream().allMatch(v -> v.replication() == trial.replication());
    }

    @Override
    public void keep(Experiment.Trial trial, List<VariantResult> results) {
        ScenarioFile file = points.get(trial.point()).file();
        try {
            Outputs.write(
                    folder.resolve(path(trial.point(), trial.replication())), ResultJson.write(file.result(results)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.brownout.experiment;

import dev.brownout.export.ExperimentText;
import dev.brownout.export.ExperimentText.Changes;
import dev.brownout.export.ExperimentText.PriceList;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Overrides.PriceFile;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A scenario with the texts of all files that it reads. Each file is read once and cached. Later reads are identical,
 * even if the files change meanwhile or on a machine without them.
 */
public final class ScenarioText implements ScenarioSource {
    private final String called;
    private final String name;
    private final String source;
    private final String text;
    private final Optional<Path> file;
    private final Map<String, String> files;

    private ScenarioText(
            String called, String name, String source, String text, Optional<Path> file, Map<String, String> files) {
        this.called = called;
        this.name = name;
        this.source = source;
        this.text = text;
        this.file = file;
        this.files = new ConcurrentSkipListMap<>(files);
    }

    /**
     * Reads the scenario in a file in its current state.
     *
     * @throws ExperimentException if the file name contains characters that cannot be printed
     * @throws IOException if the file cannot be read
     */
    public static ScenarioText file(Path path) throws IOException {
        try {
            String text = Loader.text(path);
            return new ScenarioText(
                    path.toString(), Loader.name(path), path.toString(), text, Optional.of(path), new TreeMap<>());
        } catch (InvalidScenarioException e) {
            throw new ExperimentException(e);
        }
    }

    /**
     * Returns a scenario that is not a file, such as one of the library.
     *
     * @param called name by which the user requested it
     * @param name name in messages, and title if the scenario has none
     */
    public static ScenarioText of(String called, String name, String text) {
        return new ScenarioText(called, name, name, text, Optional.empty(), new TreeMap<>());
    }

    /** Restores a scenario from its description. */
    public static ScenarioText of(ExperimentText.Scenario described) {
        return new ScenarioText(
                described.called(),
                described.name(),
                described.source(),
                described.text(),
                Optional.empty(),
                described.files());
    }

    /** Describes the scenario, with all files that it has read until now. */
    public ExperimentText.Scenario described(Experiment experiment) {
        return new ExperimentText.Scenario(
                called, name, source, text, files, experiment.variants(), text(experiment.changes()));
    }

    @Override
    public String name() {
        return called;
    }

    @Override
    public ScenarioFile read(Overrides changes) {
        try {
            ReferencedFiles cachedFiles = referencedFiles().withCache(files);
            return new Loader(new ShippedLibrary()).load(name, source, text, cachedFiles, changes);
        } catch (InvalidScenarioException e) {
            throw new ExperimentException(e);
        }
    }

    @Override
    public ScenarioText withText(String otherText) {
        return new ScenarioText(called, name, source, otherText, file, files);
    }

    private ReferencedFiles referencedFiles() {
        try {
            return file.isPresent()
                    ? ReferencedFiles.ofFolder(file.get(), opened -> {})
                    : ReferencedFiles.withoutFolder();
        } catch (IOException unreadable) {
            return ReferencedFiles.withoutFolder();
        }
    }

    private static Changes text(Overrides changes) {
        return new Changes(
                changes.params(),
                changes.sets(),
                changes.options().stream()
                        .map(option -> new ExperimentText.Option(option.name(), option.path(), option.value()))
                        .toList(),
                changes.prices().stream()
                        .map(prices -> new PriceList(prices.name(), prices.text()))
                        .toList(),
                changes.peak());
    }

    /** Restores the changes of a described scenario. */
    public static Overrides changes(ExperimentText.Scenario described) {
        Changes changes = described.changes();
        return new Overrides(
                changes.params(),
                changes.sets(),
                changes.options().stream()
                        .map(option -> new Overrides.Option(option.name(), option.path(), option.value()))
                        .toList(),
                changes.prices().stream()
                        .map(prices -> new PriceFile(prices.name(), prices.text()))
                        .findFirst(),
                changes.peak());
    }
}

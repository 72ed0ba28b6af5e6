package dev.brownout.experiment;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.ProjectFolder;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.library.ShippedLibrary;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Source of the scenario of an experiment. The scenario is read once per point, with other changes each time, by
 * several threads concurrently.
 */
public interface ScenarioSource {
    /** Returns the name of the source in messages. */
    String name();

    /**
     * Reads the scenario.
     *
     * @param changes changes to the scenario
     * @throws ExperimentException with all problems of the scenario, if it is invalid
     * @throws UncheckedIOException if the scenario cannot be read
     */
    ScenarioFile read(Overrides changes);

    /**
     * Reads the scenario and builds each variant once, so that every error is reported here.
     *
     * @throws ExperimentException with all problems of the scenario, if it is invalid
     * @throws UncheckedIOException if the scenario cannot be read
     */
    default ScenarioFile check(Overrides changes) {
        try {
            return read(changes).check(changes);
        } catch (InvalidScenarioException impossible) {
            throw new ExperimentException(impossible);
        }
    }

    /** Returns the source of another text in the same place, which may name the same files. */
    ScenarioSource withText(String text);

    /** Returns the source of a scenario in a file. */
    static ScenarioSource file(Path path) {
        return new LoadedScenario(
                path.toString(),
                (loader, changes) -> loader.load(path, changes),
                text -> (loader, changes) -> loader.load(
                        Loader.name(path),
                        path.toString(),
                        text,
                        ReferencedFiles.ofFolder(path, opened -> {}),
                        changes));
    }

    /**
     * Returns the source of a scenario of the built-in library.
     *
     * @param name name such as {@code hello-world} or {@code ladder/05}
     * @throws ExperimentException if the library has no scenario of that name
     */
    static ScenarioSource library(String name) {
        ShippedLibrary library = new ShippedLibrary();
        String whole = library.find(name)
                .orElseThrow(() ->
                        new ExperimentException("unknown scenario '{}'; expected one of {}", name, library.names()));
        String text = library.text(whole).orElseThrow();
        return LoadedScenario.ofText(name, whole, text);
    }

    /** Returns the source of a scenario given as YAML text. */
    static ScenarioSource text(String yaml) {
        return LoadedScenario.ofText("scenario", "scenario", yaml);
    }

    /**
     * Returns the source of a scenario given as YAML text in a folder.
     *
     * @param name name in messages, and title if the scenario has none
     * @param folder the files that the scenario may name; read by several threads concurrently
     */
    static ScenarioSource text(String name, String yaml, ProjectFolder folder) {
        return LoadedScenario.ofText(name, yaml, folder);
    }
}

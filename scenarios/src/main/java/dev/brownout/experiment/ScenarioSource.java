package dev.brownout.experiment;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Where an experiment has its scenario from: it is read for each of its points, with other changes, by several threads
 * at the same time.
 */
public interface ScenarioSource {
    /** What messages call it. */
    String name();

    /**
     * Reads the scenario.
     *
     * @param changes what is to be changed about it
     * @throws ExperimentException with everything that is wrong with it
     * @throws UncheckedIOException if it cannot be read
     */
    ScenarioFile read(Overrides changes);

    /**
     * Reads the scenario and builds each variant once, so that whatever is refused is refused here.
     *
     * @throws ExperimentException with everything that is wrong with it
     * @throws UncheckedIOException if it cannot be read
     */
    default ScenarioFile checked(Overrides changes) {
        try {
            return read(changes).checked(changes);
        } catch (InvalidScenarioException impossible) {
            throw new ExperimentException(impossible);
        }
    }

    /** The scenario in a file. */
    static ScenarioSource file(Path path) {
        return new LoadedScenario(path.toString(), (loader, changes) -> loader.load(path, changes));
    }

    /**
     * A scenario that comes with the program.
     *
     * @param name such as {@code hello-world} or {@code ladder/05}
     * @throws ExperimentException if there is none of that name
     */
    static ScenarioSource library(String name) {
        ShippedLibrary library = new ShippedLibrary();
        String whole = library.find(name)
                .orElseThrow(() -> new ExperimentException(
                        "no scenario '" + name + "' comes with the program; there are " + library.names()));
        String text = library.text(whole).orElseThrow();
        return new LoadedScenario(name, (loader, changes) -> loader.load(whole, text, changes));
    }

    /** A scenario written in the program itself, in YAML. */
    static ScenarioSource text(String yaml) {
        return new LoadedScenario("scenario", (loader, changes) -> loader.load("scenario", yaml, changes));
    }
}

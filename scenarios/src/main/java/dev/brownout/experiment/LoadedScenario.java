package dev.brownout.experiment;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.ProjectFolder;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/**
 * A scenario read by a {@link Loader}.
 *
 * @param texts returns the function that reads another text in the same place
 */
record LoadedScenario(String name, LoadState reading, Function<String, LoadState> texts) implements ScenarioSource {
    /** Function that reads the scenario with a loader. */
    @FunctionalInterface
    interface LoadState {
        ScenarioFile by(Loader loader, Overrides changes) throws InvalidScenarioException, IOException;
    }

    /**
     * Returns a scenario given as a text.
     *
     * @param name name of the source
     * @param title name in messages, and title if the scenario has none
     */
    static LoadedScenario ofText(String name, String title, String yaml) {
        Function<String, LoadState> texts = text -> (loader, changes) -> loader.load(title, text, changes);
        return new LoadedScenario(name, texts.apply(yaml), texts);
    }

    /**
     * Returns a scenario given as a text in a folder.
     *
     * @param name name in messages, and title if the scenario has none
     */
    static LoadedScenario ofText(String name, String yaml, ProjectFolder folder) {
        Function<String, LoadState> texts =
                text -> (loader, changes) -> loader.load(name, name, text, ReferencedFiles.ofProject(folder), changes);
        return new LoadedScenario(name, texts.apply(yaml), texts);
    }

    @Override
    public ScenarioSource withText(String text) {
        return new LoadedScenario(name, texts.apply(text), texts);
    }

    @Override
    public ScenarioFile read(Overrides changes) {
        try {
            return reading.by(new Loader(new ShippedLibrary()), changes);
        } catch (InvalidScenarioException wrong) {
            throw new ExperimentException(wrong);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

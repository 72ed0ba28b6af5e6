package dev.brownout.experiment;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A scenario read by a {@link Loader}. */
record LoadedScenario(String name, LoadState reading) implements ScenarioSource {
    /** Function that reads the scenario with a loader. */
    @FunctionalInterface
    interface LoadState {
        ScenarioFile by(Loader loader, Overrides changes) throws InvalidScenarioException, IOException;
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

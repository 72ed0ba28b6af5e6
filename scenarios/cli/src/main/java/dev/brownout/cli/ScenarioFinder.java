package dev.brownout.cli;

import dev.brownout.experiment.ScenarioText;
import dev.brownout.io.BoundedFile;
import dev.brownout.io.FileError;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Overrides.PriceFile;
import dev.brownout.language.section.PriceListParser;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds scenarios by what people type: the path of a file, or the name of a scenario that comes with the program. */
final class ScenarioFinder {
    private final ShippedLibrary library = new ShippedLibrary();
    private final Consumer<Path> opened;

    ScenarioFinder() {
        this(file -> {});
    }

    /**
     * Finds scenarios, and says what else they read.
     *
     * @param opened hears of each file that a scenario names before it is read
     */
    ScenarioFinder(Consumer<Path> opened) {
        this.opened = opened;
    }

    /**
     * Reads a scenario and builds each of its variants once, so that whatever is refused is refused here.
     *
     * @throws UsageException with everything that is wrong, rendered with places
     */
    ScenarioFile checked(String scenario, Overrides overrides) throws UsageException {
        ScenarioFile file = read(scenario, overrides);
        try {
            return file.checked(overrides);
        } catch (InvalidScenarioException impossible) {
            throw new UsageException(impossible.all());
        }
    }

    /**
     * A scenario for experiments.
     *
     * @throws UsageException if there is none, or it cannot be read
     */
    ScenarioText source(String scenario) throws UsageException {
        Optional<Path> path = file(scenario);
        try {
            return path.isPresent()
                    ? ScenarioText.file(path.get())
                    : ScenarioText.of(scenario, library.find(scenario).orElse(scenario), shipped(scenario));
        } catch (IOException unreadable) {
            throw unreadable(scenario, unreadable);
        }
    }

    /**
     * Reads a scenario.
     *
     * @throws UsageException with everything that is wrong, rendered with places
     */
    ScenarioFile read(String scenario, Overrides overrides) throws UsageException {
        Loader loader = new Loader(library);
        Optional<Path> path = file(scenario);
        try {
            return path.isPresent()
                    ? loader.load(path.get(), overrides, opened)
                    : loader.load(library.find(scenario).orElse(scenario), shipped(scenario), overrides);
        } catch (InvalidScenarioException wrong) {
            throw new UsageException(wrong.all());
        } catch (IOException unreadable) {
            throw unreadable(scenario, unreadable);
        }
    }

    /**
     * A scenario as it was written.
     *
     * @throws UsageException if there is none
     */
    String text(String scenario) throws UsageException {
        Optional<Path> path = file(scenario);
        try {
            return path.isPresent() ? BoundedFile.text(path.get(), YamlReader.MOST_BYTES) : shipped(scenario);
        } catch (IOException unreadable) {
            throw unreadable(scenario, unreadable);
        }
    }

    /**
     * Reads a price list.
     *
     * @throws UsageException with everything that is wrong with it
     */
    static PriceFile prices(Path file) throws UsageException {
        try {
            PriceFile list = new PriceFile(file.toString(), BoundedFile.text(file, YamlReader.MOST_BYTES));
            PriceListParser.check(list.name(), list.text());
            return list;
        } catch (InvalidScenarioException wrong) {
            throw new UsageException(wrong.all());
        } catch (IOException unreadable) {
            throw unreadable(file.toString(), unreadable);
        }
    }

    /** Whether a scenario is meant: the path of a file, or a name in the library. */
    boolean has(String scenario) {
        return file(scenario).isPresent() || library.text(scenario).isPresent();
    }

    private String shipped(String scenario) throws UsageException {
        Optional<String> text = library.text(scenario);
        if (text.isEmpty()) {
            throw new UsageException("brownout: " + SpellingSuggestion.unknown("scenario", scenario, library.names())
                    + " ('brownout list' shows all; a file is named by its path)");
        }
        return text.get();
    }

    /** The file that is meant: one that exists, or one whose name only a file can have. */
    static Optional<Path> file(String scenario) {
        try {
            Path path = Path.of(scenario);
            boolean named = scenario.endsWith(".yaml") || scenario.endsWith(".yml") || path.getNameCount() > 1;
            boolean shelved = scenario.startsWith(ShippedLibrary.LADDER + "/") && !scenario.contains(".");
            return named && !shelved || Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
    }

    private static UsageException unreadable(String scenario, IOException e) {
        return new UsageException("brownout: " + scenario + " cannot be read: " + FileError.words(e));
    }
}

package dev.brownout.cli;

import dev.brownout.cli.log.CommandLog;
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

/** Resolver of scenario arguments: the path of a file, or the name of a scenario that comes with the program. */
final class ScenarioFinder {
    private final ShippedLibrary library = new ShippedLibrary();
    private final Consumer<Path> opened;

    ScenarioFinder() {
        this(file -> {});
    }

    /**
     * Creates a finder that reports the other files that a scenario reads.
     *
     * @param opened receives each file that a scenario names, before it is read
     */
    ScenarioFinder(Consumer<Path> opened) {
        this.opened = opened;
    }

    /**
     * Reads a scenario and builds each of its variants once, so that all problems are reported here.
     *
     * @throws UsageException with all problems and their places
     */
    ScenarioFile check(String scenario, Overrides overrides) throws UsageException {
        ScenarioFile file = read(scenario, overrides);
        long startedAt = System.nanoTime();
        try {
            ScenarioFile checked = file.check(overrides);
            CommandLog.phase("validate", startedAt, scenario);
            return checked;
        } catch (InvalidScenarioException impossible) {
            throw new UsageException(impossible.all());
        }
    }

    /**
     * Returns the source of a scenario for experiments.
     *
     * @throws UsageException if the scenario does not exist or cannot be read
     */
    ScenarioText source(String scenario) throws UsageException {
        Optional<Path> path = file(scenario);
        try {
            return path.isPresent()
                    ? ScenarioText.file(path.get())
                    : ScenarioText.of(scenario, library.find(scenario).orElse(scenario), shippedText(scenario));
        } catch (IOException unreadable) {
            throw unreadable(scenario, unreadable);
        }
    }

    /**
     * Reads a scenario.
     *
     * @throws UsageException with all problems and their places
     */
    ScenarioFile read(String scenario, Overrides overrides) throws UsageException {
        Loader loader = new Loader(library);
        Optional<Path> path = file(scenario);
        long startedAt = System.nanoTime();
        try {
            ScenarioFile file = path.isPresent()
                    ? loader.load(path.get(), overrides, this::open)
                    : loader.load(library.find(scenario).orElse(scenario), shippedText(scenario), overrides);
            CommandLog.phase("read", startedAt, scenario);
            return file;
        } catch (InvalidScenarioException wrong) {
            throw new UsageException(wrong.all());
        } catch (IOException unreadable) {
            throw unreadable(scenario, unreadable);
        }
    }

    private void open(Path file) {
        CommandLog.info("reads {}", file);
        opened.accept(file);
    }

    /**
     * Returns the unprocessed text of a scenario.
     *
     * @throws UsageException if the scenario does not exist or cannot be read
     */
    String text(String scenario) throws UsageException {
        Optional<Path> path = file(scenario);
        try {
            return path.isPresent() ? BoundedFile.text(path.get(), YamlReader.MOST_BYTES) : shippedText(scenario);
        } catch (IOException unreadable) {
            throw unreadable(scenario, unreadable);
        }
    }

    /**
     * Reads a price list.
     *
     * @throws UsageException with all problems of the list
     */
    static PriceFile prices(Path file) throws UsageException {
        CommandLog.info("reads {}", file);
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

    /** Returns whether the argument is the path of a file or a name in the library. */
    boolean has(String scenario) {
        return file(scenario).isPresent() || library.text(scenario).isPresent();
    }

    private String shippedText(String scenario) throws UsageException {
        Optional<String> text = library.text(scenario);
        if (text.isEmpty()) {
            throw new UsageException(
                    "brownout: {} ('brownout list' shows all; a file is named by its path)",
                    SpellingSuggestion.unknown("scenario", scenario, library.names()));
        }
        return text.get();
    }

    /**
     * Returns the path of a scenario file. An argument is a path if the file exists, if it ends with {@code .yaml} or
     * {@code .yml}, or if it contains a folder other than that of the course. Returns empty for a name of the library.
     */
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
        return new UsageException("brownout: {} cannot be read: {}", scenario, FileError.words(e));
    }
}

package dev.brownout.mcp;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ScenarioSource;
import dev.brownout.io.FileError;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.DiskFolder;
import dev.brownout.language.parse.ProjectFolder.FileOutsideException;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Scenario of a call: a text, a name of the library, or a file in the folder of the server, with changes.
 *
 * @param source source of the scenario
 * @param changes changed settings
 * @param files the files that it may name
 */
record GivenScenario(ScenarioSource source, Overrides changes, GivenFiles files) {
    private static final String SCENARIO = "scenario";
    private static final String LIBRARY = "library";
    private static final String FILE = "file";
    private static final String FILES = "files";
    private static final String SET = "set";
    private static final String SEED = "seed";

    /** Adds the arguments that give a scenario and its changes. */
    static InputSchema addTo(InputSchema schema, boolean withFolder) {
        addSource(schema, withFolder);
        return schema.integer(SEED, "random seed; default: that of the scenario", 0, Long.MAX_VALUE);
    }

    /** Adds the arguments that give a scenario and its changes except the seed. */
    static InputSchema addSource(InputSchema schema, boolean withFolder) {
        schema.text(
                        SCENARIO,
                        "the text of a scenario, in YAML; give this or library" + (withFolder ? " or file" : ""),
                        YamlReader.MOST_CHARACTERS)
                .text(LIBRARY, "the name of a scenario of the library, such as hello-world; the tool list has all");
        if (withFolder) {
            schema.text(FILE, "the path of a scenario in the folder of the server, such as shop.yaml");
        }
        return schema.textsByName(
                        FILES, "texts of the files that the scenario names, by their paths as the scenario writes them")
                .texts(SET, "changed settings, such as web.nodes=4, params.ttl=60s or run.duration=2m");
    }

    /** Returns whether arguments give a scenario. */
    static boolean isIn(ToolArguments arguments) {
        return List.of(SCENARIO, LIBRARY, FILE).stream()
                .anyMatch(name -> arguments.text(name).isPresent());
    }

    /**
     * Returns the scenario that arguments give.
     *
     * @param name name of a text in messages
     * @param folder folder of the server; empty for none
     * @throws ExperimentException if they give none or several, or the scenario does not exist
     */
    static GivenScenario of(ToolArguments arguments, String name, Optional<Path> folder) {
        List<String> edges = List.of(SCENARIO, LIBRARY, FILE).stream()
                .filter(path -> arguments.text(path).isPresent())
                .toList();
        if (edges.size() != 1) {
            throw new ExperimentException(
                    "{}; give its text in 'scenario', or a name of the library in 'library'",
                    edges.isEmpty() ? "there is no scenario" : String.join(" and ", edges) + " exclude each other");
        }
        return given(arguments, name, folder, changes(arguments));
    }

    private static GivenScenario given(ToolArguments arguments, String name, Optional<Path> folder, Overrides changes) {
        ToolArguments files = arguments.object(FILES);
        Optional<String> text = arguments.text(SCENARIO);
        if (text.isPresent()) {
            return given(name, text.get(), new GivenFiles(files, folder, name), changes);
        }
        Optional<String> shipped = arguments.text(LIBRARY);
        if (shipped.isPresent()) {
            ShippedLibrary library = new ShippedLibrary();
            String whole = library.find(shipped.get())
                    .orElseThrow(() -> new ExperimentException(
                            SpellingSuggestion.unknown(SCENARIO, shipped.get(), library.names())));
            GivenFiles shippedFiles = new GivenFiles(files, Optional.empty(), whole);
            return given(whole, library.text(whole).orElseThrow(), shippedFiles, changes);
        }
        String path = arguments.text(FILE).orElseThrow();
        Path root = folder.orElseThrow(
                () -> new ExperimentException("'file' needs a server that was started with --folder DIR"));
        try {
            String content = new DiskFolder(root, root, opened -> {}).text(path, YamlReader.MOST_BYTES);
            return given(path, content, new GivenFiles(files, folder, path), changes);
        } catch (FileOutsideException outside) {
            throw new ExperimentException("'{}' lies outside of the folder of the server", path);
        } catch (IOException unreadable) {
            throw new ExperimentException("'{}' cannot be read: {}", path, FileError.words(unreadable));
        } catch (InvalidPathException impossible) {
            throw new ExperimentException("'{}' is not a path", path);
        }
    }

    private static GivenScenario given(String name, String text, GivenFiles files, Overrides changes) {
        return new GivenScenario(ScenarioSource.text(name, text, files), changes, files);
    }

    private static Overrides changes(ToolArguments arguments) {
        List<Overrides.Option> options = arguments
                .integer(SEED)
                .map(seed -> List.of(new Overrides.Option("seed", "run.seed", Long.toString(seed))))
                .orElse(List.of());
        return new Overrides(List.of(), arguments.texts(SET), options);
    }

    /**
     * Reads the scenario with its changes and builds each variant once.
     *
     * @throws ExperimentException with all problems of the scenario
     */
    ScenarioFile check() {
        return source.check(changes);
    }
}

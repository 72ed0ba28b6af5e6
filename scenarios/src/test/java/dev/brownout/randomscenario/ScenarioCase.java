package dev.brownout.randomscenario;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.runtime.Run;
import dev.brownout.spi.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Text of a scenario, with the files that it refers to.
 *
 * @param yaml the scenario
 * @param files text of each other file, by name
 */
public record ScenarioCase(String yaml, Map<String, String> files) {
    private static final Loader LOADER = new Loader(LanguageDefinition.standard(), none -> Optional.empty());

    public ScenarioCase {
        files = new TreeMap<>(files);
    }

    /** Result of the command {@code validate}: a scenario, or the problems with it. */
    public record Verdict(Optional<ScenarioFile> file, List<Problem> problems, List<String> candidates) {}

    /** Validates the scenario as the command does, except that assertions on constant metrics are allowed. */
    public Verdict validate() {
        ScenarioFile file;
        try {
            file = load();
        } catch (InvalidScenarioException wrong) {
            List<Problem> errors =
                    wrong.all().stream().filter(p -> !p.warning()).toList();
            return new Verdict(Optional.empty(), errors, List.of());
        }
        for (ScenarioFile.Variant variant : file.variants()) {
            try {
                Run.check(variant.scenario());
            } catch (ScenarioException impossible) {
                return new Verdict(Optional.empty(), List.of(variant.problem(impossible)), impossible.candidates());
            }
        }
        return new Verdict(Optional.of(file), List.of(), List.of());
    }

    /** Loads the scenario. */
    public ScenarioFile load() throws InvalidScenarioException {
        if (files.isEmpty()) {
            return LOADER.load("random", yaml, Overrides.NONE);
        }
        Path folder = null;
        try {
            folder = Files.createTempDirectory("random");
            return LOADER.load(write(folder), Overrides.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(folder);
        }
    }

    /** Writes the scenario and its files into a folder. Returns the path of the scenario. */
    Path write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return Files.writeString(folder.resolve("random.yaml"), yaml);
    }

    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(yaml);
        files.forEach((name, content) ->
                text.append("\n# file ").append(name).append('\n').append(content));
        return text.toString();
    }
}

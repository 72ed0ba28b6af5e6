package dev.brownout.workbench;

import dev.brownout.json.JsonBuilder;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Library;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scenario with which a workbench was started.
 *
 * @param name name in the library, or file name without its extension
 * @param text unprocessed text of the scenario
 * @param file path of the scenario; empty for a scenario of the library. A text that is run with the name of the
 *     scenario may refer to the files that {@code text} refers to, and to no other file of the project
 * @param named the files that {@code text} refers to, by their names in it
 */
public record InitialScenario(String name, String text, Optional<Path> file, Set<String> named) {
    /** Creates the scenario of a workbench. */
    public InitialScenario(String name, String text, Optional<Path> file) {
        this(name, text, file, named(name, text, file));
    }

    /** Copies the names. */
    public InitialScenario {
        named = Set.copyOf(named);
    }

    /** Maximum size of the files that a page receives with the scenario, in bytes. */
    private static final int MOST_BYTES = 8_000_000;

    /**
     * Reads the files beside the scenario that a text refers to. The result is empty for a scenario of the library, and
     * for a text with another name.
     *
     * @param called name of the text
     * @throws InvalidScenarioException with all problems of the text
     */
    Map<String, byte[]> files(Library library, String called, String changed, Overrides overrides)
            throws InvalidScenarioException {
        Map<String, byte[]> contents = new TreeMap<>();
        if (file.isPresent() && called.equals(name)) {
            Map<String, String> read = new ConcurrentHashMap<>();
            read(library, changed, overrides, read);
            read.forEach((path, content) -> contents.put(path, content.getBytes(StandardCharsets.UTF_8)));
        }
        return contents;
    }

    /** Reads a text. The files that it refers to are added to a map. */
    private void read(Library library, String changed, Overrides overrides, Map<String, String> files)
            throws InvalidScenarioException {
        ReferencedFiles all = referencedFiles(file);
        ReferencedFiles allowed = ReferencedFiles.ofProject((other, mostBytes) -> {
            if (!named.contains(other)) {
                throw new FileSystemException(other, null, "the served scenario does not refer to it");
            }
            return all.text(other, mostBytes);
        });
        new Loader(library).load(name, name, changed, allowed.withCache(files), overrides);
    }

    private static Set<String> named(String name, String text, Optional<Path> file) {
        Map<String, String> files = new ConcurrentHashMap<>();
        try {
            new Loader(new ShippedLibrary())
                    .load(name, name, text, referencedFiles(file).withCache(files), Overrides.NONE);
        } catch (InvalidScenarioException invalid) {
            // The page shows the problems of the text.
        }
        return files.keySet();
    }

    /**
     * Returns the access to files beside the scenario file; no access if the scenario has no file or the file is
     * deleted.
     */
    private static ReferencedFiles referencedFiles(Optional<Path> file) {
        try {
            if (file.isPresent()) {
                return ReferencedFiles.ofFolder(file.get(), other -> {});
            }
        } catch (IOException e) {
            // The scenario is then read as one without a file.
        }
        return ReferencedFiles.withoutFolder();
    }

    /** Returns the name, the text and the files that the text refers to as JSON. Files beyond 8 MB are left out. */
    String json(Library library) {
        Map<String, String> files = new ConcurrentHashMap<>();
        try {
            read(library, text, Overrides.NONE, files);
        } catch (InvalidScenarioException invalid) {
            // The page shows the problems of the text.
        }
        JsonBuilder json = JsonBuilder.compact()
                .beginObject()
                .name("name")
                .value(name)
                .name("text")
                .value(text);
        json.name("files").beginObject();
        long bytes = 0;
        for (Map.Entry<String, String> entry : new TreeMap<>(files).entrySet()) {
            bytes += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
            if (bytes <= MOST_BYTES) {
                json.name(entry.getKey()).value(entry.getValue());
            }
        }
        return json.endObject().endObject().text();
    }
}

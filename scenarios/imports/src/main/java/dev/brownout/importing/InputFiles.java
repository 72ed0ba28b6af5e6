package dev.brownout.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sources of the files that a user names. */
public final class InputFiles {
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private InputFiles() {}

    /** Returns a source for each file. A file with the name {@code -} is standard input. */
    public static List<ImportSource> sources(List<String> files) {
        return files.stream()
                .map(file -> file.equals("-")
                        ? new ImportSource(
                                "standard input",
                                ImportSource.file(STANDARD_INPUT).opener())
                        : ImportSource.file(Path.of(file)))
                .toList();
    }

    /**
     * Replaces each folder by the YAML and JSON files below it, in alphabetical order. Other names are kept.
     *
     * @throws ImportException if a folder has no such file, or cannot be read
     */
    public static List<String> inFolders(List<String> files) throws ImportException {
        List<String> all = new ArrayList<>();
        for (String file : files) {
            if (!Files.isDirectory(Path.of(file))) {
                all.add(file);
                continue;
            }
            try (Stream<Path> below = Files.walk(Path.of(file))) {
                List<String> found = below.filter(Files::isRegularFile)
                        .map(Path::toString)
                        .filter(name -> name.matches(".*\\.(ya?ml|json)"))
                        .sorted()
                        .toList();
                if (found.isEmpty()) {
                    throw new ImportException("{}: no file in this folder ends in .yaml, .yml or .json", file);
                }
                all.addAll(found);
            } catch (IOException | UncheckedIOException unreadable) {
                throw new ImportException("{}: cannot be read", file);
            }
        }
        return all;
    }
}

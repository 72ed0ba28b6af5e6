package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks of generated files in the repository. */
public final class GeneratedFiles {
    /** Maximum number of removed lines, and of added lines, in a failure message. */
    private static final int FEW = 5;

    private GeneratedFiles() {}

    /** Compares a file with its expected text. With {@code -Dbrownout.write=true}, writes the file first. */
    public static void requireEqual(Path file, String text, String command) throws IOException {
        if (Boolean.getBoolean("brownout.write")) {
            Files.writeString(file, text);
        }
        String kept = Files.readString(file);
        String changes = Stream.concat(
                        missing(kept, text).map("- "::concat),
                        missing(text, kept).map("+ "::concat))
                .collect(Collectors.joining("\n"));
        assertThat(kept.equals(text))
                .as("%s is not up to date; regenerate it: %s\n%s", file.getFileName(), command, changes)
                .isTrue();
    }

    /**
     * Compares a folder with its expected texts by relative path. With {@code -Dbrownout.write=true}, replaces the
     * folder first.
     */
    public static void sameFolder(Path folder, Map<String, String> texts, String command) throws IOException {
        if (Boolean.getBoolean("brownout.write")) {
            for (String extra : files(folder)) {
                if (!texts.containsKey(extra)) {
                    Files.delete(folder.resolve(extra));
                }
            }
            for (String path : texts.keySet()) {
                Files.createDirectories(folder.resolve(path).getParent());
            }
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            requireEqual(folder.resolve(text.getKey()), text.getValue(), command);
        }
        assertThat(files(folder)).as("files of %s", folder.getFileName()).isEqualTo(new TreeSet<>(texts.keySet()));
    }

    private static Set<String> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> missing(String text, String other) {
        Set<String> lines = other.lines().collect(Collectors.toSet());
        return text.lines().filter(line -> !lines.contains(line)).limit(FEW);
    }
}

package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks of generated files in the repository. */
public final class GeneratedFiles {
    /** Maximum number of removed lines, and of added lines, in a failure message. */
    private static final int FEW = 5;

    private GeneratedFiles() {}

    /** Compares a file with its expected text. With {@code -Dbrownout.write=true}, writes the file first. */
    public static void same(Path file, String text, String command) throws IOException {
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

    private static Stream<String> missing(String text, String other) {
        Set<String> lines = other.lines().collect(Collectors.toSet());
        return text.lines().filter(line -> !lines.contains(line)).limit(FEW);
    }
}

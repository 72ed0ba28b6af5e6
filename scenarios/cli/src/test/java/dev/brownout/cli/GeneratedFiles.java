package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of the repository that the program writes. */
public final class GeneratedFiles {
    /** So many of the lines that are gone are told, and of those that are new. */
    private static final int FEW = 5;

    private GeneratedFiles() {}

    /** Compares a file with what it should say; with {@code -Dbrownout.write=true} writes it first. */
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
                .as("%s is not what the program says; write it anew: %s\n%s", file.getFileName(), command, changes)
                .isTrue();
    }

    private static Stream<String> missing(String text, String other) {
        Set<String> lines = other.lines().collect(Collectors.toSet());
        return text.lines().filter(line -> !lines.contains(line)).limit(FEW);
    }
}

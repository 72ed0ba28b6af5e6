package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository that are made from the program. */
final class Kept {
    private Kept() {}

    /** Compares a file with what it should say; with {@code -Dbrownout.write=true} writes it first. */
    static void same(Path file, String text, String command) throws IOException {
        if (Boolean.getBoolean("brownout.write")) {
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file))
                .as("%s is not what the program says; write it anew: %s", file.getFileName(), command)
                .isEqualTo(text);
    }
}

package dev.brownout.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Lists of English texts without a Korean form, in {@code target/missing-translations} of a module. Such a text is
 * shown in English, and fails no test.
 */
public final class MissingTranslations {
    private static final Path FOLDER = Path.of("target/missing-translations");

    private MissingTranslations() {}

    /**
     * Writes the list of one group of texts, such as {@code manual}.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(String group, Collection<String> texts) throws IOException {
        Files.createDirectories(FOLDER);
        Files.write(FOLDER.resolve(group + ".txt"), texts);
    }
}

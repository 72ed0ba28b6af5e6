package dev.brownout.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Comparison of an output with the reviewed file of the same name. */
public final class Golden {

    private Golden() {}

    /** Fails if the text differs from the resource {@code golden/NAME}. The text is left in {@code target/golden}. */
    public static void check(String name, String actual) {
        try {
            Path copy = Files.createDirectories(Path.of("target", "golden")).resolve(name);
            Files.writeString(copy, actual);
            try (InputStream expected = Golden.class.getResourceAsStream("/golden/" + name)) {
                assertThat(expected).as("no golden file, see %s", copy).isNotNull();
                assertThat(actual)
                        .as("differs from the golden file, see %s", copy)
                        .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

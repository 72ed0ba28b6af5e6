package dev.brownout.library;

import dev.brownout.language.Loader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The scenarios that come with the program, by name. */
public final class ShippedLibrary implements Loader.Library {

    /** Names, titles and questions for people, in the order in which a newcomer should meet them. */
    public String listing() {
        return resource("index.txt").orElseThrow();
    }

    /** Their names in the same order. */
    public List<String> names() {
        return listing()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    @Override
    public Optional<String> text(String name) {
        return names().contains(name) ? resource(name + ".yaml") : Optional.empty();
    }

    private static Optional<String> resource(String file) {
        try (InputStream stream = ShippedLibrary.class.getResourceAsStream(file)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

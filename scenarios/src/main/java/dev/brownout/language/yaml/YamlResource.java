package dev.brownout.language.yaml;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node.Entries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** YAML files of the program. */
public final class YamlResource {
    private YamlResource() {}

    /**
     * Returns the entries of a YAML file.
     *
     * @param file content of the file; it is not closed
     * @param name of the file, for errors
     * @throws IllegalStateException if the file is no valid YAML map
     */
    public static Entries entries(InputStream file, String name) {
        try {
            return entries(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Returns the entries of a YAML text.
     *
     * @throws IllegalStateException if the text is no valid YAML map
     */
    public static Entries entries(String name, String text) {
        ProblemCollector findings = new ProblemCollector();
        Node node = YamlReader.read(name, text, SourceLocation.DEFAULT, findings);
        if (findings.errors() > 0 || !(node instanceof Entries all)) {
            throw new IllegalStateException(name + ": " + findings.sorted());
        }
        return all;
    }
}

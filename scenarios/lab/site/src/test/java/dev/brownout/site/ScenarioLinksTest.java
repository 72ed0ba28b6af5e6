package dev.brownout.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.library.ShippedLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class ScenarioLinksTest {
    private final ScenarioLinks links = new ScenarioLinks(new LibraryLinks(Set.of()));

    /** Returns the content of a link, decompressed by the JDK. */
    private static String content(String fragment) throws IOException {
        assertThat(fragment).startsWith("#1.");
        byte[] stream = Base64.getUrlDecoder().decode(fragment.substring("#1.".length()));
        try (InflaterInputStream content = new InflaterInputStream(new ByteArrayInputStream(stream))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(String name) {
        return new ShippedLibrary().text(name).orElseThrow();
    }

    @Test
    void libraryScenariosAreNamed() throws IOException {
        assertThat(content(links.fragment(text("retry-storm")).orElseThrow())).isEqualTo("{\"name\":\"retry-storm\"}");
    }

    @Test
    void otherScenariosAreCarried() throws IOException {
        String changed = text("hello-world") + "# " + "\"ü".repeat(40_000) + "\n";
        String json = content(links.fragment(changed).orElseThrow());
        assertThat(json).hasSizeGreaterThan(80_000).startsWith("{\"text\":\"").contains("\\\"ü\\\"ü");
    }

    @Test
    void partsAndInvalidScenariosAreNotLinked() {
        assertThat(links.fragment("load: 100/s\n")).isEmpty();
        assertThat(links.fragment(text("hello-world").replace("components:", "componets:")))
                .isEmpty();
        assertThat(links.fragment(text("hello-world").replace("kind: server", "kind: sever")))
                .isEmpty();
    }
}

package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code docs/incidents.md} lists every scenario of the incidents group. */
@Tag("story")
class IncidentsPageTest {
    private static final Path PAGE = Path.of("../../docs/incidents.md");
    private static final String GROUP = "incidents and papers";

    private static List<String> names() {
        return new ShippedLibrary()
                .entries().stream()
                        .filter(entry -> entry.group().equals(GROUP))
                        .map(ShippedLibrary.Entry::name)
                        .toList();
    }

    @Test
    void pageListsEveryScenarioOfTheGroup() throws IOException {
        List<String> messages = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| [`"))
                .map(line -> line.substring(4, line.indexOf('`', 4)))
                .toList();
        assertThat(messages).hasSizeGreaterThanOrEqualTo(8).isEqualTo(names());
    }
}

package dev.brownout.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioChartsTest {
    @Test
    void chartOfAScenarioIsAPictureOfItsPageWithItsTitleAsText() throws IOException {
        Map<String, ScenarioCharts.Picture> charts = ScenarioCharts.of(List.of("hello-world"));
        PageDirectives directives = new PageDirectives(Path.of("docs"), charts);
        String text = directives.expand("library/first-steps/hello-world.md", "A\n\n<!-- chart hello-world -->\n\nB\n");
        assertThat(text)
                .matches("A\n\n\\[!\\[page p99: \\d+ ms]\\(hello-world\\.svg\\)]\\(hello-world\\.svg\\)\n\nB\n");
        byte[] svg = directives.pictures().get("library/first-steps/hello-world.svg");
        assertThat(new String(svg, StandardCharsets.UTF_8)).contains("<svg ").contains("page p99");
        assertThat(svg.length).isLessThan(100_000);
    }

    @Test
    void linesOfChartsAreRemovedWithoutCharts() throws IOException {
        PageDirectives directives = new PageDirectives(Path.of("docs"), Map.of());
        assertThat(directives.expand("library/a.md", "A\n<!-- chart a -->\nB\n"))
                .isEqualTo("A\nB\n");
        assertThat(directives.pictures()).isEmpty();
    }
}

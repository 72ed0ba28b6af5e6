package dev.brownout.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/** Links to the page for browsers, decompressed by the JDK. */
class PageLinkTest {
    private static final String PAGE = "https://example.org/page/";
    private static final String SHOP = """
            load: 20/s
            run: { duration: 30s }
            components:
              web: { kind: server, cores: 2, service: exp(40ms) }
            requests:
              page: { path: [web] }
            """;

    private static Optional<JsonNode> link(Map<String, Object> arguments) throws IOException {
        GivenScenario scenario = GivenScenario.of(new ToolArguments(arguments), "scenario", Optional.empty());
        Optional<String> link = PageLink.address(PAGE, scenario, scenario.check());
        if (link.isEmpty()) {
            return Optional.empty();
        }
        assertThat(link.get()).startsWith(PAGE + "#1.").hasSizeLessThan(PageLink.MOST_CHARACTERS);
        byte[] stream = Base64.getUrlDecoder().decode(link.get().substring(PAGE.length() + 3));
        return Optional.of(new ObjectMapper().readTree(new InflaterInputStream(new ByteArrayInputStream(stream))));
    }

    @Test
    void unchangedLibraryScenarioIsNamed() throws IOException {
        assertThat(link(Map.of("library", "ladder/06", "seed", 7)).orElseThrow())
                .hasToString("{\"name\":\"ladder/06-cache\",\"seed\":\"7\"}");
    }

    @Test
    void textIsCarriedWithTheFilesThatItNames() throws IOException {
        String text = SHOP.replace("exp(40ms)", "file(times.csv)");
        JsonNode content = link(Map.of("scenario", text, "files", Map.of("times.csv", "1ms\n2ms\n", "other.csv", "")))
                .orElseThrow();
        assertThat(content.path("text").asText()).isEqualTo(text);
        assertThat(content.path("files")).hasToString("{\"times.csv\":\"1ms\\n2ms\\n\"}");
    }

    @Test
    void changedSettingsAreWrittenIntoTheText() throws IOException {
        JsonNode content = link(Map.of("scenario", SHOP, "set", List.of("web.cores=3", "load=30/s")))
                .orElseThrow();
        assertThat(content.path("text").asText())
                .isEqualTo(SHOP.replace("cores: 2", "cores: 3").replace("20/s", "30/s"));
    }

    /** The text does not write the setting, or has another value for it in a variant. */
    @Test
    void settingThatTheTextCannotExpressHasNoLink() throws IOException {
        assertThat(link(Map.of("scenario", SHOP, "set", List.of("web.nodes=3"))))
                .isEmpty();
        String variants = SHOP + "variants:\n  two: {}\n  four: { set: { web.cores: 4 } }\n";
        assertThat(link(Map.of("scenario", variants, "set", List.of("web.cores=3"))))
                .isEmpty();
    }

    @Test
    void scenarioThatIsTooLongHasNoLink() throws IOException {
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            noise.append("# ").append(i * 7919 % 10_007).append('\n');
        }
        assertThat(link(Map.of("scenario", SHOP + noise))).isEmpty();
    }
}

package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.VariantResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Output for a model of a thousand components: the report shows the most important ones, the data files contain all.
 */
@Tag("story")
class LargeModelTest {
    private static final int COMPONENTS = 1_000;
    private static final int CHAIN = 10;
    private static final int MOST_BYTES = 3_000_000;

    @TempDir
    private Path folder;

    @Test
    void reportOfAThousandComponentsIsShortButComplete() throws Exception {
        Path file = Files.writeString(folder.resolve("chains.yaml"), chains());
        Path out = folder.resolve("out");
        Session session = Session.of("run", file.toString(), "--out", out.toString());
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        String html = Files.readString(out.resolve("report.html"));
        assertThat(html.length()).isLessThan(MOST_BYTES);
        assertThat(Files.size(out.resolve("report.html"))).isLessThan(MOST_BYTES);
        assertThat(html)
                .contains("Of 1,000 components and 100 classes of requests, charts show the 24 busiest")
                .contains("All metrics of 26 components")
                .contains("43,202, each in result.json")
                .contains("10,000 of 10,000 passed")
                .contains("26 of 1,000 components, with their callers and callees");
        String measures = "<td dir=\"auto\">in flight</td>";
        assertThat(html)
                .contains("<td dir=\"auto\">tier999</td>" + measures, "<td dir=\"auto\">tier500</td>" + measures);
        VariantResult result = ResultJsonReader.read(Files.readAllBytes(out.resolve("result.json")))
                .variants()
                .get(0);
        assertThat(result.components()).hasSize(COMPONENTS);
        assertThat(result.audit()).hasSize(43_202);
        String series = Files.readString(out.resolve("series.csv"));
        String header = series.substring(0, series.indexOf('\n'));
        for (String name : result.components().keySet()) {
            assertThat(html).contains("<td dir=\"auto\">" + name + "</td>");
            assertThat(header).contains("," + name + ".utilization [");
        }
        assertThat(out.resolve("charts").resolve("tier500-utilization.svg")).exists();
    }

    /** Returns chains of ten components with ten hosts each. */
    private static String chains() {
        StringBuilder yaml = new StringBuilder("scenario: chains\ncomponents:\n");
        for (int i = 1; i <= COMPONENTS; i++) {
            yaml.append("  tier").append(i);
            yaml.append(": { kind: server, nodes: 10, cores: 8, queue: unlimited, service: exp(1ms) }\n");
        }
        yaml.append("requests:\n");
        for (int first = 1; first <= COMPONENTS; first += CHAIN) {
            String path = String.join(
                    ", ",
                    IntStream.range(first, first + CHAIN)
                            .mapToObj(i -> "tier" + i)
                            .toList());
            yaml.append("  get").append(first).append(": { path: [").append(path);
            yaml.append("], rate: 200/s, timeout: 1s }\n");
        }
        return yaml + "charts: [tier500.utilization]\nsla: { calm: tier999.utilization < 50% }\n"
                + "run: { duration: 2s, warmup: 0s }\n";
    }
}

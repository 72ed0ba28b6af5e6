package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Output for a model of hundreds of components: the report shows the most important ones, the data files contain all.
 */
@Tag("story")
class LargeModelTest {
    private static final int MOST_BYTES = 3_000_000;

    @TempDir
    private Path folder;

    /** Runs a model. Each component has 43 checks of its balance, each class of requests has two. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"300, 4", "1000, 10"})
    void reportOfALargeModelIsShortButComplete(int components, int chain) throws Exception {
        int classes = components / chain;
        int checks = 43 * components + 2 * classes + 2;
        Path file = Files.writeString(folder.resolve("chains.yaml"), chains(components, chain));
        Path out = folder.resolve("out");
        Session session = Session.of("run", file.toString(), "--out", out.toString());
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        String html = Files.readString(out.resolve("report.html"));
        assertThat(html.length()).isLessThan(MOST_BYTES);
        assertThat(Files.size(out.resolve("report.html"))).isLessThan(MOST_BYTES);
        assertThat(html)
                .contains(
                        text("Of %,d components and %,d classes of requests, charts show the 24", components, classes))
                .contains("All metrics of 26 components")
                .contains(text("%,d, each in result.json", checks))
                .contains(text("%1$,d of %1$,d passed", components * 10))
                .contains(text("26 of %,d components, with their callers and callees", components));
        String measures = "<td dir=\"auto\">in flight</td>";
        assertThat(html)
                .contains("<td dir=\"auto\">tier" + (components - 1) + "</td>" + measures)
                .contains("<td dir=\"auto\">tier" + components / 2 + "</td>" + measures);
        VariantResult result = ResultJsonReader.read(Files.readAllBytes(out.resolve("result.json")))
                .variants()
                .get(0);
        assertThat(result.components()).hasSize(components);
        assertThat(result.accounting().audit()).hasSize(checks);
        String series = Files.readString(out.resolve("series.csv"));
        String header = series.substring(0, series.indexOf('\n'));
        for (String name : result.components().keySet()) {
            assertThat(html).contains("<td dir=\"auto\">" + name + "</td>");
            assertThat(header).contains("," + name + ".utilization [");
        }
        assertThat(out.resolve("charts").resolve("tier" + components / 2 + "-utilization.svg"))
                .exists();
    }

    private static String text(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }

    /** Returns chains of components with ten hosts each. */
    private static String chains(int components, int chain) {
        StringBuilder yaml = new StringBuilder("scenario: chains\ncomponents:\n");
        for (int i = 1; i <= components; i++) {
            yaml.append("  tier").append(i);
            yaml.append(": { kind: server, nodes: 10, cores: 8, queue: unlimited, service: exp(1ms) }\n");
        }
        yaml.append("requests:\n");
        for (int first = 1; first <= components; first += chain) {
            String path = String.join(
                    ", ",
                    IntStream.range(first, first + chain)
                            .mapToObj(i -> "tier" + i)
                            .toList());
            yaml.append("  get").append(first).append(": { path: [").append(path);
            yaml.append("], rate: 200/s, timeout: 1s }\n");
        }
        return yaml + "charts: [tier" + components / 2 + ".utilization]\nsla: { calm: tier" + (components - 1)
                + ".utilization < 50% }\nrun: { duration: 2s, warmup: 0s }\n";
    }
}

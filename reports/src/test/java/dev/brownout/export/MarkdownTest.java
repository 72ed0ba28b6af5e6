package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import dev.brownout.summary.Block.Flow;
import dev.brownout.summary.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    private static RunResult with(RunResult result, List<VariantResult> variants) {
        return new RunResult(
                result.scenario(),
                result.name(),
                result.digest(),
                result.question(),
                result.lesson(),
                result.charts(),
                variants);
    }

    @Test
    void manyVariantsAreRowsBelowTheAssertions() {
        assertThat(Markdown.write(DatabaseSamples.hotKey())).contains("""
                | variant | site up | fast | even |
                | --- | --- | --- | --- |
                |  | `availability >= 99.9%` | `read.p99 < 100ms` | `db.skew < 1.5` |
                | plain | ! 78 %, expected violation | ! 400 ms, expected violation | ! 3.7, expected violation |
                | a shard of its own | ✓ 100 % | ✓ 55 ms | ✓ 1.01 |
                """);
    }

    @Test
    void equalVariantsAreReportedOnce() {
        RunResult tiny = TinySample.stoppedResult();
        VariantResult one = tiny.variants().get(0);
        String text = Markdown.write(with(tiny, List.of(one, one, one)));
        assertThat(text)
                .contains("| all 3 variants | $0.00048 | $0.216/h | $0.60 |")
                .containsOnlyOnce("**Timeline: all 3 variants**")
                .containsOnlyOnce("```mermaid");
    }

    @Test
    void diagramEscapesNames() {
        Flow flow = new Flow(
                List.of(
                        new Flow.Box(true, List.of("a\"]; click b href \"x\" ```\n#")),
                        new Flow.Box(false, List.of("결제", "server"))),
                List.of(new Flow.Arrow(0, 1, "70/s, 22.5 % fail")));
        assertThat(CallGraphText.MERMAID.of(flow)).isEqualTo("""
                flowchart LR
                  u0(["a#34;#93;#59; click b href #34;x#34; #96;#96;#96; #35;"])
                  c1["결제<br>server"]
                  u0 -->|"70/s, 22.5 % fail"| c1
                """);
        assertThat(CallGraphText.DOT.of(flow))
                .contains("label=\"a\\\"]; click b href \\\"x\\\"")
                .endsWith("}\n");
    }

    @Test
    void diagramGroupsComponentsOfOneHost() {
        Flow flow = new Flow(
                List.of(
                        new Flow.Box(true, List.of("page")),
                        new Flow.Box(false, List.of("web"), "box, machine"),
                        new Flow.Box(false, List.of("mail")),
                        new Flow.Box(false, List.of("db"), "box, machine")),
                List.of(new Flow.Arrow(0, 1, "1/s"), new Flow.Arrow(1, 3, "2/s")));
        assertThat(CallGraphText.MERMAID.of(flow)).isEqualTo("""
                flowchart LR
                  u0(["page"])
                  c2["mail"]
                  subgraph m0["box, machine"]
                    c1["web"]
                    c3["db"]
                  end
                  u0 -->|"1/s"| c1
                  c1 -->|"2/s"| c3
                """);
        assertThat(CallGraphText.DOT.of(flow)).contains("""
                  subgraph cluster_m0 { label="box, machine";
                    c1 [label="web"];
                    c3 [label="db"];
                  }
                """);
    }

    @Test
    void truncatedTextEndsAfterAWholeSection() {
        RunResult result = Samples.secondServer();
        String whole = Markdown.write(result);
        long all = whole.getBytes(StandardCharsets.UTF_8).length;
        assertThat(Markdown.within(2 * all, result, Part.of(""))).isEqualTo(whole);
        String cut = Markdown.within(all - 1, result, Part.of(""));
        assertThat(cut).endsWith("\n\n... truncated: size limit reached.\n");
        assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThan((int) all);
        assertThat(whole).startsWith(cut.substring(0, cut.indexOf("\n\n... truncated")));
        assertThat(Markdown.within(100, result, Part.of(""))).isEmpty();
    }

    @Test
    void changesSinceTheBaselineFollowTheVerdict() {
        RunResult result = Samples.secondServer();
        String old = Baseline.write(result).replaceFirst("page\\.p99: .*", "page.p99: 1 s");
        List<Baseline.Change> changes = Baseline.changes(old, Baseline.write(result));
        assertThat(Markdown.write(result, Baseline.part("Since the baseline", changes)))
                .contains("""

                **Since the baseline**

                | variant | what | was | is |
                | --- | --- | --- | --- |
                | two boxes | page.p99 | 1 s | 32 ms |
                """);
        assertThat(Markdown.write(result, Baseline.part("Since the baseline", List.of())))
                .contains("**Since the baseline**\n\nNothing has changed.\n");
    }
}

package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pareto frontier in the output of experiments. */
@Tag("once")
class FrontierOutputTest {
    @TempDir
    private Path folder;

    private Session session(String line, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of(line.replace("SHOP", Shop.writeTo(folder)).split(" +", -1)));
        arguments.addAll(List.of(more));
        Session session = Session.of(arguments.toArray(String[]::new));
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        return session;
    }

    @Test
    void comparisonNamesTheDominatingVariant() throws Exception {
        Session session = session("compare SHOP -n 6 --frontier");
        assertThat(session.out())
                .contains("Pareto frontier of all.cost (lower), page.p99 (lower), page.availability")
                .containsPattern("\n +quicker +\\$[0-9.]+ +[0-9]+ ms +100 % +✓ yes\n")
                .containsPattern("\n +plain +\\$[0-9.]+ +[0-9]+ ms +100 % +dominated by quicker\n")
                .contains("confidence: 6 replications");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
        String without = session("compare SHOP -n 6").out();
        assertThat(session.out()).startsWith(without);
    }

    @Test
    void folderHasTableAndChartOfTheFrontierUntilTheNextExperiment() throws Exception {
        Path out = folder.resolve("out");
        String line = "sweep SHOP --variant plain --vary box.cores=1..3 --for 5s -n 4";
        String printed = session(line + " --frontier", "--out", out.toString()).out();
        String csv = Files.readString(out.resolve("frontier.csv"));
        assertThat(printed).contains("wrote " + out.resolve("frontier.csv"));
        assertThat(csv)
                .startsWith("design,all.cost [$],all.cost ±,page.p99 [ns],page.p99 ±,page.availability [ratio],"
                        + "page.availability ±,replications,position,dominated_by\n")
                .contains("\nbox.cores 1,", ",4,frontier,");
        assertThat(session(line + " --frontier --format csv").out()).isEqualTo(csv);
        String report = Files.readString(out.resolve("report.html"));
        assertThat(report).contains("Pareto frontier of all.cost", "<figure id=\"frontier\">");
        session(line, "--out", out.toString());
        assertThat(Shop.files(out)).doesNotContainKeys("frontier.csv", "frontier.svg");
    }

    @Test
    @Tag("change")
    void jsonAndMarkdownHaveThePositions() throws Exception {
        String line = "capacity SHOP --variant plain --vary box.cores=1..3 --for 5s -n 3 --objectives cost,page.p95";
        JsonNode frontier = new ObjectMapper()
                .readTree(session(line + " --format json").out())
                .get("frontier");
        assertThat(frontier.get("objectives").get(1).get("metric").asText()).isEqualTo("page.p95");
        assertThat(frontier.get("designs").get(0).get("position").asText()).isIn("frontier", "undecided", "dominated");
        assertThat(session(line + " --format markdown").out()).contains("| design | all.cost | page.p95 | frontier |");
    }

    @Test
    @Tag("change")
    void designsOfATuningHavePositions() throws Exception {
        Path out = folder.resolve("tuned");
        String line = "tune SHOP --variant plain --vary box.cores=1..4 --for 5s -n 4 --runs 60";
        String printed = session(line + " --frontier", "--out", out.toString()).out();
        assertThat(printed)
                .contains("Pareto frontier of all.cost (lower), page.p99 (lower), page.availability")
                .containsPattern("\n +box.cores 4 +\\$[0-9.]+ +[0-9.]+ ms +")
                .contains("95 % confidence: 4 replications");
        assertThat(printed.lines()).allMatch(text -> text.length() <= 80);
        assertThat(Files.readString(out.resolve("report.html"))).contains("<figure id=\"frontier\">");
        assertThat(session(line + " --frontier --format csv").out())
                .isEqualTo(Files.readString(out.resolve("frontier.csv")));
        JsonNode frontier = new ObjectMapper()
                .readTree(session(line + " --objectives cost,page.p50 --format json")
                        .out())
                .get("frontier");
        assertThat(frontier.get("designs").size()).isGreaterThan(1);
        assertThat(session(line + " --frontier --format markdown").out())
                .contains("| design | all.cost | page.p99 | page.availability | frontier |");
        Session load = Session.of(("tune " + Shop.writeTo(folder) + " --vary load=10/s..40/s --frontier").split(" "));
        assertThat(load.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(load.err()).contains("--frontier: a search that varies the load tests each design at other loads");
    }

    /** No run is necessary to see that a metric has no better direction. An assertion gives it one. */
    @Test
    void objectiveWithoutADirectionIsRejectedBeforeTheRuns() throws Exception {
        String shop = Shop.writeTo(folder);
        Path out = folder.resolve("none");
        for (String command : List.of(
                "sweep " + shop + " --vary box.cores=1..2",
                "compare " + shop,
                "capacity " + shop + " --vary box.cores=1..2",
                "tune " + shop + " --vary box.cores=1..2")) {
            Session session = Session.of((command + " --objectives cost,box.utilization --out " + out).split(" "));
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(session.err())
                    .contains("--objectives box.utilization: neither higher nor lower is better; expected a cost")
                    .contains("an upper or lower bound of box.utilization as an assertion under 'sla'");
            assertThat(out).doesNotExist();
        }
        Path asserted = Files.writeString(
                folder.resolve("asserted.yaml"),
                Shop.TEXT.replace("  up: availability", "  busy: box.utilization < 90%\n  up: availability"));
        session("sweep " + asserted + " --vary box.cores=1..2 --for 5s -n 2 --objectives cost,box.utilization");
    }

    @Test
    void costIsLeftOutWithoutPrices() throws Exception {
        String printed = session("sweep SHOP --vary box.cores=1..2 --for 5s -n 2 --set price_list=none --frontier")
                .out();
        assertThat(printed)
                .contains("Pareto frontier of page.p99 (lower), page.availability (higher)")
                .contains("No design has a cost, because no component has a price");
    }

    @Test
    void mergedShardsHaveAFrontier() throws Exception {
        Path out = folder.resolve("shard");
        session("sweep SHOP --vary box.cores=1..2 --for 5s -n 2 --shard 1/1", "--out", out.toString());
        String merged = session(
                        "merge", out.toString(), "--out", folder.resolve("all").toString(), "--frontier")
                .out();
        assertThat(merged).contains("Pareto frontier of all.cost");
    }
}

package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of experiments that need fewer runs for the same confidence. */
@Tag("once")
class FewerRunsTest {
    @TempDir
    private Path folder;

    private String outputOf(String line, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of(line.replace("SHOP", Shop.writeTo(folder)).split(" +", -1)));
        arguments.addAll(List.of(more));
        Session session = Session.of(arguments.toArray(String[]::new));
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        return session.out();
    }

    @Test
    void comparisonStopsWhenItIsDecided() throws Exception {
        String text = outputOf("compare SHOP --precision 20% --most 60");
        assertThat(text)
                .containsPattern("Stopped after [0-9]+ of at most 60 pairs of runs: each result is decided, or within")
                .contains("divided among 6 looks", "Common random numbers remove ", "99.17 %");
        assertThat(text.lines()).allMatch(line -> line.length() <= 80);
        JsonNode json = new ObjectMapper().readTree(outputOf("compare SHOP --precision 20% --most 60 --format json"));
        assertThat(json.get("stopping").get("replications").asInt())
                .isEqualTo(json.get("replications").asInt())
                .isLessThan(60);
        assertThat(outputOf("compare SHOP --precision 20% --most 60 --format markdown"))
                .contains("Stopped after ");
    }

    @Test
    void pointsAndDesignsStopSeparately() throws Exception {
        assertThat(outputOf("sweep SHOP --variant plain --vary box.cores=1..2 --precision 20% --most 40 --for 10s"))
                .contains("of at most 80 replications (")
                .contains("summary.csv has their 99 % intervals");
        assertThat(outputOf("capacity SHOP --variant plain --vary box.cores=1..2 --precision 20% --most 40 --for 10s"))
                .contains("have 95 % confidence. The search", "Stopped after ");
    }

    @Test
    void controlVariatesAddATable() throws Exception {
        String plain = outputOf("replicate SHOP -n 6 --metric all.offered --for 5s");
        String text = outputOf("replicate SHOP -n 6 --control-variates --for 5s");
        assertThat(text)
                .startsWith(plain)
                .containsPattern("\n +quicker +page.mean +[0-9.]+ ms ± [0-9.]+ ms +[0-9.-]+ +[0-9.]+ % +[0-9]+\n");
        JsonNode json =
                new ObjectMapper().readTree(outputOf("replicate SHOP -n 6 --control-variates --for 5s --format json"));
        assertThat(json.get("control_variates")
                        .get("estimates")
                        .get(0)
                        .get("metric")
                        .asText())
                .isEqualTo("page.mean");
        String users = "users(5 think=exp(100ms))";
        assertThat(outputOf("replicate SHOP -n 4 --control-variates --for 5s", "--set", "load=" + users))
                .contains("has no control variate: the expected number");
    }
}

package dev.brownout.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.ChosenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON results of the calls of a page, and the texts in them. */
class PageCallsTest {
    private static final RunRequest PLAIN = new RunRequest("", List.of(), List.of());
    private static final String STEP = "ladder/03-bigger-boxes";

    private final EngineCalls calls = new EngineCalls();

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    private static List<String> texts(JsonNode list, String property) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.get(property).asText()));
        return texts;
    }

    private RunOutput run(String name) throws InvalidScenarioException {
        return calls.run(name, calls.scenario(name), Map.of(), PLAIN, RunLimits.STANDARD, shares -> {});
    }

    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(
            strings = {STEP, "hello-world", "single-server", "co-location", "ladder/02-web-and-data", "split-brain"})
    void viewHasTheTextsOfTheTerminal(String name) throws InvalidScenarioException, JsonProcessingException {
        requireTextsOfTheTerminal(name);
    }

    @ParameterizedTest
    @Tag("thorough")
    @ValueSource(
            strings = {
                "load-balancer",
                "primary-failover",
                "ladder/04-load-balancer",
                "ladder/06-cache",
                "presence",
                "retry-storm"
            })
    void viewOfALongRunHasTheTextsOfTheTerminal(String name) throws InvalidScenarioException, JsonProcessingException {
        requireTextsOfTheTerminal(name);
    }

    private void requireTextsOfTheTerminal(String name) throws InvalidScenarioException, JsonProcessingException {
        RunOutput output = run(name);
        JsonNode view = json(output.view());
        String screen = output.screen();
        assertThat(screen).contains(view.get("title").asText().replaceFirst(":.*", ""));
        assertThat(screen.replaceAll("\\s+", " ")).contains(view.get("sentence").asText());
        assertThat(view.get("verdict").asText()).isEqualTo(output.verdict());
        boolean single = view.get("variants").size() == 1;
        for (JsonNode variant : view.get("variants")) {
            for (JsonNode assertion : variant.get("assertions")) {
                String value = assertion.get("symbol").asText() + " "
                        + assertion.get("value").asText();
                boolean omitted = screen.contains(" more met: ");
                assertThat(omitted || screen.contains(value))
                        .as(name + assertion)
                        .isTrue();
            }
            for (JsonNode fact : variant.get("facts")) {
                String text = fact.get("value").asText().replaceFirst(";.*", "");
                assertThat(!single || screen.replaceAll("\\s+", " ").contains(text))
                        .as(name + fact)
                        .isTrue();
            }
        }
    }

    @Test
    void viewHasChartsAndTopologies() throws InvalidScenarioException, JsonProcessingException {
        JsonNode view = json(run(STEP).view());
        for (JsonNode variant : view.get("variants")) {
            assertThat(texts(variant.get("charts"), "kind")).containsExactly("lines", "lines");
            assertThat(texts(variant.get("charts"), "id")).containsExactly("asserted", "failures");
            assertThat(variant.get("charts").get(1).get("unit").asText()).isEqualTo("1/s");
        }
        assertThat(texts(view.get("topologies"), "variant")).containsExactly("16 cores", "4 cores");
        int values = view.at("/topologies/0/boxes/1/measures/0/values").asInt();
        assertThat(view.get("columns").get(values).size()).isGreaterThan(100);
        assertThat(view.get("fault").get(0).asInt()).isEqualTo(120);
        assertThat(view.get("seed").isTextual()).isTrue();
        assertThat(view.get("requests").isIntegralNumber()).isTrue();
        JsonNode prediction = view.at("/variants/0/predictions/0");
        assertThat(prediction.get("words").asText()).isEqualTo("utilization of web from 20s to 2m");
        assertThat(prediction.get("predictedText").asText()).isEqualTo("45 %");
        assertThat(prediction.get("estimate").isNull()
                        || prediction.get("estimate").isNumber())
                .isTrue();
        assertThat(view.at("/variants/0/events/0/words").asText()).isEqualTo("crash web/1 for 24s");
        assertThat(view.at("/variants/0/numbers/0/metric").asText()).isEqualTo("failed");
    }

    @Test
    void stoppedRunReportsTheReason() throws InvalidScenarioException, JsonProcessingException {
        RunLimits few = new RunLimits(1000, 60, 1000);
        RunOutput output = calls.run(STEP, calls.scenario(STEP), Map.of(), PLAIN, few, shares -> {});
        assertThat(json(output.view()).get("stopped").asText())
                .startsWith("The run ended early, at 0:05 of 4:20: ")
                .contains("limit of 1,000 simulated requests reached");
    }

    @Test
    void estimateHasTheResourcesOfEachVariant() throws InvalidScenarioException, JsonProcessingException {
        JsonNode estimate = json(calls.estimate(STEP, calls.scenario(STEP), Map.of()));
        assertThat(texts(estimate.get("variants"), "bottleneck")).containsExactly("db/primary", "web");
        assertThat(estimate.at("/variants/0/saturation").asDouble()).isEqualTo(400);
        JsonNode station = estimate.at("/variants/0/stations/2");
        assertThat(station.get("name").asText()).isEqualTo("web");
        assertThat(station.get("mean").asDouble()).isBetween(0.04, 0.05);
        assertThat(station.get("from").asDouble()).isEqualTo(20);
        assertThatThrownBy(() -> calls.estimate("none", "load: 1/s", Map.of()))
                .isInstanceOf(InvalidScenarioException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "load, 400, 'capacity 400/s: web is saturated'",
        "components.web.cores, 8, 'capacity 8: web is saturated below'",
        "components.web.service[0], 88.9, 'capacity 88.9ms: web is saturated'",
        "components.web.queue, , 'utilization of db/primary at most 45 % from 1 to 200'"
    })
    void capacityIsTheSaturationOfASetting(String path, Double at, String words)
            throws InvalidScenarioException, JsonProcessingException {
        JsonNode capacity = json(calls.capacity(STEP, calls.scenario(STEP), Map.of(), path));
        assertThat(capacity.get("words").asText()).isEqualTo(words);
        assertThat(capacity.get("at").isNull() ? null : capacity.get("at").asDouble())
                .isEqualTo(at);
    }

    @Test
    void capacityNeedsANumberOfTheText() {
        assertThatThrownBy(() -> calls.capacity(STEP, calls.scenario(STEP), Map.of(), "components.web.none"))
                .isInstanceOf(ExperimentException.class)
                .hasMessage("no number at 'components.web.none'");
    }

    @Test
    @Tag("change")
    void libraryCountsStepsAndPredictions() throws InvalidScenarioException, JsonProcessingException {
        ShippedLibrary library = new ShippedLibrary();
        JsonNode catalog = json(calls.catalog());
        assertThat(texts(catalog, "name")).isEqualTo(library.names());
        for (JsonNode entry : catalog) {
            String name = entry.get("name").asText();
            int step = library.ladder().indexOf(name) + 1;
            assertThat(entry.get("step").asInt()).isEqualTo(step);
            int predictions = new Loader(library)
                    .load(name, calls.scenario(name), Overrides.NONE)
                    .variants()
                    .get(0)
                    .scenario()
                    .evaluation()
                    .predict()
                    .size();
            assertThat(entry.get("predictions").asInt()).as(name).isEqualTo(predictions);
        }
    }

    @Test
    void lessonHasQuestionsWithoutResults() throws JsonProcessingException {
        JsonNode lesson = json(calls.lesson(STEP));
        assertThat(texts(lesson.get("predictions"), "words"))
                .containsExactly("utilization of web from 20s to 2m", "availability", "mean latency of page");
        assertThat(texts(lesson.get("assertions"), "bound")).containsExactly(">= 99 %", "< 500 ms");
        assertThatThrownBy(() -> calls.lesson("none")).isInstanceOf(ExperimentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'cores: 16', 'coers: 16', coers, cores",
        "'kind: server', 'kind: sever', sever, server",
        "'timeout: 2s', 'timeout: 2sec', 2sec, 2s",
        "'load: 180/s', 'load: 180rps', 180rps, 180/s",
        "'- read: db', '- raed: db', raed, read",
        "'crash web/1', 'crahs web/1', crahs, crash",
        "'- web', '- wbe', wbe, web",
        "'>= 99%', '=> 99%', =>, >="
    })
    void correctionReplacesThePlaceOfTheProblem(String written, String mistake, String place, String fix)
            throws InvalidScenarioException, JsonProcessingException {
        String correct = calls.scenario(STEP);
        String text = correct.replaceFirst(Pattern.quote(written), mistake);
        EngineCalls.Problems problems = calls.validate(STEP, text, Map.of());
        Problem problem = problems.all().stream()
                .filter(each -> !each.fix().isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError(problems.text()));
        assertThat(problem.fix()).isEqualTo(fix);
        String line = text.lines().toList().get(problem.line() - 1);
        assertThat(line.substring(problem.column() - 1, problem.column() - 1 + problem.length()))
                .isEqualTo(place);
        assertThat(json(problems.json()).get("problems"))
                .anySatisfy(each -> assertThat(each.at("/fix/label").asText()).isEqualTo("Replace by " + fix));
    }

    @Test
    void replicationsHaveTheRowsOfTheCommand() throws InvalidScenarioException, JsonProcessingException {
        List<Double> shares = new ArrayList<>();
        String result = calls.replicate(
                STEP, calls.scenario(STEP), Map.of(), PLAIN, 3, RunLimits.STANDARD, each -> shares.add(each[0]));
        JsonNode replications = json(result);
        assertThat(replications.get("runs").asInt()).isEqualTo(3);
        assertThat(texts(replications.get("variants"), "name")).containsExactly("16 cores", "4 cores");
        JsonNode row = replications.at("/variants/0/rows/0");
        assertThat(row.get("mean").asText()).isEqualTo("89.9 % ± 0.415 %");
        assertThat(row.get("verdict").asText()).isEqualTo("expected violation");
        assertThat(row.get("met").asInt()).isZero();
        assertThat(replications.at("/variants/0/rows/2/met").isNull()).isTrue();
        assertThat(shares).isSorted().endsWith(1.0);
        RunLimits few = new RunLimits(100_000, 60, 1000);
        String stopped = calls.replicate(STEP, calls.scenario(STEP), Map.of(), PLAIN, 9, few, each -> {});
        assertThat(json(stopped).get("runs").asInt()).isEqualTo(1);
        assertThat(json(stopped).get("stopped").asText()).startsWith("limit of 100,000 simulated requests");
    }
}

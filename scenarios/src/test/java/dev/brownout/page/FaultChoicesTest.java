package dev.brownout.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.TestRound;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every fault that a page offers is a valid sentence of the scenario. */
@Tag("once")
class FaultChoicesTest {
    private static final Pattern FAULTS = Pattern.compile("(?m)^faults:[^\\n\\[]*\\n(?:\\s*#.*\\n)*(?<indent> *)-");
    private static final Pattern OTHER_FORM = Pattern.compile("(?m)^(?:use|faults):");
    private static final int ONE_OF = 5;
    private static final int EACH_BUILD = 5;

    private final EngineCalls calls = new EngineCalls();

    private JsonNode targets(String text) throws InvalidScenarioException, IOException {
        return new ObjectMapper().readTree(calls.targets("test", text, Map.of()));
    }

    /** Returns the sentences of all offered faults, each with one of the nodes. */
    private static List<String> sentences(JsonNode targets) {
        List<String> sentences = new ArrayList<>();
        for (JsonNode component : targets.get("components")) {
            component.get("faults").forEach(fault -> {
                List<String> nodes = new ArrayList<>();
                component.get("nodes").forEach(node -> nodes.add(node.asText()));
                String node = nodes.isEmpty() ? "" : nodes.get(sentences.size() % nodes.size());
                sentences.add(sentence(fault).replace("{node}", node));
            });
        }
        targets.get("links").forEach(link -> link.get("faults").forEach(fault -> sentences.add(sentence(fault))));
        targets.get("regions").forEach(region -> region.get("faults").forEach(fault -> sentences.add(sentence(fault))));
        return sentences;
    }

    private static String sentence(JsonNode fault) {
        return fault.get("sentence").asText() + (fault.get("lasting").asBoolean() ? " for 1s" : "");
    }

    private static String withFaults(String text, List<String> sentences, double position) {
        Matcher section = FAULTS.matcher(text);
        String time = "- at " + (long) position + "s: ";
        if (section.find()) {
            String indent = section.group("indent");
            StringBuilder lines = new StringBuilder();
            sentences.forEach(sentence ->
                    lines.append(indent).append(time).append(sentence).append('\n'));
            return text.substring(0, section.start("indent")) + lines + text.substring(section.start("indent"));
        }
        StringBuilder lines = new StringBuilder("\nfaults:\n");
        sentences.forEach(
                sentence -> lines.append("  ").append(time).append(sentence).append('\n'));
        return text + lines;
    }

    /** Checks the faults of some scenarios, and returns their number. */
    private int offeredAreAccepted(List<String> names) throws InvalidScenarioException, IOException {
        int offered = 0;
        for (String name : names) {
            String text = calls.scenario(name);
            if (OTHER_FORM.matcher(text).find() && !FAULTS.matcher(text).find()) {
                continue;
            }
            JsonNode targets = targets(text);
            List<String> sentences = sentences(targets);
            offered += sentences.size();
            String changed = withFaults(text, sentences, targets.get("seconds").asDouble() / 2);
            assertThat(calls.validate(name, changed, Map.of()).all()).as(name).allMatch(Problem::warning);
        }
        return offered;
    }

    @Test
    @Tag("rows")
    void offeredFaultsAreAccepted() throws InvalidScenarioException, IOException {
        List<String> names = new ShippedLibrary().names();
        List<String> some = IntStream.range(0, names.size())
                .filter(i -> i % ONE_OF == 0)
                .mapToObj(names::get)
                .toList();
        assertThat(offeredAreAccepted(TestRound.rotating(some, EACH_BUILD))).isPositive();
    }

    @Test
    @Tag("thorough")
    void offeredFaultsOfTheLibraryAreAccepted() throws InvalidScenarioException, IOException {
        List<String> names = new ShippedLibrary().names();
        assertThat(offeredAreAccepted(names)).isGreaterThan(10 * names.size());
    }

    @Test
    void partsOfAScenarioHaveTheirFaults() throws InvalidScenarioException, IOException {
        JsonNode targets = targets(calls.scenario("ladder/09-two-data-centres"));
        List<String> sentences = sentences(targets);
        assertThat(sentences)
                .contains(
                        "crash web for 1s",
                        "crash web/4 for 1s",
                        "slow web/4 x10 for 1s",
                        "errors web/2 20% for 1s",
                        "flush cache",
                        "traffic x3 for 1s",
                        "partition web ~ cache for 1s",
                        "power-off region/east for 1s",
                        "partition region/east ~ region/west for 1s",
                        "degrade link/east~west latency=+100ms for 1s")
                .doesNotContain("flush db", "flush web", "drain cache for 1s");
        assertThat(targets.get("warmup").asDouble())
                .isPositive()
                .isLessThan(targets.get("seconds").asDouble());
        assertThat(targets.get("components"))
                .allSatisfy(component -> assertThat(component.get("faults"))
                        .allSatisfy(
                                fault -> assertThat(fault.get("help").asText()).endsWith(".")));
        assertThatThrownBy(() -> targets("components: {}")).isInstanceOf(InvalidScenarioException.class);
    }
}

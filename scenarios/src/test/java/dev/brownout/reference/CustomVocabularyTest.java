package dev.brownout.reference;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.CustomVocabulary.Geometric;
import dev.brownout.reference.CustomVocabulary.Sawtooth;
import dev.brownout.reference.CustomVocabulary.Triangular;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Extension of the vocabulary: a custom distribution, key distribution and load are available everywhere once they are
 * registered.
 */
class CustomVocabularyTest {
    private static final LanguageDefinition DIALECT = new LanguageDefinition(CustomVocabulary.vocabulary());
    private static final String SCENARIO = """
            scenario: words of one's own
            run: 5s
            load: sawtooth(20/s 60/s every=1s)
            components:
              web: { kind: server, service: triangular(1ms 2ms 6ms) }
              shelf: { kind: cache, source: db }
              db: { kind: database }
            requests:
              page: { steps: [web, { read: shelf }], key: geometric(0.5 20) }
            """;

    private static Scenario scenario() throws InvalidScenarioException {
        return new Loader(DIALECT, none -> Optional.empty())
                .load("own", SCENARIO, Overrides.NONE)
                .variants()
                .get(0)
                .scenario();
    }

    private static List<String> complaints(String right, String wrong) {
        String text = replaceParts(SCENARIO, right, wrong);
        assertThat(text).isNotEqualTo(SCENARIO);
        try {
            new Loader(DIALECT, none -> Optional.empty()).load("own", text, Overrides.NONE);
            return List.of();
        } catch (InvalidScenarioException problems) {
            return problems.all().stream().map(Problem::message).toList();
        }
    }

    @Test
    void customWordsAreParsed() throws InvalidScenarioException {
        Scenario scenario = scenario();
        assertThat(scenario.workload().load()).contains(new Sawtooth(20, 60, 1_000_000_000));
        assertThat(scenario.workload().requests().get("page").key()).contains(new Geometric(0.5, 20));
        assertThat(scenario.components().get("web").spec().toString())
                .contains(new Triangular(1e6, 2e6, 6e6).toString());
    }

    @Test
    void customWordsRun() throws InvalidScenarioException {
        VariantResult result = Run.execute(scenario(), Run.Setup.of("own"), (share, events, inFlight) -> true);
        assertThat(result.run().simulatedRequests()).isBetween(150L, 250L);
    }

    @Test
    void argumentsOfCustomWordsAreValidated() {
        assertThat(complaints("triangular(1ms 2ms 6ms)", "triangulr(1ms 2ms 6ms)"))
                .singleElement()
                .asString()
                .startsWith("unknown law 'triangulr'; did you mean 'triangular'?");
        assertThat(complaints("triangular(1ms 2ms 6ms)", "triangular(1ms mode=2ms)"))
                .containsExactly("triangular needs high, and 'triangular(1ms mode=2ms)' has only mode, low, as in"
                        + " triangular(1ms 2ms 6ms)");
        assertThat(complaints("triangular(1ms 2ms 6ms)", "triangular(3ms 2ms 6ms)"))
                .containsExactly("triangular: low, mode and high must ascend");
        assertThat(complaints("geometric(0.5 20)", "geometric(2 20)"))
                .containsExactly("p '2' is too large; at most 0.999 is allowed");
        assertThat(complaints("geometric(0.5 20)", "geometric(0.5 1.5)"))
                .containsExactly("keys must be a whole number");
        assertThat(complaints("geometric(0.5 20)", "geometrical(0.5 20)"))
                .singleElement()
                .asString()
                .startsWith("unknown popularity 'geometrical'; did you mean 'geometric'?");
        assertThat(complaints("every=1s", "evry=1s"))
                .containsExactly("unknown argument of sawtooth 'evry'; did you mean 'every'?");
        assertThat(complaints("sawtooth(", "sawtoth("))
                .singleElement()
                .asString()
                .startsWith("unknown load 'sawtoth'; did you mean 'sawtooth'?");
    }

    @Test
    void customWordsAreInTheManual() {
        assertThat(ManualMarkdown.text(new Manual(DIALECT)))
                .contains("### triangular\n\nTriangular: what people guess who know three numbers.\n")
                .contains("| `mode` | a duration, size or number |  | The most likely. |")
                .contains("### geometric", "| `p` | a number, at least 0.001, at most 0.999 |  | That share. |")
                .contains("### sawtooth", "| `every` | a duration |  | Duration of the change. |");
    }

    @Test
    void customWordsAreInTheSchema() {
        assertThat(new Validator(DIALECT).problems(SCENARIO)).isEmpty();
        assertThat(new Validator(LanguageDefinition.standard()).problems(SCENARIO))
                .hasSize(3);
    }
}

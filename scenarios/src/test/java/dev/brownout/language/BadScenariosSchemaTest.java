package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.reference.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.error.YAMLException;

/** Invalid scenarios that the JSON schema rejects, and those that only the loader can reject. */
class BadScenariosSchemaTest {
    private static final Path FOLDER = Path.of("src/test/resources/bad");
    private static final Validator VALIDATOR = new Validator(SampleVerbs.dialect());

    /** Scenarios that are invalid YAML, or YAML without an equivalent in JSON. */
    private static final List<String> NO_YAML = words("""
            duplicate-assertion duplicate-component duplicate-key duplicate-request duplicate-section
            syntax-alias-loop syntax-bad-indent syntax-missing-value syntax-no-colon syntax-quote syntax-tab
            syntax-two-documents syntax-unclosed-brace syntax-unclosed-bracket trap-anchor trap-colon
            trap-greater trap-list-on-one-line trap-merge-list trap-percent trap-star
            """);

    /** Scenarios with invalid references, sums or expressions, which a schema cannot check. */
    private static final List<String> LOADER = words("""
            alert-looks alert-mttd-fault alert-mttd-owner alert-name alert-owner
            chance-repair-alone
            duplicate-fault-name duplicate-name journey-empty journey-key-grows journey-key-twice
            journey-key-unused journey-name journey-no-rate journey-returns-closed journey-returns-instant
            name-of-the-first-fault
            param-arithmetic param-choices param-none param-range param-set
            param-set-range param-unit param-unknown range-endless-time range-load range-mix range-percentiles
            range-share range-shares range-sweep range-too-large range-warmup reference-endpoint
            reference-expected-violation reference-journey-request
            reference-path reference-region reference-region-near reference-round-trip reference-session
            reference-set reference-set-request reference-step reference-swept
            relation-chart relation-every relation-fault
            relation-fault-near relation-no-fault relation-prediction relation-selector relation-unit
            relation-window-beyond relation-window-empty relation-window-late syntax-fault syntax-function syntax-number
            target-argument target-component target-late target-link target-long-form target-missing-argument
            target-number target-partition target-region trap-share-and-rate trap-tag trap-tags unit-missing-in-law
            """);

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    static List<String> files() throws IOException {
        return BadScenariosTest.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void schemaRejectsAllButSemanticErrors(String name) throws IOException {
        String sort = replaceParts(name, ".yaml", "");
        String text = Files.readString(FOLDER.resolve(name));
        String found;
        try {
            found = VALIDATOR.problems(text).isEmpty() ? "loader" : "schema";
        } catch (YAMLException | IllegalArgumentException | StackOverflowError noYaml) {
            found = "yaml";
        }
        String expected = NO_YAML.contains(sort) ? "yaml" : LOADER.contains(sort) ? "loader" : "schema";
        assertThat(sort + ": " + found).isEqualTo(sort + ": " + expected);
    }
}

package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.contrastsecurity.sarif.SarifSchema210;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.ProblemReport;
import dev.brownout.language.overlay.Overrides;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output of {@code validate --format sarif}: valid by the SARIF schema for every scenario with problems. */
class SarifTest {
    private static final String TYPED = """
            load: 20/s
            components:
              box: { kind: server, coers: 2 }
            requests:
              page: { path: [box], timeout: 5 }
            """;

    private static List<Problem> bad;

    private static List<Problem> problems(String name, String text) {
        Loader loader = new Loader(SampleVerbs.dialect(), none -> Optional.empty());
        InvalidScenarioException problems =
                catchThrowableOfType(InvalidScenarioException.class, () -> loader.load(name, text, Overrides.NONE));
        return problems.all();
    }

    @BeforeAll
    static void readBadScenarios() throws IOException {
        bad = new ArrayList<>();
        for (String name : BadScenariosTest.files()) {
            bad.addAll(problems(name, Files.readString(Path.of("src/test/resources/bad", name))));
        }
    }

    private static JsonNode results(List<Problem> problems) throws IOException {
        return new ObjectMapper().readTree(ProblemReport.sarif(problems, "1")).at("/runs/0/results");
    }

    private static List<String> fingerprints(List<Problem> problems) throws IOException {
        List<String> fingerprints = new ArrayList<>();
        results(problems)
                .forEach(one -> fingerprints.add(
                        one.at("/partialFingerprints/primaryLocationLineHash").asText()));
        return fingerprints;
    }

    private static Schema schema() throws IOException {
        try (InputStream file = SarifSchema210.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }
    }

    @Test
    void isValidByTheSarifSchema() throws IOException {
        String log = ProblemReport.sarif(bad, "1");
        assertThat(schema().validate(log, InputFormat.JSON)).isEmpty();
        List<Error> wrong =
                schema().validate(log.replaceFirst("\"level\" : \"error\"", "\"level\" : \"grave\""), InputFormat.JSON);
        assertThat(wrong).isNotEmpty();
        assertThat(schema().validate(ProblemReport.sarif(List.of(), "1"), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void everyResultHasADescribedRule() throws IOException {
        JsonNode run =
                new ObjectMapper().readTree(ProblemReport.sarif(bad, "1")).at("/runs/0");
        JsonNode rules = run.at("/tool/driver/rules");
        assertThat(rules)
                .hasSize(ProblemKind.values().length)
                .allSatisfy(rule ->
                        assertThat(rule.at("/shortDescription/text").asText()).endsWith("."));
        assertThat(run.at("/results"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(
                                rules.get(one.get("ruleIndex").asInt()).get("id"))
                        .isEqualTo(one.get("ruleId")));
    }

    @ParameterizedTest
    @CsvSource({
        "syntax, YAML",
        "duplicate, YAML",
        "unknown-key, UNKNOWN_NAME",
        "unit, VALUE",
        "range, VALUE",
        "reference, UNKNOWN_NAME"
    })
    void mostProblemsOfACategoryHaveOneRule(String sort, ProblemKind rule) {
        List<ProblemKind> rules = bad.stream()
                .filter(problem -> problem.source().startsWith(sort + "-"))
                .map(Problem::rule)
                .toList();
        assertThat(rules).filteredOn(rule::equals).hasSizeGreaterThan(rules.size() / 2);
    }

    @Test
    void badScenariosCoverManyRules() {
        assertThat(bad)
                .extracting(Problem::rule)
                .contains(
                        ProblemKind.YAML,
                        ProblemKind.UNKNOWN_NAME,
                        ProblemKind.VALUE,
                        ProblemKind.FORM,
                        ProblemKind.IMPOSSIBLE,
                        ProblemKind.FAULT_OUTSIDE);
    }

    @Test
    void fingerprintDependsOnTheLineTextAndNotItsPosition() throws IOException {
        List<String> before = fingerprints(problems("a.yaml", TYPED));
        assertThat(before).hasSize(2).doesNotHaveDuplicates();
        assertThat(fingerprints(problems("a.yaml", "# moved\n\n" + replaceParts(TYPED, "coers: 2", "coers:  2"))))
                .isEqualTo(before);
        assertThat(fingerprints(problems("a.yaml", replaceParts(TYPED, "coers", "croes")))
                        .get(0))
                .isNotEqualTo(before.get(0));
        assertThat(fingerprints(problems("a.yaml", TYPED + "x: 1\n" + "y: 1\n")))
                .doesNotHaveDuplicates();
    }
}

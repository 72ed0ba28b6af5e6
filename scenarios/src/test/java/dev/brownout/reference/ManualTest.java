package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.catalog.Catalog;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.network.RegionRttTable;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.rounds.TestRound;
import dev.brownout.runtime.Run;
import dev.brownout.spi.ScenarioException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Completeness of the manual: every word of the language has a page with descriptions, and its example works. */
@Tag("once")
class ManualTest {
    /** Number of pages with examples that each build runs, of 184. */
    private static final int EXAMPLES = 5;

    private static final Manual MANUAL = new Manual(LanguageDefinition.standard());
    private static final Validator VALIDATOR = new Validator(LanguageDefinition.standard());

    @TempDir
    static Path folder;

    static List<ManualPage> pages() {
        return MANUAL.pages();
    }

    @Test
    void everyCatalogEntryHasAPage() {
        assertThat(MANUAL.pages(ManualChapter.COMPONENTS)).hasSameSizeAs(Catalog.components());
        assertThat(MANUAL.pages(ManualChapter.POLICIES)).hasSameSizeAs(Catalog.policies());
        assertThat(MANUAL.pages(ManualChapter.FAULTS)).hasSameSizeAs(Catalog.faults());
        assertThat(ManualChapter.values())
                .allSatisfy(group -> assertThat(MANUAL.pages(group)).isNotEmpty());
    }

    /** A region can have each name of the table, and a number is that of the table. */
    @Test
    void regionsHaveTheirNamesWithRoundTrips() {
        String notes = String.join("\n", MANUAL.pagesAbout("regions").get(0).notes()) + "\n";
        assertThat(RegionRttTable.names()).allSatisfy(name -> assertThat(notes).contains("\n" + name + " ("));
        assertThat(notes).contains("\nus-west (37.35, -121.96): us-east 73, us-west-2 19,");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageAndParameterHasADescription(ManualPage page) {
        assertThat(page.sentence()).matches("(?s)[A-Z0-9].*[.]");
        if (page.group() != ManualChapter.TERMS) {
            assertThat(page.example()).isNotBlank();
        }
        assertThat(page.metrics())
                .allSatisfy(metric -> assertThat(metric.sentence()).endsWith("."));
        forEachParameter(page.parameters(), parameter -> {
            assertThat(parameter.sentence()).as(parameter.name()).matches("(?s)[A-Z].*[.]");
            assertThat(parameter.what()).as(parameter.name()).isNotBlank();
        });
    }

    /** A page of a step has the value of its verb, its own keys, and only the options that the step accepts. */
    @ParameterizedTest
    @CsvSource({
        "reserve, reserve check when timeout times",
        "increment, increment check when timeout times",
        "push, push when timeout times",
        "publish, publish batch linger when timeout times key",
        "read, read from when timeout times key",
        "visit, visit timeout",
        "parallel, parallel join when",
        "choose, choose when"
    })
    void stepsListTheirParameters(String verb, String parameters) {
        ManualPage page = MANUAL.pages(ManualChapter.STEPS).stream()
                .filter(candidate -> candidate.name().equals(verb))
                .findFirst()
                .orElseThrow();
        assertThat(page.parameters()).extracting(Parameter::name).containsExactly(parameters.split(" ", -1));
        assertThat(page.parameters().get(0).needed()).isTrue();
    }

    @Test
    void ownKeysOfStepsAreFound() {
        assertThat(MANUAL.pagesAbout("linger"))
                .filteredOn(page -> page.name().equals("linger"))
                .singleElement()
                .satisfies(page -> assertThat(page.title()).isEqualTo("parameter of publish"));
    }

    @Test
    void conditionsOfParametersAreStated() {
        assertThat(MANUAL.pagesAbout("flush_interval"))
                .singleElement()
                .satisfies(page -> assertThat(page.sentence()).endsWith(" Only with write_policy: back."));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyKindDocumentsItsSimplifications(ManualPage page) {
        if (List.of(ManualChapter.COMPONENTS, ManualChapter.POLICIES, ManualChapter.FAULTS)
                .contains(page.group())) {
            assertThat(page.sheet()).as("the sheet of " + page.name()).isPresent();
            assertThat(page.sheet().orElseThrow().leftOut())
                    .isNotEmpty()
                    .allSatisfy(point -> assertThat(point).endsWith("."));
        }
    }

    /** Each numeric default has a source, or is marked as an assumption. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyNumericDefaultHasASource(ManualPage page) {
        if (page.group() == ManualChapter.COMPONENTS || page.group() == ManualChapter.POLICIES) {
            forEachParameter(page.parameters(), parameter -> {
                boolean number = parameter
                        .defaultText()
                        .filter(text -> text.matches(".*[2-9].*"))
                        .isPresent();
                assertThat(!number || parameter.source().isPresent())
                        .as("%s: the default of %s has a source", page.name(), parameter.name())
                        .isTrue();
            });
        }
    }

    static List<ManualPage> pagesOfTheirOwn() {
        List<ManualPage> all = pages().stream()
                .filter(page -> page.group() != ManualChapter.METRICS && page.group() != ManualChapter.TERMS)
                .toList();
        List<String> names = all.stream().map(ManualPage::name).distinct().toList();
        List<String> chosen = TestRound.rotating(names, EXAMPLES);
        return all.stream().filter(page -> chosen.contains(page.name())).toList();
    }

    @ParameterizedTest
    @Tag("rows")
    @MethodSource("pagesOfTheirOwn")
    void everyExampleWorks(ManualPage page) throws Exception {
        if (page.group() == ManualChapter.VALUES) {
            assertThat(VALIDATOR.problems("use: parent\nparams: { it: " + page.example() + " }"))
                    .isEmpty();
            return;
        }
        Files.writeString(folder.resolve("latency.csv"), "5ms\n8ms\n");
        Files.writeString(folder.resolve("keys.csv"), "a,400\nb,60kB\na,400\n");
        Files.writeString(folder.resolve("arrivals.csv"), "0s\n10ms\n");
        Files.writeString(folder.resolve("requests.csv"), "ts,lba,bytes,value\n0,a,400,5\n1,b,600,6\n");
        Files.writeString(folder.resolve("load-balancer.yaml"), ManualExampleSystem.with("{}"));
        boolean parent = page.name().equals("use");
        works(parent ? page.example() : ManualExampleSystem.yaml(page), parent);
    }

    @Test
    void everyMetricCanBeAsserted() throws Exception {
        for (String text : ManualExampleSystem.asserting(MANUAL.pages(ManualChapter.METRICS))) {
            works(text, false);
        }
    }

    private static void works(String text, boolean parent) throws Exception {
        assertThat(VALIDATOR.problems(text)).isEmpty();
        Path file = Files.writeString(folder.resolve("example.yaml"), text);
        Loader loader = new Loader(name -> parent ? Optional.of(ManualExampleSystem.with("{}")) : Optional.empty());
        for (ScenarioFile.Variant variant : loader.load(file, Overrides.NONE).variants()) {
            Run.check(variant.scenario());
        }
    }

    @ParameterizedTest
    @ChosenRows({1, 3})
    @CsvSource({
        "dns, dns",
        "load-balancer, lb split",
        "server, web tool rpc",
        "cache, cache shelf",
        "database, db ledger files accounts carts tickets votes",
        "queue, photos"
    })
    void measuredMetricsAreTheDocumentedOnes(String kind, String components) throws Exception {
        TreeSet<String> measured = new TreeSet<>();
        for (String component : components.split(" ", -1)) {
            ScenarioFile file = new Loader(none -> Optional.empty())
                    .load(
                            "metrics",
                            ManualExampleSystem.with("sla: { it: " + component + ".nothing >= 0 }"),
                            Overrides.NONE);
            ScenarioException unknown = catchThrowableOfType(
                    ScenarioException.class,
                    () -> Run.check(file.variants().get(0).scenario()));
            measured.addAll(unknown.candidates());
        }
        TreeSet<String> documented = new TreeSet<>();
        MANUAL.pagesAbout(kind).get(0).metrics().forEach(metric -> documented.add(metric.name()));
        if (!kind.equals("dns")) {
            MetricDefinition.ofComponents().forEach(meaning -> documented.add(meaning.name()));
        }
        assertThat(measured).isEqualTo(documented);
    }

    @Test
    void everyPageFitsATerminal() {
        List<String> lines = new ArrayList<>(PageLines.contents(MANUAL, false));
        MANUAL.pages().forEach(page -> {
            page.example().lines().forEach(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
            List<String> printed = new ArrayList<>(PageLines.lines(page, false));
            printed.removeIf(line -> page.example().contains(line.strip()));
            lines.addAll(printed);
        });
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }

    private static void forEachParameter(List<Parameter> parameters, java.util.function.Consumer<Parameter> check) {
        parameters.forEach(parameter -> {
            check.accept(parameter);
            forEachParameter(parameter.inner(), check);
        });
    }
}

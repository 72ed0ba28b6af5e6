package dev.brownout.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.architecture.SourceStyleRules.Line;
import dev.brownout.architecture.Sources.Source;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The repository conforms to the rules about source text. */
@Tag("once")
@Tag("slow")
class SourceStyleTest {
    private static final List<Source> ALL = Sources.all();
    private static final List<Source> JAVA = Sources.java();
    private static final Set<String> REAL_TIME = Set.of(
            "FixedDelayServer.java",
            "RandomPiece.java",
            "LogMemoryTest.java",
            "ResultRetentionTest.java",
            "EditorInBrowserTest.java");
    private static final List<Source> MAIN = JAVA.stream().filter(Source::main).toList();

    @Test
    void allModulesAreChecked() {
        assertThat(ALL)
                .extracting(Source::path)
                .contains(
                        "pom.xml",
                        "simulator-core/pom.xml",
                        "simulator-core/rounds/pom.xml",
                        "reports/pom.xml",
                        "scenarios/pom.xml",
                        "scenarios/bom/pom.xml",
                        "scenarios/testing/pom.xml",
                        "scenarios/lab/verify/pom.xml",
                        "scenarios/imports/pom.xml",
                        "scenarios/cli/pom.xml",
                        "scenarios/lab/site/pom.xml");
        assertThat(MAIN)
                .extracting(Source::className)
                .contains(
                        "dev.brownout.cli.Main",
                        "dev.brownout.testing.SlaTestEngine",
                        "dev.brownout.verify.Verification",
                        "dev.brownout.language.Loader");
    }

    @Test
    void linesAreShort() {
        assertThat(SourceStyleRules.lines(Line.LONG, JAVA)).isEmpty();
        assertThat(SourceStyleRules.lines(
                        Line.LONG,
                        Sources.python().stream()
                                .filter(file -> file.path().endsWith(".py"))
                                .toList()))
                .isEmpty();
    }

    @Test
    void nothingIsUnfinished() {
        assertThat(SourceStyleRules.lines(Line.UNFINISHED, ALL)).isEmpty();
    }

    /**
     * Neither time nor chance decides a test. The exceptions are a measurement on this machine, a limit of the CPU time
     * of a process, a process that measures its memory, unreachable objects, and the shortest time between two keys of
     * a user.
     */
    @Test
    void testsAreRepeatable() {
        assertThat(SourceStyleRules.lines(
                        Line.UNREPEATABLE,
                        ALL.stream()
                                .filter(source -> source.path().matches(".*/(src/(test|browser)|tests)/.*\\.(java|py)"))
                                .filter(source -> !REAL_TIME.contains(source.fileName()))
                                .toList()))
                .isEmpty();
    }

    /** The classes of these modules are compiled for browsers, with fewer patterns than those of Java. */
    @Test
    void patternsArePortable() {
        assertThat(SourceStyleRules.lines(
                        Line.UNPORTABLE,
                        MAIN.stream()
                                .filter(source -> source.path().matches("(simulator-core|reports|scenarios)/src/.*"))
                                .toList()))
                .isEmpty();
    }

    @Test
    void publicDeclarationsAreDocumented() {
        assertThat(SourceStyleRules.undocumented(Declarations.bySource(MAIN))).isEmpty();
    }

    /**
     * {@code SentenceTranslation.of} translates a sentence where it is printed. It is the shortest name for the most
     * frequent call.
     */
    @Test
    void factoriesReturnTheirOwnType() {
        assertThat(SourceStyleRules.misnamedFactories(JAVA.stream()
                        .filter(file -> !file.fileName().equals("Translations.java"))
                        .toList()))
                .isEmpty();
    }

    /** Members have terms of the field. The limit, a share of all names of a kind, may only fall. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void membersHaveTermsOfTheField(boolean main) {
        Declarations.memberNames(
                        JAVA.stream().filter(file -> file.main() == main).toList())
                .forEach((kind, names) -> {
                    var unusual = SourceStyleRules.unusualNames(names);
                    assertThat(unusual.size())
                            .as("%s of %d: %s", kind, names.size(), unusual)
                            .isLessThanOrEqualTo(names.size() * 3 / 1000);
                });
    }

    @Test
    void everyPackageHasAPackageInfo() {
        assertThat(SourceStyleRules.packagesWithoutInfo(JAVA)).isEmpty();
    }

    @Test
    void everyPackageIsInOneModule() {
        assertThat(SourceStyleRules.splitPackages(MAIN)).isEmpty();
    }

    @Test
    void testClassesAreNamedForTheRunner() {
        assertThat(SourceStyleRules.misnamedTests(
                        JAVA.stream().filter(Source::test).toList()))
                .isEmpty();
    }

    @Test
    void linksAreNotBroken() {
        assertThat(SourceStyleRules.brokenLinks(ALL, path -> Files.exists(Sources.ROOT.resolve(path))))
                .isEmpty();
    }

    @Test
    void everyLibraryScenarioIsNamedInATest() {
        assertThat(SourceStyleRules.untestedScenarios(ALL)).isEmpty();
    }

    @Test
    void noticesListEveryBundledLibrary() throws Exception {
        var pom = ALL.stream()
                .filter(file -> file.path().equals("pom.xml"))
                .findFirst()
                .orElseThrow();
        var notices = Sources.ROOT.resolve("scenarios/cli/src/main/resources/META-INF/THIRD-PARTY-NOTICES.txt");
        assertThat(SourceStyleRules.unnamedLibraries(
                        pom,
                        Files.readString(notices),
                        Set.of(
                                "assertj-core",
                                "archunit",
                                "batch",
                                "commonmark",
                                "commonmark-ext-gfm-tables",
                                "commonmark-ext-heading-anchor",
                                "java-sarif",
                                "json-schema-validator",
                                "junit-jupiter",
                                "kubernetes-model-apps",
                                "kubernetes-model-autoscaling",
                                "kubernetes-model-batch",
                                "kubernetes-model-networking",
                                "kubernetes-model-policy",
                                "opentelemetry-proto",
                                "protobuf-java",
                                "protobuf-java-util",
                                "quickjs4j",
                                "resilience4j-framework-common",
                                "rhino")))
                .isEmpty();
    }
}

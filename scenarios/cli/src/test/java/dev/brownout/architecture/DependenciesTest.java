package dev.brownout.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.brownout.architecture.ProductSources.BASE;
import static dev.brownout.architecture.ProductSources.CORE;
import static dev.brownout.architecture.ProductSources.REPORTS;
import static dev.brownout.architecture.ProductSources.check;
import static dev.brownout.architecture.ProductSources.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.brownout.summary.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependency rules between packages. */
@Tag("once")
class DependenciesTest {
    /**
     * Packages of the language, lowest first. Each may depend on those before it; {@code language} itself is above all.
     */
    private static final List<String> LANGUAGE = List.of(
            "language.grammar",
            "language.diagnostic",
            "language.yaml",
            "language.parse",
            "language.binding",
            "language.overlay",
            "language.section");

    /** Modules above the command that are in no jar. They are built on demand, so they are not on the class path. */
    private static final List<String> ABOVE =
            List.of("scenarios/distribution/", "scenarios/reality/", "scenarios/spark/");

    @Test
    void allProductClassesAreImported() {
        var written = new TreeSet<String>();
        for (var file : Sources.java()) {
            if (file.main()
                    && !file.path().endsWith("package-info.java")
                    && ABOVE.stream().noneMatch(file.path()::startsWith)) {
                written.add(file.className());
            }
        }
        var seen = ProductSources.CLASSES.stream().map(JavaClass::getName).collect(Collectors.toSet());
        assertThat(seen).containsAll(written);
    }

    @Test
    void r1KernelDependsOnlyOnTheEventList() {
        check(
                classes()
                        .that()
                        .resideInAPackage(within("kernel"))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(within("kernel"), within("eventlist"), "java.lang..", "java.util..")
                        .because("R1: the kernel is a clock and a loop"),
                "kernel");
    }

    @Test
    void r1EventListHasNoDependencies() {
        check(
                classes()
                        .that()
                        .resideInAPackage(within("eventlist"))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(within("eventlist"), "java.lang..", "java.util..")
                        .because("R1: the event list is a data structure"),
                "eventlist");
    }

    @Test
    void r2CoreUsesOnlyAllowedLibraries() {
        check(
                classes()
                        .that(CORE)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                BASE + "..",
                                "java..",
                                "org.HdrHistogram..",
                                "org.apache.commons.rng..",
                                "org.apache.commons.math3..")
                        .because("R2: the core is usable as a plain library"),
                CORE);
    }

    @ParameterizedTest
    @CsvSource({
        "org.HdrHistogram.., instrument",
        "org.apache.commons.rng.., random",
        "org.apache.commons.math3.., random instrument"
    })
    void r2CoreLibrariesAreConfinedToTheirPackages(String library, String packages) {
        var others = CORE.and(resideOutsideOfPackages(within(packages.split(" "))));
        check(
                noClasses()
                        .that(others)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library)
                        .because("R2: in the core, " + library + " is for " + packages),
                others);
    }

    @ParameterizedTest
    @CsvSource({"component", "policy"})
    void r3ComponentsDoNotDependOnEachOther(String family) {
        check(
                slices().matching(BASE + "." + family + ".(*)..")
                        .should()
                        .notDependOnEachOther()
                        .because("R3: components and policies meet through Service"),
                family);
    }

    @Test
    void r4PackagesHaveNoCycles() {
        slices().matching(BASE + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("R4: dependencies point downwards")
                .check(ProductSources.CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "com.fasterxml.., language reference export html verify importing",
        "com.networknt.., language reference",
        "org.yaml.snakeyaml.., language.yaml",
        "org.antlr.., language",
        "org.jfree.., chart",
        "org.apache.batik.., chart",
        "picocli.., cli",
        "org.slf4j.., cli",
        "org.junit.., testing",
        "org.assertj.., testing"
    })
    void r5LibrariesAreConfinedToTheirPackages(String library, String packages) {
        var others = resideOutsideOfPackages(within(packages.split(" ")));
        check(
                noClasses()
                        .that(others)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library)
                        .because("R5: " + library + " is for " + packages),
                others);
    }

    @Test
    void r9OnlyTheCatalogDependsOnComponents() {
        noClasses()
                .that()
                .resideOutsideOfPackages(within("component"), within("catalog"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(within("component"))
                .because("R9: removing a component's folder and its line in the catalogue leaves a green build")
                .check(ProductSources.CLASSES);
    }

    @Test
    void r17SpecDependsOnlyOnTheJdk() {
        check(
                classes()
                        .that()
                        .resideInAPackage(within("spec"))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(within("spec"), "java..")
                        .because("R17: whoever wants a value or an annotation wants nothing else"),
                "spec");
    }

    @Test
    void r17ScenarioDoesNotDependOnComponents() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(within("scenario"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                within("component policy catalog runtime metrics capacity result".split(" ")))
                        .because("R17: a variant is plain data, and the catalogue stands above all that it lists"),
                "scenario");
    }

    @Test
    void r17MetricsDoNotDependOnTheRuntime() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(within("metrics"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(within("runtime capacity component".split(" ")))
                        .because("R17: what was counted is read without knowing how it was made or driven"),
                "metrics");
    }

    @Test
    void r17OnlyTheRuntimeUsesMetrics() {
        check(
                noClasses()
                        .that(CORE.and(resideOutsideOfPackages(within("runtime metrics".split(" ")))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(within("metrics"))
                        .because("R17: a run hands over what it has counted, and nobody else in the core asks"),
                CORE);
    }

    @Test
    void r17ComponentPackagesHaveNoCycles() {
        slices().matching(BASE + ".component.(**)")
                .should()
                .beFreeOfCycles()
                .because("R17: a room knows those below it, and asks those above through an interface of its own")
                .check(ProductSources.CLASSES);
    }

    @Test
    void r17LanguagePackagesAreLayered() {
        var above = new ArrayList<>(LANGUAGE);
        above.add("language");
        for (var room : LANGUAGE) {
            above.remove(room);
            check(
                    noClasses()
                            .that()
                            .resideInAPackage(within(room))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(above.stream()
                                    .map(name -> BASE + "." + name)
                                    .toArray(String[]::new))
                            .because("R17: a room of the language knows those below it, not those above"),
                    room);
        }
        var rooms = ProductSources.CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(BASE + ".language."))
                .map(name -> name.substring(BASE.length() + 1));
        assertThat(rooms).as("every package of the language is in a layer").isSubsetOf(LANGUAGE);
    }

    @Test
    void r16ReportsDependOnlyOnResults() {
        check(
                noClasses()
                        .that(REPORTS)
                        .should()
                        .dependOnClassesThat(CORE.and(resideOutsideOfPackages(within("result"))))
                        .because("R16: a report is drawn from the result alone"),
                REPORTS);
    }

    @Test
    void r18WritersDoNotDependOnResults() {
        var writers = implement(Writer.class);
        check(
                noClasses()
                        .that(writers)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(within("result"))
                        .because("R18: what is told of a result is chosen once, in summary"),
                writers);
    }
}

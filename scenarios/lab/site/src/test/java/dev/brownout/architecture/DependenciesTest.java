package dev.brownout.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.brownout.summary.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

    /** Modules that this one does not depend on, test rounds and this module. */
    private static final List<String> ABSENT = List.of(
            "simulator-core/rounds/",
            "scenarios/lab/distribution/",
            "scenarios/lab/reality/",
            "scenarios/lab/site/",
            "scenarios/lab/spark/",
            "scenarios/web/");

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([a-z0-9.]+);");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?(dev\\.[a-z0-9.]+)\\.[A-Z]");

    @Test
    void allProductClassesAreImported() {
        var written = new TreeSet<String>();
        for (var file : Sources.java()) {
            if (file.main()
                    && !file.path().endsWith("package-info.java")
                    && ABSENT.stream().noneMatch(file.path()::startsWith)) {
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

    @ParameterizedTest
    @CsvSource({
        "eventlist, the event list is a data structure",
        "elementary, the functions are arithmetic",
        "sentence, a sentence is plain data"
    })
    void r1LowestPackagesHaveNoDependencies(String name, String reason) {
        check(
                classes()
                        .that()
                        .resideInAPackage(within(name))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(within(name), "java.lang..", "java.util..")
                        .because("R1: " + reason),
                name);
    }

    @Test
    void r2CoreUsesOnlyAllowedLibraries() {
        check(
                classes()
                        .that(CORE)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(BASE + "..", "java..", "org.HdrHistogram..", "org.apache.commons.math3..")
                        .because("R2: the core is usable as a plain library"),
                CORE);
    }

    @ParameterizedTest
    @CsvSource({"org.HdrHistogram.., instrument", "org.apache.commons.math3.., random"})
    void r2CoreLibrariesAreConfinedToTheirPackages(String library, String packages) {
        checkUse(library, packages.split(" "));
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

    /** Checks that each of the packages depends on a library, so that the tables list no unused library. */
    private static void checkUse(String library, String... packages) {
        for (var name : packages) {
            assertThat(ProductSources.CLASSES.stream()
                            .filter(resideInAPackage(within(name)))
                            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                            .map(Dependency::getTargetClass))
                    .as(name + " uses " + library)
                    .anyMatch(resideInAPackage(library));
        }
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
        slices().matching(BASE + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("R4: a package and its dependencies can be understood and tested alone")
                .check(ProductSources.CLASSES);
    }

    /** The compiler replaces a constant by its value, so that its package is not in the class file. */
    @Test
    void r4ImportsHaveNoCycles() {
        Map<String, Set<String>> imports = new TreeMap<>();
        Sources.java().stream().filter(Sources.Source::main).forEach(file -> {
            String own = found(PACKAGE, file.text()).get(0);
            Set<String> others = imports.computeIfAbsent(own, name -> new TreeSet<>());
            others.addAll(found(IMPORT, file.text()));
            others.remove(own);
        });
        Set<String> left = new TreeSet<>(imports.keySet());
        boolean removed;
        do {
            removed = left.removeIf(name -> imports.get(name).stream().noneMatch(left::contains));
        } while (removed);
        assertThat(left).as("R4: packages in a cycle of imports").isEmpty();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "com.fasterxml.., language reference export json verify importing mcp workbench",
        "org.yaml.snakeyaml.., language.yaml",
        "org.antlr.., language",
        "org.jfree.., chart.draw chart.line",
        "org.apache.batik.., chart.draw",
        "picocli.., cli importing.command verify.command mcp",
        "org.slf4j.., cli.log",
        "org.junit.., testing",
        "org.assertj.., testing"
    })
    void r5LibrariesAreConfinedToTheirPackages(String library, String packages) {
        checkUse(library, packages.split(" "));
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
                .because("R9: a component can be removed together with its line in the catalogue")
                .check(ProductSources.CLASSES);
    }

    @Test
    void r17SpecDependsOnlyOnSentencesAndTypeTables() {
        check(
                classes()
                        .that()
                        .resideInAPackage(within("spec"))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(within("spec"), within("sentence"), within("typetable"), "java..")
                        .because("R17: values and annotations of the language are its lowest layer"),
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
                        .because("R17: a variant is plain data; the catalogue is above all kinds that it lists"),
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
                        .because("R17: metrics are computed from recorded data, whatever recorded them"),
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
                        .because("R17: only a run computes metrics; components and policies record data"),
                CORE);
    }

    @Test
    void r17LanguagePackagesAreLayered() {
        var above = new ArrayList<>(LANGUAGE);
        above.add("language");
        for (var layer : LANGUAGE) {
            above.remove(layer);
            check(
                    noClasses()
                            .that()
                            .resideInAPackage(within(layer))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(above.stream()
                                    .map(name -> BASE + "." + name)
                                    .toArray(String[]::new))
                            .because("R17: a layer of the language depends only on lower layers"),
                    layer);
        }
        var packages = ProductSources.CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(BASE + ".language."))
                .map(name -> name.substring(BASE.length() + 1));
        assertThat(packages).as("every package of the language is in a layer").isSubsetOf(LANGUAGE);
    }

    @Test
    void r16ReportsDependOnlyOnResults() {
        check(
                noClasses()
                        .that(REPORTS)
                        .should()
                        .dependOnClassesThat(CORE.and(
                                resideOutsideOfPackages(within("result", "sentence", "typetable", "elementary"))))
                        .because("R16: a report depends only on results, sentences, tables and elementary functions"),
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
                        .because("R18: the summary selects the contents of a result once for all writers"),
                writers);
    }
}

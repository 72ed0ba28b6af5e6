package dev.brownout.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.brownout.architecture.ProductSources.BASE;
import static dev.brownout.architecture.ProductSources.check;
import static dev.brownout.architecture.ProductSources.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.brownout.architecture.Sources.Source;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conventions for component classes, package sizes and type names. */
@Tag("once")
class CodeConventionsTest {
    private static final DescribedPredicate<JavaClass> COMPONENT_SPECS =
            assignableTo(BASE + ".spi.ComponentSpec").and(DescribedPredicate.not(INTERFACES));
    private static final DescribedPredicate<JavaClass> SPECS =
            COMPONENT_SPECS.or(assignableTo(BASE + ".spi.FilterSpec").and(DescribedPredicate.not(INTERFACES)));

    /** Maximum number of files per package. */
    private static final long MOST = 45;

    /** Suffixes and prefixes without meaning. {@code Context}, {@code Processor} and {@code Engine} are allowed. */
    private static final Pattern VAGUE =
            Pattern.compile("\\w*(Manager|Helper|Utils?|Impl|Data|Info)" + "|(Abstract|Base|I)(\\p{Lu}\\w*)?");

    @Test
    void r6ComponentBehavioursAreNotPublic() {
        var behaviours = resideInAPackage(within("component")).and(assignableTo(BASE + ".service.Service"));
        check(
                classes()
                        .that(behaviours)
                        .should()
                        .notBePublic()
                        .because("R6: a component is known by its spec and met through Service"),
                behaviours);
    }

    @Test
    void r7SpecsAreAnnotatedRecords() {
        check(
                classes()
                        .that(SPECS)
                        .should()
                        .beRecords()
                        .andShould()
                        .haveSimpleNameEndingWith("Spec")
                        .andShould()
                        .beAnnotatedWith(BASE + ".spec.Kind")
                        .andShould()
                        .beAnnotatedWith(BASE + ".spec.Doc")
                        .because("R7: binding, schema and reference are read from the record"),
                SPECS);
    }

    @Test
    void r8CatalogListsEveryComponentSpec() {
        var listed = ProductSources.CLASSES.stream()
                .filter(type -> type.getName().equals(BASE + ".catalog.Catalog"))
                .map(JavaClass::getDirectDependenciesFromSelf)
                .flatMap(Collection::stream)
                .map(dependency -> dependency.getTargetClass().getName())
                .collect(Collectors.toSet());
        var missing = ProductSources.CLASSES.stream()
                .filter(COMPONENT_SPECS)
                .filter(type -> !listed.contains(type.getName()))
                .map(type -> type.getSourceCodeLocation() + ": R8: no line in Catalog names " + type.getName())
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void r19PackagesHaveAtMost45Files() {
        var files = Sources.java().stream()
                .filter(Source::main)
                .filter(file -> !file.fileName().equals("package-info.java"))
                .collect(Collectors.groupingBy(Source::packageName, TreeMap::new, Collectors.counting()));
        files.entrySet().removeIf(room -> room.getValue() <= MOST);
        assertThat(files).as("R19: a package has at most " + MOST + " files").isEmpty();
    }

    @Test
    void r20ComponentAndPolicyFileNamesAreUnique() {
        var shared = sharedNames("simulator-core");
        shared.values()
                .removeIf(packages -> packages.stream()
                        .noneMatch(name -> (name + ".").startsWith(BASE + ".component.")
                                || (name + ".").startsWith(BASE + ".policy.")));
        assertThat(shared)
                .as("R20: nothing in an import or a stack trace tells these apart")
                .isEmpty();
    }

    @Test
    void r20ReportFileNamesAreUnique() {
        assertThat(sharedNames("reports"))
                .as("R20: nothing in an import or a stack trace tells these apart")
                .isEmpty();
    }

    /** Returns the file names that occur more than once in a module, with their packages. */
    private static Map<String, List<String>> sharedNames(String module) {
        Map<String, List<String>> packages = Sources.java().stream()
                .filter(file -> file.path().startsWith(module + "/src/main/java/"))
                .filter(file -> !file.fileName().equals("package-info.java"))
                .collect(Collectors.groupingBy(
                        Source::fileName, TreeMap::new, Collectors.mapping(Source::packageName, Collectors.toList())));
        assertThat(packages).isNotEmpty();
        packages.values().removeIf(some -> some.size() == 1);
        return packages;
    }

    @Test
    void r15TypeNamesAreNotVague() {
        var vague = ProductSources.CLASSES.stream()
                .filter(type -> !type.getPackageName().equals(BASE + ".language.grammar"))
                .filter(type -> VAGUE.matcher(type.getSimpleName()).matches())
                .map(type -> type.getSourceCodeLocation() + ": R15: " + type.getName() + " does not say what it is")
                .toList();
        assertThat(vague).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RunManager", "FileUtils", "Util", "IThing", "AbstractQueue", "BaseSpec", "RunInfo"})
    void r15DetectsVagueNames(String name) {
        assertThat(name).matches(VAGUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IdGenerator",
                "DataSize",
                "Basement",
                "Information",
                "Abstraction",
                "ComponentContext",
                "FailureDetector"
            })
    void r15AcceptsSpecificNames(String name) {
        assertThat(name).doesNotMatch(VAGUE);
    }
}

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
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conventions for component classes and type names. */
@Tag("once")
class CodeConventionsTest {
    private static final DescribedPredicate<JavaClass> COMPONENT_SPECS =
            assignableTo(BASE + ".spi.ComponentSpec").and(DescribedPredicate.not(INTERFACES));
    private static final DescribedPredicate<JavaClass> SPECS =
            COMPONENT_SPECS.or(assignableTo(BASE + ".spi.FilterSpec").and(DescribedPredicate.not(INTERFACES)));

    /** Suffixes and prefixes without meaning. {@code Context}, {@code Processor} and {@code Engine} are allowed. */
    private static final Pattern VAGUE =
            Pattern.compile("\\w*(Manager|Helper|Utils?|Impl|Data|Info)" + "|(Abstract|Base|I)(\\p{Lu}\\w*)?");

    private static final Pattern PARTICIPLE = Pattern.compile("\\p{Lu}\\p{Ll}+(ed|ing)|Told|Said|Held|Given|Taken|Known"
            + "|Kept|Lost|Sent|Met|Shown|Drawn|Written|Meant|Heard|Found|Made|Done|Gone|Seen|Begun|Bound|Read");
    private static final Set<String> NOUNS = Set.of(
            "Ring Seed Speed Setting Locking Routing Hashing Sharding Balancing Scaling Scheduling Shedding Rounding"
                    .split(" ", -1));

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
    void r20TypeNamesAreUnique() {
        Map<String, List<String>> packages = Sources.java().stream()
                .filter(Source::main)
                .filter(file -> !file.fileName().equals("package-info.java"))
                .collect(Collectors.groupingBy(
                        Source::fileName, TreeMap::new, Collectors.mapping(Source::packageName, Collectors.toList())));
        assertThat(packages).hasSizeGreaterThan(1000);
        packages.values().removeIf(names -> names.size() == 1);
        assertThat(packages)
                .as("R20: an import and a stack trace must identify a type")
                .isEmpty();
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

    @Test
    void r15TypeNamesAreNotParticiples() {
        var participles = ProductSources.CLASSES.stream()
                .map(JavaClass::getSimpleName)
                .filter(name ->
                        !NOUNS.contains(name) && PARTICIPLE.matcher(name).matches())
                .toList();
        assertThat(participles).isEmpty();
        assertThat(List.of("Told", "Asked", "Waiting")).allMatch(PARTICIPLE.asMatchPredicate());
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

package dev.brownout.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/** Classes of the product without tests, and predicates of the architecture rules. */
final class ProductSources {
    static final String BASE = "dev.brownout";

    /** Parts of the locations of tests and of programs of the build. */
    private static final List<String> EXCLUDED = List.of("/test-classes/", "-tests.jar", "/rounds/", "/lab/site/");

    static final JavaClasses CLASSES = imported();

    /** Classes of the simulator core. */
    static final DescribedPredicate<JavaClass> CORE = module("simulator-core");

    /** Classes of the reports module. */
    static final DescribedPredicate<JavaClass> REPORTS = module("reports");

    private ProductSources() {}

    /**
     * Imports the classes of the product. Classes of libraries, which no rule examines, are known by their names alone:
     * to read them takes longer than to read the product.
     */
    private static JavaClasses imported() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(location -> EXCLUDED.stream().noneMatch(location::contains))
                .importPackages(BASE);
    }

    /** Returns the pattern of a product package and its subpackages, such as {@code dev.brownout.kernel..}. */
    static String within(String name) {
        return BASE + "." + name + "..";
    }

    /** Returns the patterns of several product packages. */
    static String[] within(String... names) {
        return Arrays.stream(names).map(ProductSources::within).toArray(String[]::new);
    }

    /** Checks a rule about classes in the packages {@code subjects}. Each of the packages must have classes. */
    static void check(ArchRule rule, String... subjects) {
        for (String name : subjects) {
            assertThat(CLASSES.stream().anyMatch(JavaClass.Predicates.resideInAPackage(within(name))))
                    .as("package " + name + " has classes")
                    .isTrue();
        }
        rule.check(CLASSES);
    }

    /** Checks a rule about the classes that {@code subjects} describes. At least one class must match. */
    static void check(ArchRule rule, DescribedPredicate<? super JavaClass> subjects) {
        assertThat(CLASSES.stream().anyMatch(subjects))
                .as(subjects.getDescription())
                .isTrue();
        rule.check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> module(String name) {
        return DescribedPredicate.describe(
                "are in " + name,
                type -> type.getSource()
                        .map(source -> source.getUri().toString().contains("/" + name + "/target/"))
                        .orElse(false));
    }
}

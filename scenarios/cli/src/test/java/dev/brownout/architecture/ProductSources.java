package dev.brownout.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** The classes of the product, tests left out, and the words in which the rules speak of them. */
final class ProductSources {
    static final String BASE = "dev.brownout";

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(BASE);

    /** Classes of the simulator itself. */
    static final DescribedPredicate<JavaClass> CORE = module("simulator-core");

    /** Classes that turn results into something to look at. */
    static final DescribedPredicate<JavaClass> REPORTS = module("reports");

    private ProductSources() {}

    /** The pattern of a package of ours and all below it, such as {@code dev.brownout.kernel..}. */
    static String within(String name) {
        return BASE + "." + name + "..";
    }

    /** The patterns of several packages of ours. */
    static String[] within(String... names) {
        return Arrays.stream(names).map(ProductSources::within).toArray(String[]::new);
    }

    /**
     * Checks a rule about the packages {@code subjects}. A rule that matches no class fails, because it checks nothing;
     * only while none of its packages has been written yet is that no mistake.
     */
    static void check(ArchRule rule, String... subjects) {
        boolean written = Arrays.stream(subjects)
                .anyMatch(name -> CLASSES.stream().anyMatch(JavaClass.Predicates.resideInAPackage(within(name))));
        rule.allowEmptyShould(!written).check(CLASSES);
    }

    /** Checks a rule about the classes that {@code subjects} describes, which may not have been written yet. */
    static void check(ArchRule rule, DescribedPredicate<? super JavaClass> subjects) {
        rule.allowEmptyShould(CLASSES.stream().noneMatch(subjects)).check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> module(String name) {
        return DescribedPredicate.describe(
                "are in " + name,
                type -> type.getSource()
                        .map(source -> source.getUri().toString().contains("/" + name + "/target/"))
                        .orElse(false));
    }
}

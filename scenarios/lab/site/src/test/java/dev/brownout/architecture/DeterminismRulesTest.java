package dev.brownout.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static dev.brownout.architecture.ProductSources.BASE;
import static dev.brownout.architecture.ProductSources.CORE;
import static dev.brownout.architecture.ProductSources.check;
import static dev.brownout.architecture.ProductSources.within;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Forbidden operations, most of them in the core and in experiments: scenario and seed determine every byte of a
 * result.
 */
@Tag("once")
class DeterminismRulesTest {
    private static final DescribedPredicate<JavaClass> DETERMINED = CORE.or(resideInAPackage(within("experiment")));

    /** Product classes of all modules. */
    private static final DescribedPredicate<JavaClass> PRODUCT = resideInAPackage(BASE + "..");

    /**
     * Functions of {@code Math} with platform-dependent results: the last bit may differ between interpreter, compiler,
     * JDK and processor.
     */
    private static final Set<String> INEXACT = Set.of(
            "acos",
            "asin",
            "atan",
            "atan2",
            "cbrt",
            "cos",
            "cosh",
            "exp",
            "expm1",
            "hypot",
            "log",
            "log10",
            "log1p",
            "pow",
            "sin",
            "sinh",
            "tan",
            "tanh",
            "toDegrees",
            "toRadians");

    @Test
    void r10TimeIsVirtual() {
        check(
                noClasses()
                        .that(CORE)
                        .should()
                        .accessTargetWhere(calls("the wall clock", (owner, name) -> switch (owner) {
                            case "java.lang.System" ->
                                Set.of("nanoTime", "currentTimeMillis").contains(name);
                            default -> owner.startsWith("java.time.") && name.equals("now");
                        }))
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.lang.Thread")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.time.Clock")
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.concurrent..")
                        .because("R10: a run has one thread and one clock, the simulated one"),
                CORE);
    }

    @Test
    void r11RandomnessDependsOnlyOnTheSeed() {
        check(
                noClasses()
                        .that(DETERMINED)
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Random")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                        .orShould()
                        .accessTargetWhere(calls(
                                "chance without a seed",
                                (owner, name) -> owner.equals("java.lang.Math") && name.equals("random")
                                        || owner.equals("java.util.UUID") && name.equals("randomUUID")
                                        || owner.equals("java.util.Collections") && name.equals("shuffle")))
                        .because("R11: every draw is a function of the seed"),
                DETERMINED);
    }

    @Test
    void r11MathFunctionsAreExactOnEveryPlatform() {
        check(
                noClasses()
                        .that(PRODUCT)
                        .should()
                        .accessTargetWhere(calls(
                                "an inexact function of Math, or StrictMath",
                                (owner, name) -> owner.equals("java.lang.StrictMath")
                                        || owner.equals("java.lang.Math") && INEXACT.contains(name)))
                        .because("R11: ElementaryFunctions gives the same bits on every platform, in a browser too"),
                PRODUCT);
    }

    @Test
    void r12CollectionsHaveADefinedOrder() {
        check(
                noClasses()
                        .that(DETERMINED)
                        .should()
                        .accessTargetWhere(calls("a collection without an order", (owner, name) -> switch (owner) {
                            case "java.util.HashMap",
                                    "java.util.HashSet",
                                    "java.util.IdentityHashMap",
                                    "java.util.WeakHashMap" -> true;
                            case "java.util.Set" -> Set.of("of", "copyOf").contains(name);
                            case "java.util.Map" ->
                                Set.of("of", "ofEntries", "copyOf").contains(name);
                            case "java.util.stream.Collectors" ->
                                Set.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap")
                                        .contains(name);
                            default -> false;
                        }))
                        .because("R12: use lists, LinkedHashMap, TreeMap, EnumMap or arrays"),
                DETERMINED);
    }

    @Test
    void r13TimeIsIntegral() {
        check(
                noMethods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage(within("kernel", "eventlist"))
                        .should()
                        .haveRawReturnType(double.class)
                        .orShould()
                        .haveRawReturnType(float.class)
                        .because("R13: simulated time is a long of nanoseconds"),
                "kernel",
                "eventlist");
    }

    @Test
    void r14StaticFieldsAreFinal() {
        var withStatics = describe(
                "are determined and have static fields",
                (JavaClass type) -> DETERMINED.test(type)
                        && type.getFields().stream()
                                .anyMatch(field -> field.getModifiers().contains(JavaModifier.STATIC)));
        check(
                fields().that()
                        .areStatic()
                        .and()
                        .areDeclaredInClassesThat(DETERMINED)
                        .should()
                        .beFinal()
                        .because("R14: two runs in one process share nothing that changes"),
                withStatics);
    }

    /**
     * Returns a predicate for accesses of methods and constructors, by the name of the owner and the name of the
     * member.
     */
    private static DescribedPredicate<JavaAccess<?>> calls(String name, Target target) {
        return describe(
                name,
                access -> target.test(
                        access.getTarget().getOwner().getFullName(),
                        access.getTarget().getName()));
    }

    private interface Target {
        boolean test(String owner, String name);
    }
}

package dev.brownout.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.brownout.architecture.ProductSources.CLASSES;

import com.tngtech.archunit.core.domain.JavaAccess;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the program speaks: to people through what makes texts harmless, to programs in a form that escapes them. */
class SpeakingRulesTest {
    /** Those that write bytes to a stream: results in the forms of other programs, and what moves the cursor. */
    private static final List<String> WRITERS = List.of(
            "screen\\.ProgressLine",
            "RunForm",
            "SchemaCommand",
            "TableForm",
            "Terminal",
            "ValidateCommand",
            "VerifyCommand");

    @Test
    void onlyTheTerminalKnowsTheStreamsOfTheProcess() {
        noClasses()
                .that()
                .resideInAPackage("dev.brownout..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("what is printed there is not made harmless")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.brownout..")
                .and()
                .doNotHaveFullyQualifiedName("dev.brownout.cli.Terminal")
                .should()
                .callConstructorWhere(describe(
                        "make a PrintStream",
                        call -> call.getTargetOwner().isEquivalentTo(PrintStream.class)
                                && !call.getOriginOwner().getSimpleName().equals("Screen")))
                .check(CLASSES);
    }

    @Test
    void onlyFormsOfOtherProgramsAreWrittenAsTheyAre() {
        noClasses()
                .that()
                .resideInAPackage("dev.brownout..")
                .should()
                .accessTargetWhere(describe("write bytes to a PrintStream", SpeakingRulesTest::bypasses))
                .because("text for people is printed, which makes it harmless")
                .check(CLASSES);
    }

    private static boolean bypasses(JavaAccess<?> access) {
        String from = access.getOriginOwner().getName();
        return access.getTargetOwner().isAssignableTo(PrintStream.class)
                && access.getTarget().getName().startsWith("write")
                && WRITERS.stream().noneMatch(name -> from.matches("dev\\.brownout\\.cli\\." + name + "(\\$.*)?"));
    }
}

package dev.brownout.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.brownout.architecture.ProductSources.CLASSES;

import com.tngtech.archunit.core.domain.JavaAccess;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Output rules: text for people passes through the sanitizing terminal, output for programs is escaped by its format.
 */
@Tag("once")
class OutputRulesTest {
    /** Classes that may write bytes to a stream: formats of other programs, and cursor control. */
    private static final List<String> WRITERS = List.of(
            "cli\\.GradeCommand",
            "cli\\.ListCommand",
            "cli\\.screen\\.StatusLine",
            "cli\\.RunForm",
            "cli\\.SchemaCommand",
            "cli\\.text\\.TableForm",
            "cli\\.Terminal",
            "cli\\.ValidateCommand",
            "verify\\.command\\.VerifyCommand");

    /** {@code CommandLog} only redirects {@code System.err}, to the sanitized stream of the terminal. */
    @Test
    void onlyTheTerminalAccessesStandardStreams() {
        noClasses()
                .that()
                .resideInAPackage("dev.brownout..")
                .and()
                .doNotHaveFullyQualifiedName("dev.brownout.cli.log.CommandLog")
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
                                && !call.getOriginOwner().getSimpleName().equals("SanitizedPrintStream")))
                .check(CLASSES);
    }

    @Test
    void onlyMachineReadableFormatsWriteRawBytes() {
        noClasses()
                .that()
                .resideInAPackage("dev.brownout..")
                .should()
                .accessTargetWhere(describe("write bytes to a PrintStream", OutputRulesTest::bypasses))
                .because("text for people is printed, which makes it harmless")
                .check(CLASSES);
    }

    private static boolean bypasses(JavaAccess<?> access) {
        String from = access.getOriginOwner().getName();
        return access.getTargetOwner().isAssignableTo(PrintStream.class)
                && access.getTarget().getName().startsWith("write")
                && WRITERS.stream().noneMatch(name -> from.matches("dev\\.brownout\\." + name + "(\\$.*)?"));
    }
}

package dev.brownout.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The forms of sentences in the code and their arguments. A wrong number would fail where an error is reported. */
@Tag("once")
class SentenceFormsTest {
    private static final Path ROOT = Path.of("../..");

    /** Constructors and methods with a form and arguments. */
    private static final Pattern WITH_FORM =
            Pattern.compile("Sentence\\.of|\\w+Exception|(.*\\.)?(error|warning|consequence|wrong|usage|usageError)");

    @Test
    void formsHaveAnArgumentForEachPlace() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("simulator-core", "reports", "scenarios")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                files.filter(file -> file.toString().endsWith(".java")
                                && file.toString().contains("/src/main/java/")
                                && !file.toString().contains("/target/"))
                        .forEach(sources::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Calls calls = new Calls();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    problem -> {},
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree source : task.parse()) {
                calls.scan(source, null);
            }
        }
        assertThat(calls.checked).isGreaterThan(900);
        assertThat(calls.wrong).isEmpty();
    }

    /** Finds the calls with a form that has places. */
    private static final class Calls extends TreeScanner<Void, Void> {
        private final List<String> wrong = new ArrayList<>();
        private int checked;

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            check(call.getMethodSelect(), call.getArguments());
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitNewClass(NewClassTree created, Void none) {
            check(created.getIdentifier(), created.getArguments());
            return super.visitNewClass(created, null);
        }

        private void check(ExpressionTree callee, List<? extends ExpressionTree> arguments) {
            if (!WITH_FORM.matcher(callee.toString()).matches()) {
                return;
            }
            for (int i = 0; i < arguments.size() - 1; i++) {
                List<String> forms = new ArrayList<>();
                addForms(arguments.get(i), forms);
                if (forms.stream().anyMatch(form -> form.contains(Sentence.PLACE))) {
                    checked++;
                    int given = arguments.size() - 1 - i;
                    forms.stream()
                            .filter(form -> places(form) != given)
                            .forEach(form -> wrong.add(given + " arguments for: " + form));
                    return;
                }
            }
        }

        private static int places(String form) {
            return form.split(Pattern.quote(Sentence.PLACE), -1).length - 1;
        }

        private static void addForms(ExpressionTree argument, List<String> forms) {
            if (argument instanceof ParenthesizedTree inner) {
                addForms(inner.getExpression(), forms);
            } else if (argument instanceof ConditionalExpressionTree choice) {
                addForms(choice.getTrueExpression(), forms);
                addForms(choice.getFalseExpression(), forms);
            } else {
                String text = text(argument);
                if (!text.isEmpty()) {
                    forms.add(text);
                }
            }
        }

        /** Returns the text of an expression, without the parts that are no literals. */
        private static String text(ExpressionTree part) {
            if (part instanceof LiteralTree literal) {
                return literal.getValue() instanceof String text ? text : "";
            }
            if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return text(sum.getLeftOperand()) + text(sum.getRightOperand());
            }
            return part instanceof ParenthesizedTree inner ? text(inner.getExpression()) : "";
        }
    }
}

package dev.brownout.messages;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import dev.brownout.messages.SourceCode.Method;
import dev.brownout.messages.SourceCode.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Forms of text expressions: their literals, with a place <code>{}</code> for each value. A conditional expression and
 * a method with several results have one form each. A method of a class with the same name as its qualifier is
 * followed.
 */
final class TextForms {
    /** Place of a value in a form. */
    static final String PLACE = "{}";

    /** Maximum number of forms of one expression. */
    static final int MOST = 48;

    private static final int DEPTH = 6;

    /** Method with the suggestion at the end of a message, which has forms of its own. */
    private static final String HINT = "hint";

    /** A quotation with values, which a message may shorten. */
    private static final Pattern QUOTED = Pattern.compile("'(?=[^' ]*\\{})[^' ]*'|'\\{}(?:[ =]+\\{})+'");

    private static final Pattern PARAMETER = Pattern.compile("\u0001(\\d+)\u0002");
    private static final Pattern PLACES = Pattern.compile("(\\{})+");

    private final SourceCode code;
    private final Set<String> values;

    /**
     * Creates forms of expressions.
     *
     * @param values names of methods with values, such as lists of names
     */
    TextForms(SourceCode code, Set<String> values) {
        this.code = code;
        this.values = values;
    }

    /** Returns the text that stands for a parameter of the method in its forms. */
    static String parameter(int number) {
        return "\u0001" + number + "\u0002";
    }

    /** Replaces all parameters but one by places. */
    static String plain(String form, int except) {
        String text = PARAMETER
                .matcher(form)
                .replaceAll(found -> Integer.parseInt(found.group(1)) == except ? found.group() : PLACE);
        return PLACES.matcher(QUOTED.matcher(text).replaceAll("'{}'")).replaceAll(PLACE);
    }

    /** Returns the forms of an expression; a single place if it is not a text. */
    Set<String> of(ExpressionTree tree, Scope scope) {
        return of(tree, scope, DEPTH);
    }

    private Set<String> of(ExpressionTree tree, Scope scope, int depth) {
        if (depth == 0) {
            return Set.of(PLACE);
        }
        if (tree instanceof ParenthesizedTree inner) {
            return of(inner.getExpression(), scope, depth);
        }
        if (tree instanceof LiteralTree literal) {
            return Set.of(String.valueOf(literal.getValue()));
        }
        if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return sum(sum, scope, depth);
        }
        if (tree instanceof ConditionalExpressionTree choice) {
            return union(List.of(choice.getTrueExpression(), choice.getFalseExpression()), scope, depth);
        }
        if (tree instanceof SwitchExpressionTree choice) {
            return union(results(choice), scope, depth);
        }
        if (tree instanceof IdentifierTree name) {
            return named(name.getName().toString(), scope, depth);
        }
        if (tree instanceof MemberSelectTree select) {
            ExpressionTree constant =
                    code.constant(owner(select), select.getIdentifier().toString());
            return constant == null ? Set.of(PLACE) : of(constant, scope, depth - 1);
        }
        return tree instanceof MethodInvocationTree call ? called(call, scope, depth) : Set.of(PLACE);
    }

    /** Returns the forms of a sum. A sum of numbers is a value. */
    private Set<String> sum(BinaryTree sum, Scope scope, int depth) {
        Set<String> left = of(sum.getLeftOperand(), scope, depth);
        boolean number = sum.getRightOperand() instanceof LiteralTree right && right.getValue() instanceof Number;
        if (number && left.stream().noneMatch(text -> text.contains(" "))) {
            return Set.of(PLACE);
        }
        Set<String> forms = new LinkedHashSet<>();
        for (String end : of(sum.getRightOperand(), scope, depth)) {
            left.forEach(start -> forms.add(start + end));
        }
        return forms.size() > MOST ? Set.of(PLACE) : forms;
    }

    private Set<String> named(String name, Scope scope, int depth) {
        List<ExpressionTree> assigned = scope.locals().get(name);
        if (assigned != null) {
            return union(assigned, scope, depth - 1);
        }
        Integer number = scope.parameters().get(name);
        if (number != null) {
            return Set.of(parameter(number));
        }
        ExpressionTree constant = code.constant(scope.type(), name);
        return constant == null ? Set.of(PLACE) : of(constant, scope, depth - 1);
    }

    private Set<String> called(MethodInvocationTree call, Scope scope, int depth) {
        List<? extends ExpressionTree> arguments = call.getArguments();
        if (!(call.getMethodSelect() instanceof MemberSelectTree select)) {
            return returned(call.getMethodSelect().toString(), scope.type(), arguments, scope, depth);
        }
        String name = select.getIdentifier().toString();
        if (name.equals("formatted")) {
            return patterns(select.getExpression(), scope, depth);
        }
        if (name.equals("format") && owner(select).equals("String")) {
            return patterns(arguments.get(arguments.get(0) instanceof LiteralTree ? 0 : 1), scope, depth);
        }
        if ((name.equals("orElse") || name.equals("orElseGet")) && arguments.size() == 1) {
            Set<String> forms = new LinkedHashSet<>(of(select.getExpression(), scope, depth));
            ExpressionTree other = arguments.get(0);
            forms.addAll(other instanceof LambdaExpressionTree ? body(other, scope, depth) : of(other, scope, depth));
            return forms;
        }
        if (name.equals("map") && arguments.size() == 1) {
            return body(arguments.get(0), scope, depth);
        }
        return returned(name, owner(select), arguments, scope, depth);
    }

    private static String owner(MemberSelectTree select) {
        return select.getExpression() instanceof IdentifierTree name
                ? name.getName().toString()
                : "";
    }

    private Set<String> patterns(ExpressionTree pattern, Scope scope, int depth) {
        Set<String> forms = new LinkedHashSet<>();
        of(pattern, scope, depth).forEach(text -> forms.add(text.replaceAll("%[0-9.,]*[a-zA-Z]", PLACE)));
        return forms;
    }

    /** Returns the forms of the results of a method. A method without a sentence among its results is a value. */
    private Set<String> returned(
            String name, String type, List<? extends ExpressionTree> arguments, Scope scope, int depth) {
        if (name.equals(HINT)) {
            return Set.of("");
        }
        if (values.contains(name)) {
            return Set.of(PLACE);
        }
        Set<String> forms = new LinkedHashSet<>();
        for (Method method : code.methods(name, arguments.size())) {
            boolean text = method.tree().getReturnType() != null
                    && method.tree().getReturnType().toString().equals("String");
            if (text && method.type().equals(type)) {
                for (String form : union(results(method), method.scope(), depth - 1)) {
                    forms.addAll(filled(form, method, arguments, scope, depth));
                }
            }
        }
        boolean sentence = forms.stream().anyMatch(form -> form.contains(" "));
        return !sentence || forms.size() > MOST ? Set.of(PLACE) : forms;
    }

    /** Replaces the parameters of a method by the forms of the arguments of a call. */
    private Set<String> filled(
            String form, Method method, List<? extends ExpressionTree> arguments, Scope scope, int depth) {
        Set<String> filled = Set.of(form);
        for (int number : method.scope().parameters().values()) {
            Set<String> next = new LinkedHashSet<>();
            for (String text : filled) {
                if (text.contains(parameter(number))) {
                    of(arguments.get(number), scope, depth - 1)
                            .forEach(value -> next.add(text.replace(parameter(number), plain(value, -1))));
                } else {
                    next.add(text);
                }
            }
            filled = next;
        }
        return filled;
    }

    private Set<String> body(ExpressionTree tree, Scope scope, int depth) {
        return tree instanceof LambdaExpressionTree lambda && lambda.getBody() instanceof ExpressionTree body
                ? of(body, scope, depth)
                : Set.of(PLACE);
    }

    private static List<ExpressionTree> results(Method method) {
        List<ExpressionTree> results = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitReturn(ReturnTree result, Void none) {
                results.add(result.getExpression());
                return null;
            }

            @Override
            public Void visitLambdaExpression(LambdaExpressionTree lambda, Void none) {
                return null;
            }
        }.scan(method.tree().getBody(), null);
        return results;
    }

    private static List<ExpressionTree> results(SwitchExpressionTree choice) {
        List<ExpressionTree> results = new ArrayList<>();
        choice.getCases().forEach(one -> {
            if (one.getBody() instanceof ExpressionTree value) {
                results.add(value);
            }
        });
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitYield(YieldTree yielded, Void none) {
                results.add(yielded.getValue());
                return null;
            }
        }.scan(choice, null);
        return results;
    }

    private Set<String> union(List<? extends ExpressionTree> trees, Scope scope, int depth) {
        Set<String> forms = new LinkedHashSet<>();
        trees.forEach(tree -> forms.addAll(of(tree, scope, depth)));
        return forms.size() > MOST ? Set.of(PLACE) : forms;
    }
}

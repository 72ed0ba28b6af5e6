package dev.brownout.messages;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Methods, constants and calls of parsed sources. Types are not resolved: a class is known by its simple name. */
final class SourceCode {
    /** Name of a constructor, before the name of its class. */
    static final String NEW = "new ";

    private final Map<String, List<Method>> methods = new LinkedHashMap<>();
    private final Map<String, ExpressionTree> constants = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();

    /**
     * A method.
     *
     * @param type the simple name of its class
     * @param scope the scope of its expressions
     */
    record Method(String type, MethodTree tree, Scope scope) {}

    /**
     * Scope of the expressions of a method.
     *
     * @param type the simple name of the class
     * @param locals the values that the method assigns to each local variable
     * @param parameters the positions of the text parameters
     */
    record Scope(String type, Map<String, List<ExpressionTree>> locals, Map<String, Integer> parameters) {}

    /**
     * A call of a method or a constructor.
     *
     * @param name the name of the method, or {@code new} and the class
     * @param types the classes around the call, from the inside
     * @param qualifier the expression before the name; empty for none
     * @param caller the key of the method with the call
     * @param file the name of the source file
     */
    record Call(
            String name,
            List<String> types,
            String qualifier,
            List<? extends ExpressionTree> arguments,
            Scope scope,
            String caller,
            String file) {}

    private SourceCode() {}

    /**
     * Parses the Java files of some folders that contain a pattern. A build has too little time for all files. The
     * methods of the remaining ones are unknown.
     */
    static SourceCode of(List<Path> folders, Pattern pattern) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.filter(path -> path.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    if (pattern.matcher(Files.readString(file)).find()) {
                        files.add(file);
                    }
                }
            }
        }
        SourceCode code = new SourceCode();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                String path = unit.getSourceFile().getName();
                new Collector(code, path.substring(path.lastIndexOf('/') + 1)).scan(unit, null);
            }
        }
        return code;
    }

    /** Returns the key of a method: its class, its name and the number of its parameters. */
    static String key(String type, String name, int parameters) {
        return type + "." + name + "/" + parameters;
    }

    /** Returns the methods of any class with a name and a number of parameters. */
    List<Method> methods(String name, int parameters) {
        return methods.getOrDefault(name + "/" + parameters, List.of());
    }

    /** Returns the value of a constant; {@code null} if there is none. */
    ExpressionTree constant(String type, String name) {
        return constants.get(type + "." + name);
    }

    /** Returns all calls, in the order of the files. */
    List<Call> calls() {
        return calls;
    }

    /** Returns the class of a called method: a class around the call, or the qualifier, or the only class with it. */
    String target(Call call) {
        if (call.name().startsWith(NEW)) {
            return "";
        }
        List<Method> declared = methods(call.name(), call.arguments().size());
        if (declared.size() == 1) {
            return declared.get(0).type();
        }
        if (!call.qualifier().isEmpty() && !call.qualifier().equals("this")) {
            return call.qualifier();
        }
        return call.types().stream()
                .filter(type -> declared.stream().anyMatch(one -> one.type().equals(type)))
                .findFirst()
                .orElse("");
    }

    /** Scanner of one file. */
    private static final class Collector extends TreeScanner<Void, Void> {
        private final SourceCode code;
        private final String file;
        private final Deque<String> types = new ArrayDeque<>(List.of(""));
        private Scope scope = new Scope("", Map.of(), Map.of());
        private String caller = "";

        Collector(SourceCode code, String file) {
            this.code = code;
            this.file = file;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            types.push(type.getSimpleName().toString());
            super.visitClass(type, null);
            types.pop();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void none) {
            Scope outer = scope;
            String before = caller;
            int parameters = tree.getParameters().size();
            String name = tree.getName().toString();
            scope = scope(types.peek(), tree);
            caller = name.equals("<init>")
                    ? key("", NEW + types.peek(), parameters)
                    : key(types.peek(), name, parameters);
            code.methods
                    .computeIfAbsent(name + "/" + parameters, k -> new ArrayList<>())
                    .add(new Method(types.peek(), tree, scope));
            super.visitMethod(tree, null);
            scope = outer;
            caller = before;
            return null;
        }

        @Override
        public Void visitVariable(VariableTree variable, Void none) {
            String name = variable.getName().toString();
            if (name.equals(name.toUpperCase(Locale.ROOT)) && variable.getInitializer() != null) {
                code.constants.put(types.peek() + "." + name, variable.getInitializer());
            }
            return super.visitVariable(variable, null);
        }

        @Override
        public Void visitNewClass(NewClassTree created, Void none) {
            add(NEW + created.getIdentifier(), "", created.getArguments());
            return super.visitNewClass(created, null);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            if (call.getMethodSelect() instanceof MemberSelectTree select) {
                add(select.getIdentifier().toString(), qualifier(select), call.getArguments());
            } else {
                add(call.getMethodSelect().toString(), "", call.getArguments());
            }
            return super.visitMethodInvocation(call, null);
        }

        /** Returns the name before a method; another expression has no class that is known here. */
        private static String qualifier(MemberSelectTree select) {
            return select.getExpression() instanceof IdentifierTree name
                    ? name.getName().toString()
                    : "?";
        }

        private void add(String name, String qualifier, List<? extends ExpressionTree> arguments) {
            code.calls.add(new Call(name, List.copyOf(types), qualifier, arguments, scope, caller, file));
        }

        private static Scope scope(String type, MethodTree method) {
            Map<String, List<ExpressionTree>> locals = new LinkedHashMap<>();
            Map<String, Integer> parameters = new LinkedHashMap<>();
            for (VariableTree parameter : method.getParameters()) {
                if (parameter.getType() != null
                        && parameter.getType().toString().equals("String")) {
                    parameters.put(
                            parameter.getName().toString(),
                            method.getParameters().indexOf(parameter));
                }
            }
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void none) {
                    if (variable.getInitializer() != null) {
                        assign(variable.getName().toString(), variable.getInitializer());
                    }
                    return super.visitVariable(variable, null);
                }

                @Override
                public Void visitAssignment(AssignmentTree assignment, Void none) {
                    if (assignment.getVariable() instanceof IdentifierTree name) {
                        assign(name.getName().toString(), assignment.getExpression());
                    }
                    return super.visitAssignment(assignment, null);
                }

                private void assign(String name, ExpressionTree value) {
                    locals.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
                }
            }.scan(method.getBody(), null);
            return new Scope(type, locals, parameters);
        }
    }
}

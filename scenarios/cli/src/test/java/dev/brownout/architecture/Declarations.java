package dev.brownout.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import dev.brownout.architecture.Sources.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Types and methods declared by a Java file, as parsed by the compiler. */
final class Declarations {
    private Declarations() {}

    /**
     * Declaration of a type or method.
     *
     * @param line line of its first annotation or modifier
     * @param open whether it and all enclosing types are public
     * @param documented whether it has a doc comment or a {@code @Doc} annotation, is a constructor or overrides a
     *     declaration
     */
    record Declaration(String name, long line, boolean open, boolean documented) {}

    /** Kinds of members. Record components and enum constants are fields, parameters are variables. */
    enum Member {
        METHOD,
        FIELD,
        VARIABLE
    }

    /** Returns the declarations of each file, constructors included. One compiler task parses all files. */
    static Map<Source, List<Declaration>> bySource(List<Source> sources) {
        var places = new LinkedHashMap<URI, Source>();
        sources.forEach(source -> places.put(place(source), source));
        var task = task(sources);
        var trees = DocTrees.instance(task);
        var found = new LinkedHashMap<Source, List<Declaration>>();
        for (var unit : units(task)) {
            var scanner = new Scanner(trees);
            scanner.scan(unit, null);
            found.put(places.get(unit.getSourceFile().toUri()), scanner.found);
        }
        return found;
    }

    /** Returns the names of all members of some files, without constructors. */
    static Map<Member, List<String>> memberNames(List<Source> sources) {
        var names = new EnumMap<Member, List<String>>(Member.class);
        for (Member kind : Member.values()) {
            names.put(kind, new ArrayList<>());
        }
        var scanner = new TreeScanner<Void, Tree>() {
            @Override
            public Void visitClass(ClassTree type, Tree around) {
                return super.visitClass(type, type);
            }

            @Override
            public Void visitMethod(MethodTree method, Tree around) {
                if (method.getReturnType() != null) {
                    names.get(Member.METHOD).add(method.getName().toString());
                }
                return super.visitMethod(method, method);
            }

            @Override
            public Void visitVariable(VariableTree variable, Tree around) {
                boolean field =
                        around instanceof ClassTree type && type.getMembers().contains(variable);
                names.get(field ? Member.FIELD : Member.VARIABLE)
                        .add(variable.getName().toString());
                return super.visitVariable(variable, variable);
            }
        };
        units(task(sources)).forEach(unit -> scanner.scan(unit, null));
        return names;
    }

    private static JavacTask task(List<Source> sources) {
        var files = sources.stream().map(Declarations::file).toList();
        var compiler = ToolProvider.getSystemJavaCompiler();
        return (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
    }

    private static Iterable<? extends CompilationUnitTree> units(JavacTask task) {
        try {
            return task.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI place(Source source) {
        return URI.create("string:///" + source.path());
    }

    private static JavaFileObject file(Source source) {
        return new SimpleJavaFileObject(place(source), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source.text();
            }
        };
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final List<Declaration> found = new ArrayList<>();
        private final DocTrees trees;

        Scanner(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!type.getSimpleName().isEmpty()) {
                add(type, type.getSimpleName().toString(), isAnnotated(type.getModifiers(), "Doc"));
            }
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            var inherited = isAnnotated(method.getModifiers(), "Override");
            boolean constructor = method.getReturnType() == null;
            add(method, method.getName().toString(), inherited || constructor);
            return super.visitMethod(method, null);
        }

        private static boolean isAnnotated(ModifiersTree modifiers, String annotation) {
            return modifiers.getAnnotations().stream()
                    .anyMatch(one -> one.getAnnotationType().toString().equals(annotation));
        }

        private void add(Tree tree, String name, boolean excused) {
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            long start = trees.getSourcePositions().getStartPosition(unit, tree);
            found.add(new Declaration(
                    name,
                    unit.getLineMap().getLineNumber(start),
                    isOpen(),
                    excused || trees.getDocComment(getCurrentPath()) != null));
        }

        private boolean isOpen() {
            for (var path = getCurrentPath(); path.getParentPath() != null; path = path.getParentPath()) {
                if (!isPublic(path.getLeaf(), path.getParentPath().getLeaf())) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isPublic(Tree tree, Tree around) {
            ModifiersTree modifiers;
            if (tree instanceof ClassTree type) {
                modifiers = type.getModifiers();
            } else if (tree instanceof MethodTree method) {
                modifiers = method.getModifiers();
            } else {
                return false;
            }
            boolean ofInterface = around.getKind() == Tree.Kind.INTERFACE
                    && !modifiers.getFlags().contains(Modifier.PRIVATE);
            return ofInterface || modifiers.getFlags().contains(Modifier.PUBLIC);
        }
    }
}

package dev.brownout.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import dev.brownout.architecture.Sources.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
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

    /** Returns the declarations of each file, constructors included. One compiler task parses all files. */
    static Map<Source, List<Declaration>> bySource(List<Source> sources) {
        var places = new LinkedHashMap<URI, Source>();
        sources.forEach(source -> places.put(place(source), source));
        var files = sources.stream().map(Declarations::file).toList();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
        try {
            var trees = DocTrees.instance(task);
            var found = new LinkedHashMap<Source, List<Declaration>>();
            for (var unit : task.parse()) {
                var scanner = new Scanner(trees);
                scanner.scan(unit, null);
                found.put(places.get(unit.getSourceFile().toUri()), scanner.found);
            }
            return found;
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
                add(type, type.getSimpleName().toString(), annotated(type.getModifiers(), "Doc"));
            }
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            var inherited = annotated(method.getModifiers(), "Override");
            boolean constructor = method.getReturnType() == null;
            add(method, method.getName().toString(), inherited || constructor);
            return super.visitMethod(method, null);
        }

        private static boolean annotated(ModifiersTree modifiers, String annotation) {
            return modifiers.getAnnotations().stream()
                    .anyMatch(one -> one.getAnnotationType().toString().equals(annotation));
        }

        private void add(Tree tree, String name, boolean excused) {
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            long start = trees.getSourcePositions().getStartPosition(unit, tree);
            found.add(new Declaration(
                    name,
                    unit.getLineMap().getLineNumber(start),
                    open(),
                    excused || trees.getDocComment(getCurrentPath()) != null));
        }

        private boolean open() {
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

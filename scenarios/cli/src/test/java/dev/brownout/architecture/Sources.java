package dev.brownout.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Text files of the repository, scripts included. Build output and most hidden folders are excluded. */
public final class Sources {
    /** Folder of the repository. */
    public static final Path ROOT = root();

    private static final Set<String> LEFT_OUT = Set.of("target", "out", "node_modules", "__pycache__");
    private static final List<String> TEXTS = List.of(
            ".java",
            ".g4",
            ".yaml",
            ".yml",
            ".json",
            ".md",
            ".xml",
            ".sh",
            ".html",
            ".css",
            ".js",
            ".mjs",
            ".properties",
            ".py",
            ".ipynb");

    private static final Set<String> HIDDEN = Set.of(".ci", ".github");

    private static final List<Source> ALL = read();

    private Sources() {}

    /** Returns all text files, sorted by path. They are read once in a process. */
    static List<Source> all() {
        return ALL;
    }

    private static List<Source> read() {
        var found = new ArrayList<Source>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    var name = directory.getFileName().toString();
                    boolean skip = !directory.equals(ROOT)
                            && (name.startsWith(".") && !HIDDEN.contains(name) || LEFT_OUT.contains(name));
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    var name = file.getFileName().toString();
                    boolean script = name.indexOf('.') < 0 && !name.equals("mvnw") && Files.isExecutable(file);
                    if (script || TEXTS.stream().anyMatch(name::endsWith)) {
                        var path = ROOT.relativize(file).toString().replace('\\', '/');
                        found.add(new Source(path, Files.readString(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort((a, b) -> a.path().compareTo(b.path()));
        return List.copyOf(found);
    }

    /** Returns the Python package, its tests and its notebooks. */
    static List<Source> python() {
        return all().stream()
                .filter(source -> source.path().startsWith("scenarios/python/"))
                .filter(source -> source.path().endsWith(".py") || source.path().endsWith(".ipynb"))
                .toList();
    }

    /** Returns the Java files of the product and its tests. Sample builds below {@code src/it} are excluded. */
    static List<Source> java() {
        return all().stream()
                .filter(source -> source.java() && !source.path().contains("/src/it/"))
                .toList();
    }

    private static Path root() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve(".mvn"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    /** A file: path from the root of the repository, with slashes, and text. */
    record Source(String path, String text) {
        boolean java() {
            return path.endsWith(".java");
        }

        boolean main() {
            return path.contains("/src/main/java/");
        }

        boolean test() {
            return path.contains("/src/test/");
        }

        /** Returns the file name without folders. */
        String fileName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** Returns the folder, without a trailing slash. */
        String folder() {
            return path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }

        /** Returns the qualified name of the top-level class of a Java file. */
        String className() {
            var start = path.indexOf("/java/") + "/java/".length();
            return path.substring(start, path.length() - ".java".length()).replace('/', '.');
        }

        /** Returns the package of a Java file. */
        String packageName() {
            var name = className();
            return name.substring(0, name.lastIndexOf('.'));
        }

        List<String> lines() {
            return text.lines().toList();
        }

        /** Returns a violation in line {@code number}, counted from 1. */
        String at(long number, String rule) {
            return path + ":" + number + ": " + rule;
        }
    }
}
